import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '#dates';
import { type AccountId, askPlanned, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import type { CampaignId } from '../../../db/generated/instruments/Campaign.ts';
import type { DefinitionId } from '../../../db/generated/instruments/Definition.ts';
import type { InvitationId } from '../../../db/generated/instruments/Invitation.ts';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import type { Answer, Answers } from '../rules/answer.ts';
import type { Respondent } from '../rules/index.ts';

/** One time of answering, without its answers. */
export type Response = {
  id: ResponseId;
  definitionId: DefinitionId;
  campaignId: CampaignId | null;
  personId: PersonId | null;
  settingId: SettingId | null;
  respondent: Respondent;
  accountId: AccountId | null;
  /** For whoever wrote it, and those who read such things. */
  isSensitive: boolean;
  author: string | null;
  helpedBy: string | null;
  revision: number;
  onDate: PlainDate;
  endedAt: string | null;
  outcome: 'answered' | 'declined' | null;
};

const columns = sql`response.id, response.definition_id as "definitionId", response.campaign_id as "campaignId",
  response.person_id as "personId", response.setting_id as "settingId", response.respondent, response.account_id as "accountId",
  response.is_sensitive as "isSensitive", response.author, response.helped_by as "helpedBy", response.revision, response.on_date as "onDate",
  response.ended_at as "endedAt", response.outcome`;

/** Whether a response is only read, or held until the transaction ends: nobody else writes answers to it meanwhile. */
export type Hold = 'read' | 'held';
const LOCK = { read: sql``, held: sql`for update` } as const;

/** A response within reach. */
export async function responseOf(
  tx: Tx,
  tenantId: TenantId,
  id: ResponseId,
  hold: Hold = 'read',
): Promise<Response | undefined> {
  const { rows } = await sql<Response>`
    select ${columns} from instruments.response as response
    where response.tenant_id = ${tenantId} and response.id = ${id} ${LOCK[hold]}`.execute(tx);
  return rows[0];
}

/**
 * The response that a link led to with its answers as they stand, in one statement: a school answers by links at once. `held` until
 * the transaction ends where answers are written to it. Nothing is there where the link is not that of the invitation any more, or it cannot be
 * answered today.
 */
export async function responseByLink(
  tx: Tx,
  { tenantId, today }: { tenantId: TenantId; today: PlainDate },
  link: { invitationId: InvitationId; sha256: string },
  hold: Hold = 'read',
): Promise<WithGiven | undefined> {
  return withGiven(
    tx,
    sql`join instruments.invitation as invitation on invitation.tenant_id = response.tenant_id and invitation.id = response.invitation_id
      where response.tenant_id = ${tenantId} and response.invitation_id = ${link.invitationId} and invitation.token_sha256 = ${link.sha256}
        and invitation.ended_at is null and invitation.opens_on <= ${today}::date and invitation.closes_on >= ${today}::date`,
    hold,
  );
}

/** A response that an account of their own gives about one young person, with its answers as they stand; as `responseByLink`. */
export async function ownResponse(
  tx: Tx,
  { tenantId, accountId }: { tenantId: TenantId; accountId: AccountId | null },
  { id, personId }: { id: ResponseId; personId: PersonId },
  hold: Hold = 'read',
): Promise<WithGiven | undefined> {
  return withGiven(
    tx,
    sql`where response.tenant_id = ${tenantId} and response.id = ${id} and response.person_id = ${personId}
      and response.account_id = ${accountId}`,
    hold,
  );
}

export type WithGiven = { response: Response; given: Map<string, Given> };

async function withGiven(tx: Tx, which: RawBuilder<unknown>, hold: Hold): Promise<WithGiven | undefined> {
  const [row] = await askPlanned(
    tx,
    sql<Response & { given: Row[] }>`
    select ${columns}, (
      select coalesce(json_agg(latest), '[]') from (
        select distinct on (answer.item) answer.item, answer.given, answer.revision from instruments.answer as answer
        where answer.tenant_id = response.tenant_id and answer.response_id = response.id
        order by answer.item desc, answer.revision desc
      ) as latest
    ) as given
    from instruments.response as response ${which} ${hold === 'held' ? sql`for update of response` : sql``}`,
  );
  if (!row) return undefined;
  const { given, ...response } = row;
  return { response, given: byItem(given) };
}

/** Responses about one young person, the latest first. */
export async function responsesAbout(tx: Tx, tenantId: TenantId, personId: PersonId): Promise<Response[]> {
  const { rows } = await sql<Response>`
    select ${columns} from instruments.response as response
    where response.tenant_id = ${tenantId} and response.person_id = ${personId}
    order by response.started_at desc, response.id desc`.execute(tx);
  return rows;
}

/** Responses about settings within reach, the latest first. */
export async function responsesAboutSettings(tx: Tx, tenantId: TenantId, most: number): Promise<Response[]> {
  const { rows } = await sql<Response>`
    select ${columns} from instruments.response as response
    where response.tenant_id = ${tenantId} and response.person_id is null
    order by response.started_at desc, response.id desc limit ${most}`.execute(tx);
  return rows;
}

type Row = { item: string; given: Answer | null; revision: number };

function byItem(rows: readonly Row[]): Map<string, Given> {
  return new Map(rows.map(({ item, given, revision }) => [item, { answer: given, revision }]));
}

/** An answer, and at which revision it was given. */
export type Given = { answer: Answer | null; revision: number };

/**
 * The answers of one response by item, as they stood at a revision, or as they stand.
 *
 * @example (await givenIn(tx, tenantId, id)).get('sleep')?.answer // { is: 'often' }
 */
export async function givenIn(
  tx: Tx,
  tenantId: TenantId,
  id: ResponseId,
  until?: number,
): Promise<Map<string, Given>> {
  const { rows } = await sql<Row>`
    select distinct on (answer.item) answer.item, answer.given, answer.revision
    from instruments.answer as answer
    where answer.tenant_id = ${tenantId} and answer.response_id = ${id} and answer.revision <= ${until ?? null}::integer is not false
    order by answer.item, answer.revision desc`.execute(tx);
  return byItem(rows);
}

/** The answers of one response that stand. */
export async function answersOf(tx: Tx, tenantId: TenantId, id: ResponseId): Promise<Answers> {
  return plainAnswers(await givenIn(tx, tenantId, id));
}

export function plainAnswers(given: ReadonlyMap<string, Given>): Answers {
  return Object.fromEntries(
    [...given].flatMap(([item, { answer }]) => (answer ? [[item, answer] as const] : [])),
  );
}

/** The answers of several responses, by the id of the response. */
export async function answersOfAll(
  tx: Tx,
  tenantId: TenantId,
  ids: readonly ResponseId[],
): Promise<Map<ResponseId, Answers>> {
  const { rows } = await sql<{ id: ResponseId; answers: Answers }>`
    select latest.response_id as id, jsonb_object_agg(latest.item, latest.given) filter (where latest.given is not null) as answers
    from (
      select distinct on (answer.response_id, answer.item) answer.response_id, answer.item, answer.given
      from instruments.answer as answer
      where answer.tenant_id = ${tenantId} and answer.response_id = any(${[...ids]}::uuid[])
      order by answer.response_id, answer.item, answer.revision desc
    ) as latest group by latest.response_id`.execute(tx);
  return new Map(rows.map(({ id, answers }) => [id, answers ?? {}]));
}
