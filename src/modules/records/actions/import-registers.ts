import { sql } from 'kysely';
import { type Database, insertRows, newId, type PersonId, type RunId, type SettingId, type Tx } from '#db';
import { compileRegisters, type Fault, type Pupil, type RefusalList, refusalList } from '#files';
import type { Actor } from '#modules/access';
import { checkUpn, directoryOf, type Found, settingFinder } from '#modules/people';
import { type Counts, type ImportCall, openFile, type Outcome, withRun } from '#modules/sources';
import { codeOf, EMPTY_REGISTER, type FoldedRegister, foldMarks, letterOf, markTwice, masks, mergeRegister, type RegisterSlice } from '../rules/index.ts';

type RegisterId = string & { __brand: 'records.register' };
type Standing = { id: RegisterId; person_id: PersonId; setting_id: SettingId; register_year: number; marks: string };

const AT_ONCE = 2_000;

/**
 * Imports registers, one row a mark: who, which day, morning or afternoon, which code. The rows are folded into year
 * strings while they are read, so a million of them are a few thousand rows to write; masks are made here, by the writer.
 *
 * Refuses row by row; a second, different mark for one session in one file is refused and the first is kept.
 *
 * @example await importRegisters(db, actor, { path: 'marks.csv', source: 'mis', dryRun: false });
 */
export async function importRegisters(db: Database, actor: Actor, call: ImportCall): Promise<Outcome> {
  const { table, mapping, name } = await openFile(call, 'registers');
  const refused = refusalList();
  const reader = compileRegisters(mapping, table.header, { checkUpn, letterOf });
  const fold = foldMarks();
  /** The lines of the rows kept, by pupil. */
  const linesOf: number[][] = [];
  let read = 0;
  for await (const batch of table.batches) {
    for (const row of batch) {
      read += 1;
      const mark = reader.read(row);
      if ('refusals' in mark) {
        refused.add(...mark.refusals);
        continue;
      }
      const { pupil, day, session, letter, line } = mark.value;
      const other = fold.add(pupil, day, session, letter);
      if (other !== undefined) {
        const fault = markTwice(other, String.fromCharCode(letter));
        const found = codeOf(String.fromCharCode(letter))?.code ?? '';
        refused.add({ line, field: mapping.registers?.code.column[0] ?? 'code', found, ...fault });
        continue;
      }
      (linesOf[pupil] ??= []).push(line);
    }
  }
  const spec = { kind: 'registers', source: call.source, file: name, sha256: table.sha256, mapping: mapping.name, dryRun: call.dryRun, signal: call.signal, read: () => read, refused };
  return withRun(db, actor, spec, async (tx, runId) => {
    const found = await findPupils(tx, actor, call.source, reader.pupils, linesOf, refused);
    return writeRegisters(tx, actor, call.source, runId, fold.registers(), found, linesOf);
  });
}

/** Who the file means. Every row of somebody nobody has imported is refused. */
async function findPupils(tx: Tx, { tenantId }: Actor, source: string, pupils: readonly Pupil[], linesOf: readonly number[][], refused: RefusalList): Promise<(Found | undefined)[]> {
  const people = await directoryOf(tx, tenantId, source);
  const findSetting = await settingFinder(tx, tenantId, new Set());
  const found: (Found | undefined)[] = [];
  for (const [position, pupil] of pupils.entries()) {
    const match = await findOne(pupil);
    if (!('rule' in match)) {
      found.push(match);
      continue;
    }
    found.push(undefined);
    for (const line of linesOf[position] ?? []) refused.add({ line, field: 'identity', found: pupil.upn ?? pupil.sourceId ?? '', ...match });
  }
  return found;

  async function findOne(pupil: Pupil): Promise<Found | Fault> {
    if (pupil.setting === null) return people.find(pupil);
    const settingId = await findSetting(pupil.setting);
    if (typeof settingId !== 'string') return settingId;
    const match = people.find(pupil, settingId);
    return 'rule' in match ? match : { ...match, settingId };
  }
}

async function writeRegisters(tx: Tx, { tenantId }: Actor, source: string, runId: RunId, folded: readonly FoldedRegister[], found: readonly (Found | undefined)[], linesOf: readonly number[][]): Promise<Counts> {
  const counts: Counts = { added: 0, changed: 0, same: 0, ended: 0 };
  let kept = 0;
  const mine = folded.flatMap((register) => {
    const who = found[register.pupil];
    return who ? [{ ...register, ...who }] : [];
  });
  for (const [position, lines] of linesOf.entries()) if (found[position]) kept += lines?.length ?? 0;
  for (let start = 0; start < mine.length; start += AT_ONCE) {
    const chunk = mine.slice(start, start + AT_ONCE);
    const standing = await standingOf(tx, tenantId, chunk.map((each) => each.personId));
    const added = [];
    const mended = [];
    const changes = [];
    for (const { personId, settingId, year, marks: incoming } of chunk) {
      const key = `${personId} ${year} ${settingId}`;
      const before = standing.get(key);
      const merged = mergeRegister(before?.marks ?? null, incoming);
      counts.added += merged.added;
      counts.changed += merged.changed;
      counts.same += merged.same;
      if (merged.changes.length === 0) continue;
      const id = before?.id ?? newId<RegisterId>();
      const row = { id, marks: merged.marks, ...masks(merged.marks) };
      if (before) mended.push(row);
      else added.push({ tenant_id: tenantId, person_id: personId, setting_id: settingId, register_year: year, source, ...row });
      standing.set(key, { id, person_id: personId, setting_id: settingId, register_year: year, marks: merged.marks });
      changes.push({ tenant_id: tenantId, id: newId<never>(), run_id: runId, register_id: id, person_id: personId, setting_id: settingId, ...spanOf(merged.changes, before?.marks ?? EMPTY_REGISTER, merged.marks) });
    }
    await insertRows(tx, 'records.register', added);
    if (mended.length > 0) {
      await sql`update records.register as r
        set marks = n.marks, possible = n.possible, absent = n.absent, unauthorised = n.unauthorised, late = n.late
        from json_populate_recordset(null::records.register, ${JSON.stringify(mended)}::json) as n
        where r.tenant_id = ${tenantId} and r.id = n.id`.execute(tx);
    }
    await insertRows(tx, 'records.register_change', changes);
  }
  // A mark that a file gives twice alike stands once: the second row is the same as the first.
  counts.same += kept - (counts.added + counts.changed + counts.same);
  return counts;
}

/** From the first session that changed to the last, as it was and as it is: one row a register, however scattered. */
function spanOf(changes: readonly RegisterSlice[], before: string, after: string) {
  const [first, last] = [changes[0], changes.at(-1)];
  const from = first?.at ?? 0;
  const to = last ? last.at + last.after.length : from;
  return { from_slot: from, before: before.slice(from, to), after: after.slice(from, to) };
}

async function standingOf(tx: Tx, tenantId: string, people: readonly PersonId[]): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing>`
    select id, person_id, setting_id, register_year, marks from records.register
    where tenant_id = ${tenantId} and person_id = any(${[...new Set(people)]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [`${row.person_id} ${row.register_year} ${row.setting_id}`, row]));
}
