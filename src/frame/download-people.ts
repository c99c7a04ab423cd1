import { withActor } from '#db';
import { csvLine } from '#files';
import { record } from '#modules/audit';
import { MOST_ALONE, useApproval } from '#modules/people';
import {
  type Lines,
  type Listed,
  linesAt,
  linesOf,
  listPeople,
  type RuleSet,
  ruleSetInUse,
  suggestTierAt,
} from '#modules/risk';
import { DOMAINS } from '#ui';
import { type Ask, chosenIn, download, nobodyChosen, type Reply, redirect } from '#web';
import { listOf } from './downloads/routes.tsx';
import { type ListQuery, readListQuery } from './list-ask.ts';

/** Names of the columns: other systems rely on them. */
const HEADER = [
  'family_name',
  'given_name',
  'known_as',
  'nc_year',
  'setting',
  ...DOMAINS,
  'points_known',
  'points_highest',
  'tier_suggested',
  'tier_at_highest',
  'tier_decided',
  'review_on',
  'profile_as_of',
  'rules',
  'source',
  'source_key',
  'id',
  'left_on',
];

/**
 * `GET /people.csv`: everybody the same filters find, in the same order, kept as one act with their number. Of more young people than
 * one adult may take alone, only with the approval of another.
 */
export function downloadPeople(ask: Ask): Promise<Reply> {
  return downloadOf(ask, readListQuery(ask.query));
}

/** `GET /people/chosen.csv`: the same of those who were chosen in the list. */
export async function downloadChosen(ask: Ask): Promise<Reply> {
  const personIds = chosenIn(ask.query);
  return personIds.length === 0
    ? nobodyChosen(ask)
    : downloadOf(ask, { filter: { personIds }, order: 'name' });
}

async function downloadOf(
  { db, actor, query }: Ask,
  { filter, order }: Pick<ListQuery, 'filter' | 'order'>,
): Promise<Reply> {
  const list = listOf(query);
  const found = await withActor(db, actor, async (tx) => {
    const inUse = await ruleSetInUse(tx, actor.tenantId);
    const lines = inUse && (await linesOf(tx, actor, inUse));
    const ask = { ruleSetId: inUse?.id, lines, today: actor.today, filter, order, offset: 0 };
    const found = await listPeople(tx, actor, ask);
    if (found.length > MOST_ALONE && !(await useApproval(tx, actor, list))) return undefined;
    await record(tx, actor, { act: 'people.downloaded', why: actor.roles.join(', '), number: found.length });
    return { people: found, ruleSet: inUse?.ruleSet, lines };
  });
  if (!found) return redirect(`/downloads/new${list}`, { kind: 'note', key: 'downloads.takes-two' });
  const { people, ruleSet, lines } = found;
  return download({
    name: 'people.csv',
    type: 'text/csv; charset=utf-8',
    body: linesOfCsv(people, ruleSet, lines),
  });
}

async function* linesOfCsv(
  people: readonly Listed[],
  ruleSet: RuleSet | undefined,
  lines: Lines | undefined,
): AsyncGenerator<string> {
  // Without the mark Excel takes UTF-8 for something else and spoils the names.
  yield `\uFEFF${csvLine(HEADER)}`;
  for (let start = 0; start < people.length; start += 1000) {
    yield people
      .slice(start, start + 1000)
      .map((person) => csvLine(cellsOf(person, ruleSet, lines)))
      .join('');
  }
}

/** A mark nobody knows is the word, never an empty cell or a nought. */
function cellsOf(
  person: Listed,
  ruleSet: RuleSet | undefined,
  lines: Lines | undefined,
): (string | number | null)[] {
  const { given_name, family_name, known_as, ncYear, settingName, source, source_key, personId, profile } =
    person;
  const marks = DOMAINS.map((domain) => {
    const mark = profile?.marks[domain] ?? 'unknown';
    return mark === 'unknown' ? mark : mark === '0' ? 0 : mark.length;
  });
  const cuts = lines && linesAt(lines, person.settingId);
  const tierAt = (points: number | undefined) =>
    cuts && points !== undefined ? suggestTierAt(points, cuts) : null;
  const rules = profile && ruleSet ? `${ruleSet.name} ${ruleSet.version}` : null;
  return [
    family_name,
    given_name,
    known_as,
    ncYear,
    settingName,
    ...marks,
    profile?.points.known ?? null,
    profile?.points.highest ?? null,
    tierAt(profile?.points.known),
    tierAt(profile?.points.highest),
    person.decided?.tier ?? null,
    person.decided?.reviewOn ?? null,
    profile?.asOf ?? null,
    rules,
    source,
    source_key,
    personId,
    person.leftOn,
  ];
}
