import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#dates';
import type { Database, RunId } from '#db';
import { emptyDatabase } from '#test/database';
import { dump } from '#test/db/dump';
import { ADA, ASHDALE, BEN, BIRCHWOOD, openSchool, type School } from '#test/files/register-school';
import { masks, undoRegisters } from '../../index.ts';

let db: Database;
let school: School;
beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  school = await openSchool(db);
});

const HEADER = 'upn,setting_urn,date,session,code';
const row = (upn: string | undefined, date: string, code: string, session = 'AM') =>
  `${upn},${ASHDALE},${date},${session},${code}`;

/** Brings a file and answers the id of its run. */
async function run(of: School, ...lines: string[]): Promise<RunId> {
  await of.bring([HEADER, ...lines]);
  return (await of.lastRun()) as RunId;
}
const undo = (of: School, runId: RunId) =>
  of.within((tx) => undoRegisters(tx, { tenantId: of.actor.tenantId, runId }));

async function masksAreRight(of: School): Promise<void> {
  const registers = await of.within((tx) =>
    tx.selectFrom('records.register').selectAll().where('tenant_id', '=', of.actor.tenantId).execute(),
  );
  for (const { marks, possible, absent, unauthorised, late } of registers)
    expect({ possible, absent, unauthorised, late }).toEqual(masks(marks));
}

