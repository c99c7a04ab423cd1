import { britishDate, isPlainDate } from '#dates';
import { withActor } from '#db';
import {
  type Estimate,
  listRuleSets,
  type Previewed,
  previewRules,
  ruleSetNamed,
  switchRules,
} from '#modules/risk';
import { type Call, type Command, Misused, where } from '../command.ts';
import { counted } from '../counted.ts';
import { actorFor } from '../organisation.ts';

/** Which rule set the lists and pages go by, and what another would change. */
export const rules: Command = {
  permission: 'rules.choose',
  usage:
    'rules list | rules preview NAME [--on DATE] [--format text|json] | rules use NAME --reason TEXT [--data DIR] [--tenant NAME]',
  summary:
    'Lists the rule sets, says what one would have changed last year, or switches it on and reviews everybody again.',
  options: {
    ...where,
    reason: { type: 'string' },
    on: { type: 'string' },
    format: { type: 'string' },
  },
  handsOver: true,
  async run(call) {
    const [verb, name] = call.positionals;
    if (verb === 'list') return list(call);
    if (verb === 'preview' && name !== undefined) return preview(call, name);
    if (verb === 'use' && name !== undefined) return use(call, name);
    throw new Misused('Say list, preview and the name of a rule set, or use and the name of a rule set');
  },
};

function list(call: Call): number {
  for (const each of listRuleSets()) {
    const { title, version, status } = ruleSetNamed(each);
    call.io.out(`${each}  version ${version}, ${status}: ${title}\n`);
  }
  return 0;
}

async function preview(call: Call, name: string): Promise<number> {
  const ruleSet = ruleSetNamed(name);
  const on = call.option('on');
  if (on !== undefined && !isPlainDate(on)) throw new Misused('--on is not a date: write it like 2026-03-31');
  const format = call.option('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new Misused(`There is no format "${format}": text, json`);
  const actor = await actorFor(call);
  const { kept } = await withActor(await call.database(), actor, (tx) =>
    previewRules(tx, actor, ruleSet, on),
  );
  call.io.out(format === 'json' ? `${JSON.stringify(kept.result)}\n` : inWords(kept));
  return 0;
}

async function use(call: Call, name: string): Promise<number> {
  const ruleSet = ruleSetNamed(name);
  const reason = call.option('reason');
  if (!reason) throw new Misused('Say why with --reason: it is kept with the choice');
  const actor = await actorFor(call);
  const fresh = await withActor(await call.database(), actor, (tx) =>
    switchRules(tx, actor, ruleSet, reason),
  );
  call.io.out(`Lists and pages now go by ${name}: ${counted(fresh, 'profile is', 'profiles are')} new.\n`);
  return 0;
}

/** Numbers only: who they are is shown on the web, to whoever may see them. */
function inWords({ result }: Previewed['kept']): string {
  const { rules, version, against, on, people, before, after, appear, vanish, changes, groups } = result;
  const lines = [
    `${rules} ${version} beside ${against.rules} ${against.version} on ${britishDate(on)}, at the places there are now.`,
    `Of ${people} young people, ${before} were noticed and ${after} would be: ${appear} would appear, ${vanish} would vanish.`,
    ...changes.map(({ from, to, people: moved }) => `  ${from} to ${to}: ${moved}`),
    '',
    ...Object.entries(groups).flatMap(([kind, changed]) => [
      `By ${kind.replaceAll('_', ' ')}, noticed before and after:`,
      ...changed.map(
        (group) =>
          `  ${group.group.padEnd(10)} ${String(group.people).padStart(6)}  ${share(group.before)}, ${share(group.after)}`,
      ),
      '',
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function share(estimate: Estimate | undefined): string {
  if (!estimate) return 'too few';
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((each) =>
    Math.round(each * 100),
  );
  return `${value} % (${low} to ${high})`;
}
