import type { RunId, Tx } from '#db';
import type { Pupil } from '#files';
import type { Actor } from '#modules/access';
import { findPupils } from '../find-pupils.ts';
import { joinNamings, type Register } from './join-namings.ts';
import { dayJudge } from './judge-days.ts';
import { judgeSettings } from './judge-settings.ts';
import type { MarksRead } from './read-marks.ts';
import { settingNames } from './setting-names.ts';
import { inItsSetting, standingOf } from './standing.ts';
import type { Verdicts } from './verdicts.ts';
import { type MarkCounts, prepareRegisters } from './write-registers.ts';

/** There is more against the file than was known when it was read: it has to be read again, and nothing is kept yet. */
export class ReadAgain extends Error {
  override name = 'ReadAgain';
}

/** Few enough that the database takes a chunk in memory. */
const PEOPLE_AT_ONCE = 1_000;

/**
 * Writes the marks of a file, or throws `ReadAgain` when people, calendars and other registers have something against
 * them that was not known when it was read. Then everything there is against the file is in `verdicts`.
 */
export async function layMarks(
  tx: Tx,
  { tenantId }: Actor,
  { source, runId }: { source: string; runId: RunId },
  { pupils, read, verdicts }: { pupils: readonly Pupil[]; read: MarksRead; verdicts: Verdicts },
): Promise<MarkCounts> {
  const known = verdicts.count();
  const people = await findPupils(tx, tenantId, source, pupils);
  for (const [pupil, who] of people.entries()) if ('rule' in who) verdicts.againstPupil(pupil, who);
  const registers = joinNamings(read.fold.registers(), people, verdicts);
  const nameOf = settingNames(tx, tenantId);
  const judgeDays = dayJudge(tx, tenantId, nameOf, verdicts);
  const counts = { added: 0, changed: 0, standing: 0 };
  const chunks = byPeople(registers);
  // The database is never asked to wait: it finds the next chunk, and writes the last, while this one is worked out.
  let found = waited(standingOf(tx, tenantId, chunks[0] ?? []));
  let written = waited(Promise.resolve());
  try {
    for (const [at, incoming] of chunks.entries()) {
      const standing = await found;
      found = waited(standingOf(tx, tenantId, chunks[at + 1] ?? []));
      const begun = Map.groupBy(standing, (each) => `${each.person_id} ${each.register_year}`);
      const settled = incoming.map((register) => inItsSetting(register, begun, source));
      await judgeDays(settled);
      await judgeSettings(tx, tenantId, { registers: settled, standing }, nameOf, verdicts);
      if (verdicts.count() > known) continue;
      const prepared = prepareRegisters(
        { tenantId, source, runId },
        settled,
        standing,
        ({ pupils: of, year, marks }, before) => {
          for (const pupil of of) read.stretches.laid(pupil, year, before, marks);
        },
      );
      counts.added += prepared.added;
      counts.changed += prepared.changed;
      counts.standing += prepared.standing;
      await written;
      written = waited(prepared.write(tx));
    }
    await written;
  } finally {
    // Nothing may still be under way when the transaction ends.
    await Promise.allSettled([found, written]);
  }
  if (verdicts.count() > known) throw new ReadAgain();
  return counts;
}

/** So many people at a time, each with all their registers: what is said at one setting is held against another. */
function byPeople(registers: readonly Register[]): Register[][] {
  const people = [...Map.groupBy(registers, ({ personId }) => personId).values()];
  return Array.from({ length: Math.ceil(people.length / PEOPLE_AT_ONCE) }, (_, at) =>
    people.slice(at * PEOPLE_AT_ONCE, (at + 1) * PEOPLE_AT_ONCE).flat(),
  );
}

/** Work that is waited for later: a fault in it is thrown then, and not before anybody asks. */
function waited<Value>(work: Promise<Value>): Promise<Value> {
  work.catch(() => {});
  return work;
}
