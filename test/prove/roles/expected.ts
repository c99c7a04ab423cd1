/** What an account may see, worked out from its grants by plain SQL of the owner: nothing of it is taken from Waymark's own queries. */

import { type Role, roles } from '#modules/access';
import { permissionsOf } from '../../../src/modules/access/permissions.ts';
import type { Ask } from '../ground.ts';
import type { Account } from './accounts.ts';

/** What is not added up over several roles. */
export type SingleRole =
  | 'looks.see'
  | 'card.give'
  | 'share.give'
  | 'adult.name'
  | 'panel.refer'
  | 'confidential.see';

export type Reach = {
  whole: boolean;
  settings: readonly string[];
  /** Their own young people, by tutor group or class, or by name. */
  own: readonly string[];
  /** Everybody they reach. */
  people: ReadonlySet<string>;
  may: ReadonlySet<string>;
  /** Where they read what is known about health, care, youth justice and family: everywhere, or at settings. */
  sensitive: { whole: boolean; settings: readonly string[] };
  /** Where they may know that something confidential is kept elsewhere. */
  confidential: readonly string[];
  /** What they read on panels, and about whom each is. */
  referrals: ReadonlyMap<string, string>;
  /** Those of them with whom one single role both reaches and allows something. */
  with: Readonly<Record<SingleRole, ReadonlySet<string>>>;
};

const OWN = `
  select distinct e.person_id as id from people.staff s
  join people.tutor_group g on g.tenant_id = $1 and g.tutor_id = s.id and g.academic_year = $3
  join people.enrolment e on e.tenant_id = $1 and e.tutor_group_id = g.id
  where s.tenant_id = $1 and s.account_id = $2 and coalesce(e.ends_on, 'infinity') >= $4
  union
  select cp.person_id from people.staff s
  join people.class_teacher t on t.tenant_id = $1 and t.staff_id = s.id
  join people.class c on c.tenant_id = $1 and c.id = t.class_id and c.academic_year = $3
  join people.class_place cp on cp.tenant_id = $1 and cp.class_id = c.id
  where s.tenant_id = $1 and s.account_id = $2 and exists (select from people.enrolment e where e.tenant_id = $1
    and e.person_id = cp.person_id and e.setting_id = c.setting_id and e.academic_year = $3 and coalesce(e.ends_on, 'infinity') >= $4)
  union
  select n.person_id from people.named_adult n where n.tenant_id = $1 and n.account_id = $2 and n.ended_at is null
    and coalesce(n.ends_on, 'infinity') >= $4
  union
  select o.person_id from people.own_account o where o.tenant_id = $1 and o.account_id = $2 and o.ended_at is null`;

const REFERRALS = `
  select r.id, r.person_id from meetings.referral r
  where r.tenant_id = $1 and (r.closed_on is null or r.decision is not null and $3::date - r.closed_on <= 28)
    and r.panel_id in (select s.panel_id from meetings.seat s where s.tenant_id = $1 and s.account_id = $2 and s.ended_at is null)`;

/** @param today decides the academic year and who has left */
export async function reachOf(
  ask: Ask,
  tenantId: string,
  { id, grants }: Account,
  { year, today }: { year: number; today: string },
): Promise<Reach> {
  const looking = grants.filter(({ role }) =>
    (roles[role].may as readonly string[]).some((may) => may === 'people.see' || may === 'own.see'),
  );
  const whole = looking.some(({ role, settingId }) => settingId === null && isWide(role));
  const settings = whole ? [] : looking.flatMap(({ settingId }) => settingId ?? []);
  const ofOwn = !whole && looking.some(isOwn);
  const own = ofOwn ? (await ask(OWN, [tenantId, id, year, today])).map((row) => String(row.id)) : [];
  const reached = async (everybody: boolean, at: readonly string[], ownPeople: readonly string[]) =>
    new Set(
      (
        await ask(
          `select id from people.person where tenant_id = $1 and ($2::boolean or setting_ids && $3::uuid[] or id = any($4::uuid[]))`,
          [tenantId, everybody, at, ownPeople],
        )
      ).map((row) => String(row.id)),
    );
  const by = async (permission: SingleRole) => {
    const allowing = grants.filter(({ role, settingId }) =>
      permissionsOf(role, settingId).includes(permission),
    );
    return reached(
      allowing.some(({ role, settingId }) => settingId === null && isWide(role)),
      allowing.flatMap(({ settingId }) => settingId ?? []),
      allowing.some(isOwn) ? own : [],
    );
  };
  const single = {
    'looks.see': await by('looks.see'),
    'card.give': await by('card.give'),
    'share.give': await by('share.give'),
    'adult.name': await by('adult.name'),
    'panel.refer': await by('panel.refer'),
    'confidential.see': await by('confidential.see'),
  };
  const reading = grants.filter(({ role }) => READS_SENSITIVE.includes(role));
  const sensitive = {
    whole: reading.some(({ role, settingId }) => settingId === null && isWide(role)),
    settings: reading.flatMap(({ settingId }) => settingId ?? []),
  };
  const confidential = grants
    .filter(({ role }) => ['headteacher', 'safeguarding_lead'].includes(role))
    .flatMap(({ settingId }) => settingId ?? []);
  const may = new Set(grants.flatMap(({ role, settingId }): string[] => permissionsOf(role, settingId)));
  const people = await reached(whole, settings, own);
  const referrals = new Map(
    may.has('panel.sit')
      ? (await ask(REFERRALS, [tenantId, id, today])).map((row) => [String(row.id), String(row.person_id)])
      : [],
  );
  return { whole, settings, own, people, may, sensitive, confidential, referrals, with: single };
}

/** Written out here, so that a role that reads more than before is found. */
const READS_SENSITIVE: readonly Role[] = [
  'data_manager',
  'headteacher',
  'pastoral_lead',
  'safeguarding_lead',
  'senco',
  'attendance_officer',
  'family_worker',
  'adviser',
  'inclusion_partner',
  'director_of_inclusion',
  'participation_lead',
];

function isOwn({ role, settingId }: Account['grants'][number]): boolean {
  return roles[role].reach === 'own' || (roles[role].reach === 'setting_or_own' && settingId === null);
}

function isWide(role: Role): boolean {
  return roles[role].reach === 'whole' || roles[role].reach === 'setting_or_whole';
}
