import {
  countRows,
  type FactTable,
  type ImportKind,
  type NewFact,
  type RowsSoFar,
  undoFacts,
  withRun,
  writeFacts,
} from '#modules/sources';
import { readAcademicYear } from '../../rules/academic-year.ts';
import { readEmail, readFacts } from '../read-facts.ts';
import { findClasses } from './find-classes.ts';
import { type Place, readClassKind, readPlaces } from './read-places.ts';
import { writeTutorGroups } from './write-tutor-groups.ts';

const PLACES: FactTable = {
  entity: 'class_place',
  table: 'people.class_place',
  key: ['class_id', 'person_id'],
  values: ['starts_on', 'ends_on'],
  endsOn: 'ends_on',
  scope: ['setting_id', 'academic_year'],
  about: ['person_id', 'setting_id'],
};

/** A file that names no teacher of a class says nothing about who teaches it. */
const TEACHERS: FactTable = {
  entity: 'class_teacher',
  table: 'people.class_teacher',
  key: ['class_id', 'staff_id'],
  values: ['ends_on'],
  endsOn: 'ends_on',
  scope: ['class_id'],
  about: [],
};

const policies = ['replaces', 'snapshot'] as const;
const codes = { kind: readClassKind, academic_year: readAcademicYear, teacher_email: readEmail };

/**
 * Classes and tutor groups as a kind of file: who is taught in which, and by whom. A young person whom a snapshot no
 * longer has in a class has left it, and a teacher whom it no longer names no longer teaches it: with the end of either
 * the reach of that teacher ends. Tutor groups have no end of their own: a young person leaves one by coming into
 * another, or by leaving the setting.
 */
export const classesKind: ImportKind = {
  kind: 'classes',
  section: 'classes',
  policies,
  async bringIn(db, actor, call) {
    const { rows, spec } = await readFacts(call, { kind: 'classes', policies, codes });
    return withRun(db, actor, spec, async (tx, run) => {
      const lines: RowsSoFar = new Map();
      const places = await readPlaces(tx, run, rows);
      // Hundreds of thousands, and nobody asks for them again.
      rows.length = 0;
      const taught = await findClasses(
        tx,
        run,
        places.filter(({ kind }) => kind === 'class'),
        lines,
      );
      const written = [
        taught,
        await writeFacts(tx, run, PLACES, taught.places.map(placeFact), lines),
        await writeFacts(tx, run, TEACHERS, teacherFacts(taught.places), lines),
        await writeTutorGroups(
          tx,
          run,
          places.filter(({ kind }) => kind === 'tutor'),
          lines,
        ),
      ];
      const sum = (of: (each: { ended: number; moved: number; standing: number }) => number) =>
        written.reduce((total, each) => total + of(each), 0);
      return {
        ...countRows(lines),
        ended: sum(({ ended }) => ended),
        moved: sum(({ moved }) => moved),
        standing: sum(({ standing }) => standing),
      };
    });
  },
  undo: [
    undoFacts({ entity: 'class_place', table: 'people.class_place', person: 'person_id' }),
    undoFacts({ entity: 'class_teacher', table: 'people.class_teacher' }),
    undoFacts({ entity: 'enrolment', table: 'people.enrolment', person: 'person_id' }),
    undoFacts({ entity: 'tutor_group', table: 'people.tutor_group' }),
    undoFacts({ entity: 'class', table: 'people.class' }),
  ],
};

type InClass = Place & { classId: string };

function placeFact(place: InClass): NewFact {
  const { line, personId, settingId, classId, year, startsOn, endsOn } = place;
  const columns = {
    class_id: classId,
    person_id: personId,
    setting_id: settingId,
    academic_year: year,
    starts_on: startsOn,
    ends_on: endsOn,
  };
  return { line, field: 'class', personId, settingId, columns };
}

/** Who teaches each class, once: every row of a class says it again, and none can say otherwise. */
function teacherFacts(places: readonly InClass[]): NewFact[] {
  const taught = new Map<string, NewFact>();
  for (const { line, classId, staffId } of places) {
    const key = `${classId} ${staffId}`;
    if (staffId === null || taught.has(key)) continue;
    const columns = { class_id: classId, staff_id: staffId, ends_on: null };
    taught.set(key, { line, field: 'teacher', personId: null, settingId: null, columns });
  }
  return [...taught.values()];
}
