import type { ImportKind } from '#modules/sources';
import type { Module } from '#web';
import { measuresKind } from './actions/import-measures/index.ts';
import { registersKind } from './actions/import-registers/index.ts';
import { suspensionsKind } from './actions/import-suspensions.ts';
import { recordsMerge } from './actions/merge-records/index.ts';
import { attendanceSection } from './pages/attendance/attendance-section.tsx';
import { factsSection } from './pages/facts/facts-section.tsx';
import { notesSection } from './pages/notes/notes-section.tsx';
import { recordsMissing } from './queries/missing.ts';
import { recordsQuality } from './queries/quality/index.ts';
import { routes } from './routes.tsx';

export const records: Module = {
  name: 'records',
  routes,
  personSections: [notesSection, attendanceSection, factsSection],
  merge: recordsMerge,
  quality: recordsQuality,
  missing: recordsMissing,
};

/** The kinds of file that this module takes. */
export const recordsImports: readonly ImportKind[] = [registersKind, measuresKind, suspensionsKind];
