import { type PlainDate, plainDate } from '#dates';
import { newId, type Tx } from '#db';
import { type CountTable, forOutside } from '#disclosure';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import { countLevels, type LevelCount } from '../queries/numbers-outside.ts';
import { ruleSetInUse } from '../queries/rule-sets.ts';
import { TIERS } from '../rules/index.ts';

type NumbersId = string & { __brand: 'risk.numbers_outside' };

/**
 * Counts everybody by level of help, with school year and with sex, as numbers that may leave the organisation, and keeps them. A
 * month has one set: whoever asks again gets the same, so nobody learns about one young person from two sets a day apart.
 *
 * Refuses numbers about two settings or fewer, and a month that has its numbers.
 *
 * @example await makeNumbersOutside(tx, actor);
 */
export async function makeNumbersOutside(tx: Tx, actor: Actor): Promise<void> {
  const { tenantId, accountId, name: author, today } = actor;
  const inUse = await ruleSetInUse(tx, tenantId);
  if (!inUse) throw new Refused('Nobody has been reviewed yet, so there is nothing to count.');
  const { counts, settings } = await countLevels(tx, actor, inUse);
  const tables = forOutside(
    [
      tableOf(
        'level',
        TIERS,
        counts,
        () => 'everybody',
        ({ level }) => TIERS[level] ?? '',
      ),
      tableOf('ncYear', MORE_OR_NOT, counts, bandOf, moreOrNot),
      tableOf('sex', MORE_OR_NOT, counts, ({ sex }) => sex, moreOrNot),
    ],
    settings,
    { more: TIERS.filter((tier) => tier !== 'universal') },
  );
  const id = newId<NumbersId>();
  const made = await tx
    .insertInto('risk.numbers_outside')
    .values({
      tenant_id: tenantId,
      id,
      month: monthOf(today),
      settings,
      tables: JSON.stringify(tables),
      account_id: accountId,
      author,
    })
    .onConflict((conflict) => conflict.constraint('numbers_outside_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw new Refused('This month has its numbers already: everybody is given the same.');
  await record(tx, actor, { act: 'numbers.made', subjectId: id, why: monthOf(today), number: settings });
}

/** The first day of the month. */
export function monthOf(date: PlainDate): PlainDate {
  return plainDate(`${date.slice(0, 8)}01`);
}

const MORE_OR_NOT = ['universal', 'more'] as const;

function moreOrNot({ level }: LevelCount): string {
  return level === 0 ? 'universal' : 'more';
}

/** Years of which a council has many; before and after them there are few, who would be told apart. */
function bandOf({ ncYear }: LevelCount): string {
  if (ncYear === null) return 'unknown';
  return ncYear < 7 ? 'before' : ncYear > 11 ? 'after' : String(ncYear);
}

/** In the order of life, not of letters. */
const ORDER = ['before', '7', '8', '9', '10', '11', 'after', 'F', 'M', 'W', 'U', 'unknown'];

function tableOf(
  name: string,
  columns: readonly string[],
  counts: readonly LevelCount[],
  rowOf: (count: LevelCount) => string,
  columnOf: (count: LevelCount) => string,
): CountTable {
  const byRow = Map.groupBy(counts, rowOf);
  const rows = [...byRow.keys()].toSorted((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other));
  const people = (row: string, column: string) =>
    (byRow.get(row) ?? [])
      .filter((count) => columnOf(count) === column)
      .reduce((sum, count) => sum + count.people, 0);
  return { name, rows, columns, counts: rows.map((row) => columns.map((column) => people(row, column))) };
}
