/** What adults of the made-up council have said and decided in the last weeks, so that it is a place where people work. */
import { addDays, type PlainDate } from '#dates';
import { insertRows, newId, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import { type CastMember, castSettings, castStaff, type SettingKey, type StaffKey } from '#test/cast';

/** Who decides at which setting, and who says what they see. */
const AT_WORK: readonly { setting: SettingKey; decides: StaffKey; sees: StaffKey }[] = [
  { setting: 'fernlow', decides: 'dev', sees: 'eilidh' },
  { setting: 'quillbeck', decides: 'hannah', sees: 'hannah' },
];

/** Of those with points one in so many has been decided about, and of one in so many somebody said something. */
const DECIDED_ONE_IN = 3;
const SEEN_ONE_IN = 4;
/** Decided so many days ago. */
const DECIDED = 25;
/** Days from today until somebody is looked at again: some have come, some come this week or the next. */
const AGAIN_IN = [-3, 0, 2, 6, 9, 17, 24, 31];

const REASONS = [
  'Agreed with home: a word at the gate each morning, and we ring on the first day away.',
  'Starts in the small group on Tuesdays; knows two of the others.',
  'Reading comes first. The SENCO will look at it before we do more.',
  'Better since the timetable changed. Left as it is until we look again.',
];
const SEEN = [
  { domain: 'social', mark: 2, view: 'adults', reason: 'On their own at every break I have been out.' },
  { domain: 'social', mark: 1, view: 'young_person', reason: 'Says there is one friend, in another form.' },
  { domain: 'personal', mark: 1, view: 'adults', reason: 'Tired in the mornings, and says so.' },
  { domain: 'institutional', mark: 0, view: 'young_person', reason: 'Likes technology and never misses it.' },
] as const;

/**
 * Writes what was said and decided about some of those whom the kept profiles raise.
 *
 * @example await liveIn(tx, { tenantId, today });
 */
export async function liveIn(
  tx: Tx,
  { tenantId, today }: { tenantId: TenantId; today: PlainDate },
): Promise<void> {
  for (const { setting, decides, sees } of AT_WORK) {
    const settingId = castSettings[setting].id;
    const raised = await raisedAt(tx, tenantId, settingId);
    const about = { tenantId, settingId, today };
    const decided = raised.filter((_, at) => at % DECIDED_ONE_IN === 0);
    await insertRows(
      tx,
      'risk.decision',
      decided.map((person, at) => decisionOf(about, castStaff[decides], person, at)),
    );
    const seen = raised.filter((_, at) => at % SEEN_ONE_IN === 1);
    await insertRows(
      tx,
      'risk.staff_mark',
      seen.map((person, at) => markOf(about, castStaff[sees], person, at)),
    );
  }
}

type About = { tenantId: TenantId; settingId: SettingId; today: PlainDate };
type Raised = { person_id: PersonId; tier: string };

function raisedAt(tx: Tx, tenantId: TenantId, settingId: SettingId): Promise<Raised[]> {
  return tx
    .selectFrom('risk.profile')
    .select(['person_id', 'tier'])
    .where('tenant_id', '=', tenantId)
    .where('setting_id', '=', settingId)
    .where('is_current', '=', true)
    .where('points', '>=', 2)
    .orderBy('person_id')
    .execute();
}

function decisionOf(
  { tenantId, settingId, today }: About,
  by: CastMember,
  { person_id, tier }: Raised,
  at: number,
) {
  return {
    tenant_id: tenantId,
    id: newId<never>(),
    person_id,
    setting_id: settingId,
    tier: tier === 'universal' ? 'targeted' : tier,
    suggested: tier,
    reason: REASONS[at % REASONS.length] ?? '',
    account_id: by.accountId,
    author: `${by.givenName} ${by.familyName}`,
    decided_on: addDays(today, -DECIDED),
    review_on: addDays(today, AGAIN_IN[at % AGAIN_IN.length] ?? 0),
  };
}

function markOf({ tenantId, settingId, today }: About, by: CastMember, { person_id }: Raised, at: number) {
  const said = SEEN[at % SEEN.length] ?? SEEN[0];
  return {
    tenant_id: tenantId,
    id: newId<never>(),
    person_id,
    setting_id: settingId,
    ...said,
    factor: null,
    account_id: by.accountId,
    author: `${by.givenName} ${by.familyName}`,
    on_date: addDays(today, -3 - (at % 12)),
  };
}