describe('undoing a run of registers', () => {
  it('removes the registers that it made, with what was kept of them', async () => {
    const before = await dump(db, school.actor);
    const first = await run(
      school,
      row(ADA, '2025-11-03', '/'),
      row(BEN, '2025-11-03', 'I'),
      row(BEN, '2026-09-01', 'I'),
    );
    expect(await undo(school, first)).toEqual({ removed: 3, restored: 0, kept: [] });
    expect(await dump(db, school.actor)).toEqual(before);
  });

  it('puts back what it changed, and takes out what it added between', async () => {
    await run(school, row(ADA, '2025-11-03', 'N'), row(ADA, '2025-11-05', '/'));
    const second = await run(
      school,
      row(ADA, '2025-11-03', 'I'),
      row(ADA, '2025-11-04', 'O'),
      row(ADA, '2025-11-05', '/'),
    );
    expect(await undo(school, second)).toEqual({ removed: 0, restored: 1, kept: [] });
    expect(await school.marks()).toEqual([
      'Ada 2025-11-03 AM N at Ashdale School',
      'Ada 2025-11-05 AM / at Ashdale School',
    ]);
    await masksAreRight(school);
  });

  it('keeps a register that a later run changed in the same session, and says so', async () => {
    const first = await run(
      school,
      row(ADA, '2025-11-03', 'N'),
      row(ADA, '2025-11-04', '/'),
      row(BEN, '2025-11-03', '/'),
    );
    const second = await run(school, row(ADA, '2025-11-03', 'I'));
    const marks = await school.marks();
    const undone = await undo(school, first);
    expect(undone).toEqual({
      removed: 1,
      restored: 0,
      kept: [
        {
          personId: school.people.ada,
          entityId: expect.any(String),
          says: 'A later import changed the same sessions in the register of 2025/26 at Ashdale School, so that register is kept as it is.',
        },
      ],
    });
    expect(await school.marks()).toEqual(marks.filter((mark) => mark.startsWith('Ada')));
    expect(await undo(school, second)).toEqual({ removed: 0, restored: 1, kept: [] });
    expect(await undo(school, first)).toEqual({ removed: 1, restored: 0, kept: [] });
    expect(await school.marks()).toEqual([]);
  });

  it('leaves a register that another source began to whoever says what is left', async () => {
    const begun = await run(school, row(ADA, '2025-11-03', '/'));
    await school.bring([HEADER, row(ADA, '2025-11-04', 'I')], { source: 'another' });
    const sources = () =>
      school.within((tx) =>
        tx
          .selectFrom('records.register')
          .select('source')
          .where('tenant_id', '=', school.actor.tenantId)
          .execute(),
      );
    const [{ source: first } = { source: '' }] = await sources();
    expect(first).not.toBe('another');
    expect(await undo(school, begun)).toMatchObject({ restored: 1, kept: [] });
    expect(await sources()).toEqual([{ source: 'another' }]);
  });

  it('is not in the way of a later run that was undone', async () => {
    const first = await run(school, row(ADA, '2025-11-03', 'N'));
    await undo(school, await run(school, row(ADA, '2025-11-03', 'I')));
    await undo(school, await run(school, row(ADA, '2025-11-03', 'M')));
    expect(await undo(school, first)).toMatchObject({ removed: 1, kept: [] });
  });

  it('leaves another setting and another year alone, and does nothing the second time', async () => {
    const first = await run(school, row(ADA, '2025-11-03', '/'), row(ADA, '2026-09-01', '/'));
    await run(school, `${ADA},${BIRCHWOOD},2025-11-04,AM,/`);
    expect(await undo(school, first)).toMatchObject({ removed: 2 });
    expect(await school.marks()).toEqual(['Ada 2025-11-04 AM / at Birchwood School']);
    expect(await undo(school, first)).toEqual({ removed: 0, restored: 0, kept: [] });
  });

  it('removes a register in the end whichever of two runs is undone first', async () => {
    const [first, second] = [
      await run(school, row(ADA, '2025-11-03', '/')),
      await run(school, row(ADA, '2025-11-04', '/')),
    ];
    expect(await undo(school, first)).toEqual({ removed: 0, restored: 1, kept: [] });
    expect(await undo(school, second)).toEqual({ removed: 1, restored: 0, kept: [] });
    expect(await school.marks()).toEqual([]);
  });

  it('removes registers that came whole, without a record of each change, unless somebody has changed them', async () => {
    const made = await run(school, row(ADA, '2025-11-03', '/'), row(BEN, '2025-11-03', '/'));
    await school.within((tx) =>
      tx.deleteFrom('records.register_change').where('tenant_id', '=', school.actor.tenantId).execute(),
    );
    await run(school, row(BEN, '2025-11-04', 'I'));
    expect(await undo(school, made)).toMatchObject({ removed: 1, kept: [{ personId: school.people.ben }] });
    expect(await school.marks()).toHaveLength(2);
  });

  it('leaves what the other runs wrote: everything, when they wrote other sessions', async () => {
    const marks = fc.array(
      fc.record({
        who: fc.constantFrom(ADA, BEN),
        day: fc.nat(60),
        session: fc.constantFrom('AM', 'PM'),
        code: fc.constantFrom('/', '\\', 'I', 'N', 'U', 'Y'),
      }),
      { minLength: 1, maxLength: 25 },
    );
    let year = 1990;
    const [both, alone, again] = [await openSchool(db), await openSchool(db), await openSchool(db)];
    /** A year of its own for every turn: the day of the year is what is compared. */
    const standing = async (of: School) =>
      (await of.marks()).filter((mark) => mark.includes(` ${year}-`) || mark.includes(` ${year + 1}-`));
    type Mark = { who: string | undefined; day: number; session: string; code: string };
    const slot = ({ who, day, session }: Mark) => `${who} ${day} ${session}`;
    const lines = (all: Iterable<Mark>) =>
      [...all].map(({ who, day, session, code }) =>
        row(who, addDays(plainDate(`${year}-11-03`), day), code, session),
      );
    await fc.assert(
      fc.asyncProperty(marks, marks, fc.boolean(), async (one, other, overlapping) => {
        year += 2;
        const first = new Map(one.map((mark) => [slot(mark), mark]));
        const second = new Map(
          other.filter((mark) => overlapping || !first.has(slot(mark))).map((mark) => [slot(mark), mark]),
        );
        const runId = await run(both, ...lines(first.values()));
        await run(both, ...lines(second.values()));
        const before = await standing(both);
        const touched = new Set<string>(
          [...second.values()]
            .filter((mark) => first.has(slot(mark)) && first.get(slot(mark))?.code !== mark.code)
            .map(({ who }) => (who === ADA ? 'Ada' : 'Ben')),
        );
        const { kept } = await undo(both, runId);
        expect(kept).toHaveLength(touched.size);
        // Of whoever is kept everything stands; of the others what the second run wrote, and nothing twice alike.
        const same = new Set(
          [...second.values()].filter((mark) => first.get(slot(mark))?.code === mark.code).map(slot),
        );
        await run(alone, ...lines([...second.values()].filter((mark) => !same.has(slot(mark)))));
        const name = (mark: string) => mark.split(' ')[0] ?? '';
        expect(await standing(both)).toEqual(
          [
            ...before.filter((mark) => touched.has(name(mark))),
            ...(await standing(alone)).filter((mark) => !touched.has(name(mark))),
          ].sort(),
        );
        await run(both, ...lines(first.values()));
        await run(again, ...lines([...new Map([...second, ...first]).values()]));
        expect(await standing(both)).toEqual(await standing(again));
        await masksAreRight(both);
      }),
      { numRuns: 10 },
    );
  });
});
