/**
 * A row of every table in the modules' schemas, made from the tables as they are: a new table is in at once. Columns that the
 * database works out by itself are left to it.
 */
import { newId } from '#db';
import { schemas } from '../../src/db/definitions.ts';
import type { Owner, Row } from './owner.ts';

export type Table = { name: string; columns: { name: string; type: string; nullable: boolean }[] };

/** Whom and where a row is about. */
export type About = { tenantId: string; personId: string; settingId: string };

export async function tablesOf(owner: Pick<Owner, 'query'>): Promise<Table[]> {
  const { rows } = await owner.query(
    `select n.nspname || '.' || c.relname as table_name, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.relkind in ('r', 'p') and n.nspname = any($1) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by 1, a.attnum`,
    [schemas],
  );
  const tables = Map.groupBy(rows, (row) => String(row.table_name));
  return [...tables].map(([name, columns]) => ({
    name,
    columns: columns.map((column) => ({
      name: String(column.name),
      type: String(column.type),
      nullable: column.nullable === true,
    })),
  }));
}

/** Where a constraint allows only some values. A table with a constraint that is not here fails by name. */
const allowed: Readonly<Record<string, unknown>> = {
  'identity.tenant.kind': 'council',
  'identity.account.kind': 'staff',
  'people.own_account.relation': 'parent',
  'people.named_adult.relation': 'mentor',
  'records.pointer.kind': 'safeguarding',
  'meetings.document.type': 'text/plain',
  'meetings.document.content': Buffer.from('made up'),
  'meetings.seat.duty': 'member',
  'meetings.referral.is_told': true,
  'meetings.referral.untold_reason': null,
  'meetings.referral.closed_on': null,
  'meetings.referral.closed_at': null,
  'meetings.referral.closed_by': null,
  'meetings.referral.closer': null,
  'meetings.referral.decision': null,
  'people.named_adult.ended_at': null,
  'people.named_adult.end_reason': null,
  'access.cluster.kind': 'area',
  'access.organisation.kind': 'health',
  'access.role_grant.cluster_id': null,
  'people.share.basis': 'consent',
  'people.download_request.approved': null,
  'people.download_request.decided_at': null,
  'people.download_request.decided_by': null,
  'people.break_glass.justified': null,
  'people.break_glass.review': null,
  'people.break_glass.reviewed_at': null,
  'risk.numbers_outside.settings': 3,
  'identity.tenant.second_step': 'required',
  'sources.source.policy': 'replaces',
  'sources.stop.rule': 'file',
  'sources.upload.state': 'done',
  'sources.upload.policy': 'replaces',
  'people.setting.kind': 'other',
  'people.setting.urn': null,
  'people.setting.laestab': null,
  'people.setting.status': 'open',
  'people.setting.la_code': null,
  'people.setting.ukprn': null,
  'people.setting.authority': 'gias',
  'people.legal_hold.ended_at': null,
  'people.legal_hold.end_reason': null,
  'people.legal_hold.ended_by': null,
  'people.erasure.decision': null,
  'people.erasure.decided_at': null,
  'people.erasure.decided_by_name': null,
  'people.person.sex': null,
  'people.person_said.sex': null,
  'people.enrolment.status': 'C',
  'people.move_decision.decision': 'both',
  'people.move_decision.enrolment_id': null,
  'people.half_term.term': 'autumn',
  'people.closure.kind': 'inset',
  'records.register.marks': ' '.repeat(732),
  'records.register_count.term': 'autumn',
  'records.measure_definition.kind': 'number',
  'records.measure.is_sensitive': true,
  'records.measure_definition.is_sensitive': true,
  'records.measure.yes': null,
  'records.measure.category': null,
  'records.need.provision': 'K',
  'records.circumstance.proficiency': 'C',
  'records.suspension.kind': 'suspension',
  'risk.staff_mark.domain': 'personal',
  'risk.staff_mark.view': 'adults',
  'risk.decision.tier': 'targeted',
  'risk.decision.suggested': 'targeted',
  'risk.decision.review_on': '2026-12-20',
  'risk.capacity.tier': 'targeted',
  'instruments.definition.origin': 'local',
  'instruments.campaign.respondent': 'young_person',
  'instruments.campaign.opens_on': '2026-11-20',
  'instruments.campaign.closes_on': '2026-11-27',
  'instruments.campaign.is_anonymous': true,
  'instruments.invitation.respondent': 'young_person',
  'instruments.response.respondent': 'young_person',
  'instruments.response.is_sensitive': true,
  'instruments.answer.is_sensitive': true,
  'instruments.file.is_sensitive': true,
  'instruments.response.outcome': 'answered',
  'instruments.own_mark.domain': 'social',
  'instruments.action.starts_on': '2026-11-20',
  'instruments.action.due_on': '2026-11-27',
  'instruments.action_review.state': 'working',
  'instruments.file.type': 'text/plain',
  'messages.message.given_up_at': null,
  'instruments.file.content': Buffer.from('made up'),
  'instruments.comparison.settings': 3,
  'instruments.comparison.people': 30,
  'instruments.comparison.mean': 3.25,
  'records.comparison.level': 'council',
  'records.comparison.mark': null,
  'records.suspension.outcome': 'upheld',
  'records.behaviour.kind': 'positive',
  'risk.profile.tier': 'universal',
  'audit.seal.entry_ids': ['01a21bab-7583-73b1-afff-f4d06722f615'],
  'audit.seal.entry_hashes': 'a'.repeat(64),
  // One current profile a person and rule set: the rule sets here are not the same one.
  'risk.profile.is_current': true,
};

/** @example rowOf(table, { tenantId, personId, settingId }) */
export function rowOf(table: Table, about: About): Row {
  return Object.fromEntries(
    table.columns.map(({ name, type }) => [name, exampleOf(table.name, name, type, about)]),
  );
}

function exampleOf(
  table: string,
  column: string,
  type: string,
  { tenantId, personId, settingId }: About,
): unknown {
  const key = `${table}.${column}`;
  if (Object.hasOwn(allowed, key)) return allowed[key];
  if (column === 'tenant_id') return tenantId;
  if (column === 'person_id' || key === 'people.person.id') return personId;
  if (column === 'setting_id' || key === 'people.setting.id') return settingId;
  if (column === 'setting_ids') return [settingId];
  if (column === 'xact') return '1';
  // The only key of a table that is no id.
  if (key === 'audit.seal.number') return Number.parseInt(newId().slice(-7), 16) + 1;
  // One a month.
  if (key === 'risk.numbers_outside.month')
    return `${1000 + (Number.parseInt(newId().slice(-7), 16) % 9000)}-11-01`;
  const made: Record<string, unknown> = {
    uuid: newId(),
    text: `x${newId().slice(-12)}`,
    smallint: 1,
    integer: 1,
    bigint: 1,
    bytea: '\\x00',
    boolean: false,
    date: '2026-11-20',
    'timestamp with time zone': '2026-11-20T10:00:00Z',
    'double precision': 1,
    'smallint[]': [1],
    'text[]': ['x'],
    jsonb: {},
  };
  if (type.startsWith('bit varying')) return '0';
  if (!(type in made)) throw new Error(`test/db/seed-rows.ts knows no value for ${key} (${type})`);
  return made[type];
}

/** Adds a row as whoever the line is just now. */
export async function addRow(owner: Owner, table: Table, row: Row): Promise<void> {
  const columns = table.columns.map(({ name }) => `"${name}"`).join(', ');
  await owner.query(
    `insert into ${table.name} (${columns}) select ${columns} from json_populate_record(null::${table.name}, $1::json)`,
    [JSON.stringify(row)],
  );
}
