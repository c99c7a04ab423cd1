import type { ImportKind } from '#modules/sources';
import type { Module } from '#web';
import { attainmentKind } from './actions/import-attainment.ts';
import { behaviourKind } from './actions/import-behaviour.ts';
import { circumstancesKind } from './actions/import-circumstances/index.ts';
import { comparisonsKind } from './actions/import-comparisons.ts';
import { measuresKind } from './actions/import-measures/index.ts';
import { registersKind } from './actions/import-registers/index.ts';
import { suspensionsKind } from './actions/import-suspensions.ts';
import { recordsMerge } from './actions/merge-records/index.ts';
import { attendanceSection } from './pages/attendance/attendance-section.tsx';
import { factsSection } from './pages/facts/facts-section.tsx';
import { notesSection } from './pages/notes/notes-section.tsx';
import { recordsFirstSteps } from './queries/first-steps.ts';
import { recordsKept } from './queries/kept.ts';
import { marksOn } from './queries/marks-on.ts';
import { recordsMissing } from './queries/missing.ts';
import { recordsQuality } from './queries/quality/index.ts';
import { routes } from './routes.tsx';

export const records: Module = {
  name: 'records',
  routes,
  personSections: [notesSection, attendanceSection, factsSection],
  calendarWarnings: [marksOn],
  merge: recordsMerge,
  kept: recordsKept,
  quality: recordsQuality,
  missing: recordsMissing,
  chosen: [{ order: 10, href: '/people/notes', label: 'notes.many.action', permission: 'note.write' }],
  firstSteps: recordsFirstSteps,
};

/** The kinds of file that this module takes. */
export const recordsImports: readonly ImportKind[] = [
  registersKind,
  measuresKind,
  circumstancesKind,
  attainmentKind,
  behaviourKind,
  suspensionsKind,
  comparisonsKind,
];
