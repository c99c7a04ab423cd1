import { sql } from 'kysely';
import { britishDate, plainDate } from '#dates';
import type { Tx } from '#db';
import { repoint } from '#modules/people';
import type { MergePair, MergePart } from '#web';
import { mergeRegisters } from './registers.ts';

/**
 * How what is on record of two records of one young person is merged. The same fact from the same source is kept once; a
 * suspension of one kind on one day is one suspension, whoever told of it.
 */
export const recordsMerge: MergePart = {
  tables: [
    { table: 'records.register', label: 'merge.tables.registers' },
    { table: 'records.register_change', label: 'merge.tables.register-changes' },
    { table: 'records.register_count', label: 'merge.tables.register-counts' },
    { table: 'records.measure', label: 'merge.tables.measures' },
    { table: 'records.need', label: 'merge.tables.needs' },
    { table: 'records.circumstance', label: 'merge.tables.circumstances' },
    { table: 'records.suspension', label: 'merge.tables.suspensions' },
    { table: 'records.attainment', label: 'merge.tables.attainment' },
    { table: 'records.behaviour', label: 'merge.tables.behaviour' },
    { table: 'records.note', label: 'merge.tables.notes' },
    { table: 'records.pointer', label: 'pointers.link' },
  ],
  async mergePerson(tx, pair) {
    return [
      ...(await mergeRegisters(tx, pair)),
      ...(await repoint(tx, pair, {
        table: 'records.measure',
        once: ['definition_id', 'on_date', 'source'],
        alike: ['number', 'yes', 'category'],
        differ: (row) => measuresDiffer(tx, pair, row),
      })),
      ...(await repoint(tx, pair, {
        table: 'records.need',
        once: ['starts_on', 'source'],
      })),
      ...(await repoint(tx, pair, {
        table: 'records.circumstance',
        once: ['kind', 'starts_on', 'source'],
      })),
      ...(await repoint(tx, pair, { table: 'records.suspension', once: ['kind', 'starts_on'] })),
      ...(await repoint(tx, pair, {
        table: 'records.register_count',
        once: ['register_year', 'term', 'setting_id', 'source', 'run_id'],
      })),
      ...(await repoint(tx, pair, {
        table: 'records.attainment',
        once: ['subject', 'scale', 'point', 'on_date', 'source'],
        alike: ['value'],
        differ: resultsDiffer,
      })),
      ...(await repoint(tx, pair, { table: 'records.behaviour', once: ['event_key', 'source'] })),
      ...(await repoint(tx, pair, { table: 'records.note' })),
      ...(await repoint(tx, pair, { table: 'records.pointer' })),
    ];
  },
};

async function measuresDiffer(
  tx: Tx,
  { tenantId }: MergePair,
  row: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { rows } = await sql<{ label: string }>`
    select label from records.measure_definition
    where tenant_id = ${tenantId} and id = ${row['definition_id']}`.execute(tx);
  const day = britishDate(plainDate(String(row['on_date'])));
  return `Both have “${rows[0]?.label}” of ${day} from ${row['source']}, and the two values differ. Have ${row['source']} put one right first.`;
}

async function resultsDiffer(row: Readonly<Record<string, unknown>>): Promise<string> {
  const day = britishDate(plainDate(String(row['on_date'])));
  return `Both have a result in ${row['subject']} of ${day} from ${row['source']}, and the two differ. Have ${row['source']} put one right first.`;
}
