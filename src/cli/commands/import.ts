import { basename } from 'node:path';
import { isPlainDate, type PlainDate } from '#dates';
import type { Database } from '#db';
import { standingFile } from '#files';
import { bringIn, reviewAfter } from '#frame';
import type { Actor } from '#modules/access';
import { type Days, isPolicy, type Outcome, type Policy, policies } from '#modules/sources';
import { Refused } from '#outcome';
import { importKinds } from '../../app.ts';
import { type Call, type Command, Misused, needed, where } from '../command.ts';
import { counted } from '../counted.ts';
import { actorOrFounder } from '../organisation.ts';
import { pathFrom } from '../paths.ts';

const kinds = new Map(importKinds.map((each) => [each.kind, each]));
const kindNames = [...kinds.keys()];

/** `waymark import KIND FILE…`: contract in docs/operating.md. */
export const importCommand: Command = {
  permission: 'import.run',
  usage: `import ${kindNames.join('|')} FILE… --source NAME [--mapping NAME|FILE] [--on DATE] [--covers DATE..DATE] [--policy adds|replaces|snapshot] [--confirm] [--dry-run] [--json] [--data DIR] [--tenant NAME]`,
  summary: 'Brings files in: all of a file or none of it; the same file twice changes nothing.',
  options: {
    ...where,
    source: { type: 'string' },
    mapping: { type: 'string' },
    on: { type: 'string' },
    covers: { type: 'string' },
    policy: { type: 'string' },
    confirm: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  handsOver: true,
  run: importFiles,
};

async function importFiles(call: Call): Promise<number> {
  const [word, ...files] = call.positionals;
  const kind = kinds.get(word ?? '');
  if (!kind)
    throw new Misused(
      `${word === undefined ? 'The kind of file is missing' : `There is no kind "${word}"`}: ${kindNames.join(', ')}`,
    );
  const policy = policyFrom(call);
  const on = dayFrom(call.option('on'), 'on');
  const covers = daysFrom(call);
  if (files.length === 0) throw new Misused('The file is missing');
  const source = needed(call, 'source');
  const paths = files.map((file) => pathFrom(call.io, file));
  if (!call.flag('json')) for (const path of paths) await standingFile(path);
  const mapping = call.option('mapping');
  const { actor, found } = await actorOrFounder(call);
  const db = await call.database();
  const outcomes: Outcome[] = [];
  try {
    for (const path of paths) {
      const outcome = await bringIn(db, actor, kind, {
        path,
        source,
        mapping: mapping === undefined ? undefined : mappingFrom(call, mapping),
        policy,
        on,
        covers,
        confirmed: call.flag('confirm'),
        dryRun: call.flag('dry-run'),
        said: call.io.err,
        first: call.flag('dry-run') || outcomes.length === 0 ? found : undefined,
        signal: call.io.signal,
      });
      outcomes.push(outcome);
      if (!call.flag('json')) tell(call, outcome);
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const path = paths[outcomes.length] ?? '';
    if (call.flag('json')) tellJson(call, paths, [...outcomes, refusedWhole(kind.kind, source, path, error)]);
    // A later file may be refused as a whole: what went in before it is reviewed all the same.
    if (!call.flag('dry-run')) await reviewAgain(call, db, actor, outcomes);
    throw error;
  }
  if (call.flag('json')) tellJson(call, paths, outcomes);
  if (!call.flag('dry-run')) await reviewAgain(call, db, actor, outcomes);
  return outcomes.some((outcome) => outcome.read > 0 && outcome.refused === outcome.read) ? 1 : 0;
}

/** A file that could not be read at all, as the same document: no row was read, and the reason stands at its first line. */
function refusedWhole(kind: string, source: string, path: string, { message }: Refused): Outcome {
  const counts = { read: 0, added: 0, changed: 0, same: 0, refused: 0, ended: 0 };
  const file = basename(path);
  const refusals = [{ line: 1, field: '', rule: 'file', found: file, message }];
  return { kind, source, file, ...counts, refusals };
}

function tellJson({ io }: Call, paths: readonly string[], outcomes: readonly Outcome[]): void {
  io.out(`${JSON.stringify(paths.length === 1 ? outcomes[0] : outcomes)}\n`);
}

/** Also when nothing changed: the day may have, and an earlier run may have been cut short before its review. */
async function reviewAgain(
  { io }: Call,
  db: Database,
  actor: Actor,
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const moved = outcomes.some(({ added, changed, ended }) => added + changed + ended > 0);
  const fresh = await reviewAfter(db, actor, importKinds, moved);
  io.err(`Reviewed again: ${counted(fresh, 'profile is', 'profiles are')} new.\n`);
}

function policyFrom(call: Call): Policy | undefined {
  const policy = call.option('policy');
  if (policy === undefined || isPolicy(policy)) return policy;
  throw new Misused(`There is no policy "${policy}": ${policies.join(', ')}`);
}

function dayFrom(text: string | undefined, option: string): PlainDate | undefined {
  if (text === undefined || isPlainDate(text)) return text;
  throw new Misused(`--${option} "${text}" is not a day: write it as 2027-01-21`);
}

/** The days for which a file holds everything: `2026-09-01..2026-12-18`. */
function daysFrom(call: Call): Days | undefined {
  const text = call.option('covers');
  if (text === undefined) return undefined;
  const [first, last, ...more] = text.split('..').map((part) => dayFrom(part, 'covers'));
  if (first === undefined || last === undefined || more.length > 0 || first > last)
    throw new Misused(`--covers "${text}" is not two days: write them as 2026-09-01..2026-12-18`);
  return { from: first, to: last };
}

/** A path is meant from where the command was started; a bare name is looked up in the library. */
function mappingFrom(call: Call, mapping: string): string {
  if (!/[/\\]|\.ya?ml$/.test(mapping)) return mapping;
  return pathFrom(call.io, mapping);
}

function tell({ io, flag }: Call, outcome: Outcome): void {
  const { read, added, changed, same, refused, ended } = outcome;
  const tried = flag('dry-run') ? ' (a dry run: nothing was written)' : '';
  io.out(
    `${outcome.file}: ${read} read, ${added} added, ${changed} changed, ${same} the same, ${ended} ended, ${refused} refused${tried}\n`,
  );
  for (const refusal of outcome.refusals.slice(0, 20)) {
    io.out(`  line ${refusal.line}, ${refusal.field} (${refusal.rule}): ${refusal.message}\n`);
  }
  if (outcome.refusals.length > 20)
    io.out(`  … and more: ${refused} rows were refused in all; --json lists the first 1,000 refusals\n`);
}
