import type { CastYoungPerson } from '../types.ts';
import { castByAttendance } from './by-attendance.ts';
import { castByCircumstance } from './by-circumstance.ts';

const all = { ...castByAttendance, ...castByCircumstance };

export type CastKey = keyof typeof all;

/** UPNs carry 990 for the local authority, which no council in England has. */
export const castYoungPeople: Readonly<Record<CastKey, CastYoungPerson>> = all;
