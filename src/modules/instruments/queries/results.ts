import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import { definitionOf } from '../definitions.ts';
import type { Answers } from '../rules/answer.ts';
import { hideFew, LEAST_ANONYMOUS, withoutNames } from '../rules/hidden.ts';
import type { Instrument } from '../rules/index.ts';
import { type Change, changeOf, type ScaleTally, type Tally, tally } from '../rules/tally.ts';
import { type Campaign, campaignsBefore } from './campaigns.ts';
import { comparisonOf, type Everywhere } from './comparison.ts';
import { answersOfAll } from './responses.ts';

/** One school year: no scales where too few answered. */
export type YearTally = { ncYear: number; number: number; scales: readonly ScaleTally[] | undefined };

/** What a campaign came to on its scales, at one time. */
export type AtOneTime = { campaign: Campaign; number: number; scales: readonly ScaleTally[] };

export type Results = {
  instrument: Instrument;
  /** Undefined when there are too few anonymous answers to show any. */
  tally: Tally | undefined;
  /** By school year, for what has names. */
  years: readonly YearTally[];
  before: { campaign: Campaign; tally: Tally; changes: ReadonlyMap<string, Change> } | undefined;
  /** The times before that, from the earliest. */
  earlier: readonly AtOneTime[];
  /** What the whole organisation came to in that academic year, by scale. */
  everywhere: ReadonlyMap<string, Everywhere>;
};

/** More times than this nobody takes in. */
const MOST_EARLIER = 5;

/** What a campaign came to, beside those before it and the whole organisation. Only what is within reach is counted; texts are without names. */
export async function resultsOf(tx: Tx, tenantId: TenantId, campaign: Campaign): Promise<Results> {
  const instrument = await definitionOf(tx, tenantId, campaign.definitionId);
  const given = await answersIn(tx, tenantId, campaign);
  const raw = tally(
    instrument,
    given.map(({ answers }) => answers),
  );
  const years = campaign.isAnonymous ? [] : byYear(instrument, given);
  const shown = asShown(raw, campaign, await namesAt(tx, tenantId, campaign));
  const everywhere = await comparisonOf(tx, tenantId, campaign);
  const alone = { instrument, tally: shown, years, before: undefined, earlier: [], everywhere };
  if (!shown) return alone;
  const [last, ...others] = await campaignsBefore(tx, tenantId, campaign);
  const before = last && (await beside(tx, tenantId, raw, last));
  if (!before) return alone;
  const earlier: AtOneTime[] = [];
  for (const one of others.slice(0, MOST_EARLIER)) {
    const then = asShown(await tallyOf(tx, tenantId, one), one, new Set());
    if (then) earlier.unshift({ campaign: one, number: then.number, scales: then.scales });
  }
  return { ...alone, before, earlier };
}

async function beside(
  tx: Tx,
  tenantId: TenantId,
  now: Tally,
  campaign: Campaign,
): Promise<Results['before']> {
  const raw = await tallyOf(tx, tenantId, campaign);
  const shown = asShown(raw, campaign, new Set());
  if (!shown) return undefined;
  const changes = new Map<string, Change>();
  for (const scale of now.scales) {
    const then = raw.scales.find((one) => one.scale.code === scale.scale.code);
    const change = then && changeOf(scale, then);
    if (change) changes.set(scale.scale.code, change);
  }
  return { campaign, tally: shown, changes };
}

async function tallyOf(tx: Tx, tenantId: TenantId, campaign: Campaign): Promise<Tally> {
  const given = await answersIn(tx, tenantId, campaign);
  return tally(
    await definitionOf(tx, tenantId, campaign.definitionId),
    given.map(({ answers }) => answers),
  );
}

function asShown(raw: Tally, { isAnonymous }: Campaign, names: ReadonlySet<string>): Tally | undefined {
  const shown = isAnonymous ? hideFew(raw) : raw;
  return (
    shown && {
      ...shown,
      items: shown.items.map((item) => ({
        ...item,
        texts: item.texts.map((text) => withoutNames(text, names)),
      })),
    }
  );
}

/** What one person answered, and their school year where they are known. */
type Given = { answers: Answers; ncYear: number | null };

/** What was answered in a campaign and sent, as far as it is within reach. */
export async function answersIn(
  tx: Tx,
  tenantId: TenantId,
  { id, isAnonymous }: Pick<Campaign, 'id' | 'isAnonymous'>,
): Promise<Given[]> {
  if (isAnonymous) {
    const { rows } = await sql<{ answers: Answers }>`
      select sheet.answers from instruments.sheet as sheet
      where sheet.tenant_id = ${tenantId} and sheet.campaign_id = ${id}`.execute(tx);
    return rows.map(({ answers }) => ({ answers, ncYear: null }));
  }
  const { rows } = await sql<{ id: ResponseId; ncYear: number | null }>`
    select response.id, roll.nc_year as "ncYear" from instruments.response as response
    join people.roll as roll on roll.tenant_id = response.tenant_id and roll.person_id = response.person_id
    where response.tenant_id = ${tenantId} and response.campaign_id = ${id} and response.outcome = 'answered'`.execute(
    tx,
  );
  const answers = await answersOfAll(
    tx,
    tenantId,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ answers: answers.get(row.id) ?? {}, ncYear: row.ncYear }));
}

/** The scales of each school year, where more than one answered: none of fewer than ten, who could be guessed. */
function byYear(instrument: Instrument, given: readonly Given[]): YearTally[] {
  const years = [...Map.groupBy(given, ({ ncYear }) => ncYear)].filter(([ncYear]) => ncYear !== null);
  if (years.length < 2) return [];
  return years
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([ncYear, all]) => ({
      ncYear: Number(ncYear),
      number: all.length,
      scales:
        all.length < LEAST_ANONYMOUS
          ? undefined
          : tally(
              instrument,
              all.map(({ answers }) => answers),
            ).scales,
    }));
}

/** Every part of the names of young people and adults at the setting, in small letters. */
async function namesAt(tx: Tx, tenantId: TenantId, { settingId, author }: Campaign): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select distinct lower(part) as name from (
      select concat_ws(' ', roll.given_name, roll.family_name, roll.known_as) as whole from people.roll as roll
      where roll.tenant_id = ${tenantId} and (${settingId}::uuid is null or roll.setting_id = ${settingId})
      union all
      select concat_ws(' ', colleague.given_name, colleague.family_name) from people.colleague as colleague
      where colleague.tenant_id = ${tenantId} and (${settingId}::uuid is null or colleague.setting_id = ${settingId})
      union all select ${author}
    ) as named, regexp_split_to_table(named.whole, '[[:space:]-]+') as part
    where length(part) > 1`.execute(tx);
  return new Set(rows.map(({ name }) => name));
}
