import { withActor } from '#db';
import { csvLine } from '#files';
import { record } from '#modules/audit';
import { type Listed, listPeople, type RuleSet, ruleSetInUse, suggestTier } from '#modules/risk';
import { DOMAINS } from '#ui';
import { type Ask, download, type Reply } from '#web';
import { readListQuery } from './list-ask.ts';

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
  'profile_as_of',
  'rules',
  'source',
  'source_key',
  'id',
  'left_on',
];

/** `GET /people.csv`: everybody the same filters find, in the same order, kept as one act with their number. */
export async function downloadPeople({ db, actor, query }: Ask): Promise<Reply> {
  const { filter, order } = readListQuery(query);
  const { people, ruleSet } = await withActor(db, actor, async (tx) => {
    const inUse = await ruleSetInUse(tx, actor.tenantId);
    const found = await listPeople(tx, actor, { ruleSetId: inUse?.id, filter, order, offset: 0 });
    await record(tx, actor, { act: 'people.downloaded', why: actor.roles.join(', '), number: found.length });
    return { people: found, ruleSet: inUse?.ruleSet };
  });
  return download({ name: 'people.csv', type: 'text/csv; charset=utf-8', body: lines(people, ruleSet) });
}

async function* lines(people: readonly Listed[], ruleSet: RuleSet | undefined): AsyncGenerator<string> {
  // Without the mark Excel takes UTF-8 for something else and spoils the names.
  yield `\uFEFF${csvLine(HEADER)}`;
  for (let start = 0; start < people.length; start += 1000) {
    yield people
      .slice(start, start + 1000)
      .map((person) => csvLine(cellsOf(person, ruleSet)))
      .join('');
  }
}

/** A mark nobody knows is the word, never an empty cell or a nought. */
function cellsOf(person: Listed, ruleSet: RuleSet | undefined): (string | number | null)[] {
  const { given_name, family_name, known_as, ncYear, settingName, source, source_key, personId, profile } =
    person;
  const marks = DOMAINS.map((domain) => {
    const mark = profile?.marks[domain] ?? 'unknown';
    return mark === 'unknown' ? mark : mark === '0' ? 0 : mark.length;
  });
  const highest = profile && ruleSet ? suggestTier(profile.points.highest, ruleSet) : null;
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
    profile?.tier ?? null,
    highest,
    profile?.asOf ?? null,
    rules,
    source,
    source_key,
    personId,
    person.leftOn,
  ];
}
