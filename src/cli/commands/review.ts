import { isPlainDate, type PlainDate } from '#dates';
import { withActor } from '#db';
import { csvLine } from '#files';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { fullName, settingNamed } from '#modules/people';
import {
  type CompiledRuleSet,
  compileRuleSet,
  DOMAINS,
  defaultRuleSet,
  type Reviewed,
  refreshProfiles,
  reviewRoll,
  ruleSetInUse,
  ruleSetNamed,
} from '#modules/risk';
import { type Call, type Command, Misused, where } from '../command.ts';
import { counted } from '../counted.ts';
import { actorFor } from '../organisation.ts';

/**
 * `waymark review`: everybody reviewed on a day, with reasons. Looks only, and keeps nothing but the record of the look;
 * with `--keep` the lists and pages are brought up to today as well, for a nightly run.
 */
export const review: Command = {
  permission: 'people.see',
  usage:
    'review [--setting URN|NAME] [--as-of DATE] [--rules NAME] [--format table|csv|json] [--keep] [--data DIR] [--tenant NAME]',
  summary: 'Says who needs noticing on a day, and why, in five domains.',
  options: {
    ...where,
    setting: { type: 'string' },
    'as-of': { type: 'string' },
    rules: { type: 'string' },
    format: { type: 'string' },
    keep: { type: 'boolean' },
  },
  handsOver: true,
  run: reviewEverybody,
};

type Format = 'table' | 'csv' | 'json';

async function reviewEverybody(call: Call): Promise<number> {
  const format = formatOf(call);
  const named = call.option('rules') === undefined ? undefined : ruleSetNamed(call.option('rules') ?? '');
  const actor = await actorFor(call);
  const asOf = dateOf(call, actor);
  const db = await call.database();
  await withActor(db, actor, async (tx) => {
    const setting = call.option('setting');
    const settingId = setting === undefined ? undefined : await settingNamed(tx, actor.tenantId, setting);
    const rules = named
      ? compileRuleSet(named)
      : ((await ruleSetInUse(tx, actor.tenantId))?.rules ?? compileRuleSet(ruleSetNamed(defaultRuleSet)));
    const people: Reviewed[] = [];
    for await (const batch of reviewRoll(tx, { tenantId: actor.tenantId, settingId }, rules, asOf))
      people.push(...batch);
    await record(tx, actor, {
      act: 'review.run',
      why: `command line: ${rules.ruleSet.name} on ${asOf}`,
      number: people.length,
    });
    print(call, format, asOf, rules, people);
    if (!call.flag('keep')) return;
    const fresh = await refreshProfiles(tx, actor, actor.today);
    call.io.err(`Lists and pages are up to date: ${counted(fresh, 'profile is', 'profiles are')} new.\n`);
  });
  return 0;
}

function formatOf(call: Call): Format {
  const format = call.option('format') ?? 'table';
  if (format === 'table' || format === 'csv' || format === 'json') return format;
  throw new Misused(`There is no format "${format}": table, csv or json`);
}

function dateOf(call: Call, actor: Actor): PlainDate {
  const asOf = call.option('as-of') ?? actor.today;
  if (!isPlainDate(asOf)) throw new Misused(`--as-of is not a date: write it like 2027-03-14`);
  return asOf;
}

function print(
  { io }: Call,
  format: Format,
  asOf: PlainDate,
  rules: CompiledRuleSet,
  people: readonly Reviewed[],
): void {
  if (format === 'json')
    io.out(
      `${JSON.stringify({ asOf, rules: rules.ruleSet.name, count: people.length, people: people.map(asJson) })}\n`,
    );
  else if (format === 'csv') io.out(asCsv(people));
  else io.out(asTable(asOf, rules, people));
}

/** The contract of `waymark review --format json`. */
function asJson(person: Reviewed): object {
  const { tier, points, domains } = person.profile;
  return {
    id: person.person_id,
    upn: person.upn,
    sourceId: person.source_key,
    name: nameOf(person),
    setting: person.setting_name,
    ncYear: person.nc_year,
    tier,
    points,
    domains,
  };
}

function asCsv(people: readonly Reviewed[]): string {
  const header = [
    'upn',
    'source_id',
    'name',
    'setting',
    'nc_year',
    'tier',
    'points',
    'lowest',
    'highest',
    ...DOMAINS,
    'reasons',
    'unknown',
  ];
  return [header, ...people.map(cellsOf)].map((cells) => csvLine(cells.map(String))).join('');
}

function cellsOf(person: Reviewed): (string | number)[] {
  const { tier, points, domains } = person.profile;
  const each = DOMAINS.map((domain) => domains[domain]);
  return [
    person.upn ?? '',
    person.source_key,
    nameOf(person),
    person.setting_name ?? '',
    person.nc_year ?? '',
    tier,
    points.known,
    points.lowest,
    points.highest,
    ...each.map(({ mark }) => mark),
    each.flatMap(({ reasons }) => reasons.map(({ says }) => says)).join('; '),
    each.flatMap(({ unknown }) => unknown.map(({ says }) => says)).join('; '),
  ];
}

function asTable(asOf: PlainDate, { ruleSet }: CompiledRuleSet, people: readonly Reviewed[]): string {
  const lines = [
    `${counted(people.length, 'young person', 'young people')} on ${asOf} by ${ruleSet.title} (${ruleSet.name}, version ${ruleSet.version})`,
  ];
  if (ruleSet.status !== 'default') lines.push(ruleSet.about);
  lines.push('', `${'points'.padEnd(9)}${'domains'.padEnd(14)}${'tier'.padEnd(11)}name, setting, year`);
  for (const person of people.toSorted(
    (one, other) => other.profile.points.known - one.profile.points.known,
  )) {
    const { tier, points, domains } = person.profile;
    const range = points.highest > points.known ? `${points.known}–${points.highest}` : String(points.known);
    const marks = DOMAINS.map((domain) => (domains[domain].mark === 'unknown' ? '?' : domains[domain].mark))
      .map((mark) => mark.padEnd(2))
      .join('');
    const year = person.nc_year === null ? '' : `, year ${person.nc_year}`;
    lines.push(
      `${range.padEnd(9)}${marks.padEnd(14)}${tier.padEnd(11)}${nameOf(person)}, ${person.setting_name ?? 'no setting'}${year}`,
    );
    for (const domain of DOMAINS)
      for (const reason of domains[domain].reasons)
        lines.push(`         ${domain}: ${reason.says} (${reason.points}; ${reason.source}, ${reason.date})`);
  }
  return `${lines.join('\n')}\n`;
}

function nameOf(person: Reviewed): string {
  return fullName(person) ?? `${person.source} ${person.source_key}`;
}
