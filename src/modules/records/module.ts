import type { Module } from '#web';
import { attendanceSection } from './pages/attendance/attendance-section.tsx';
import { factsSection } from './pages/facts/facts-section.tsx';
import { notesSection } from './pages/notes/notes-section.tsx';
import { marksOn } from './queries/marks-on.ts';
import { routes } from './routes.tsx';

export const records: Module = {
  name: 'records',
  routes,
  personSections: [notesSection, attendanceSection, factsSection],
  calendarWarnings: [marksOn],
};
