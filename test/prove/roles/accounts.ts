/** Every role at every width it can have, each as an account that somebody can sign in to. */
import { plainDate } from '#dates';
import {
  type AccountId,
  type Database,
  newId,
  type PersonId,
  type SettingId,
  type TenantId,
  type Tx,
  withActor,
} from '#db';
import {
  type Actor,
  type ClusterId,
  commandActor,
  giveOwnRole,
  grantRole,
  type OrganisationId,
  type ReachKind,
  type Role,
  roles,
  settleCluster,
  settleOrganisation,
  staffRoles,
} from '#modules/access';
import { newPassword, openAccount } from '#modules/identity';
import { nameAdult } from '#modules/people';
import { castPassword } from '#test/cast';
import { type Ask, type Ground, PROOF_DAY } from '../ground.ts';

export type Grant = { role: Role; settingId: SettingId | null };
export type Account = { id: AccountId; email: string; what: string; grants: readonly Grant[] };

type Wanted = {
  what: string;
  grants: readonly Grant[];
  /** Given through a cluster of just these settings: it has to come to the same. */
  throughCluster?: boolean;
  staff?: 'tutor' | 'teacher';
  own?: 'self' | 'parent';
  /** Named to some young people, in whatever settings. */
  named?: true;
  /** From an agency that we share with: it has to come to the same. */
  fromAgency?: true;
  /** Given besides, from an agency with which the agreement is over: it has to come to nothing. */
  over?: readonly Grant[];
};

/** Opens them all; everybody has the password of the cast. */
export async function openAccounts(ground: Ground, db: Database, tenantId: TenantId): Promise<Account[]> {
  const { settings, staff } = await ground.asOwner(db, async (ask) => ({
    settings: await settingsBySize(ask, tenantId),
    staff: {
      tutor: await staffWithout(ask, tenantId, TUTORS),
      teacher: await staffWithout(ask, tenantId, TEACHERS),
    },
  }));
  const actor = commandActor(tenantId, 'proof', plainDate(PROOF_DAY));
  const password = await newPassword(castPassword, 'proof@made-up.example');
  const accounts: Account[] = [];
  const agencies = await twoAgencies(ground, db, actor);
  for (const { what, grants, staff: as, own, throughCluster, named, fromAgency, over } of wantedAt(
    settings,
  )) {
    const email = `proof-${accounts.length + 1}@made-up.example`;
    const id = await withActor(db, actor, async (tx) => {
      const opened = await openAccount(tx, actor, { email, name: what, password });
      if (throughCluster) await grantForCluster(tx, actor, opened, what, grants);
      else
        for (const { role, settingId } of grants)
          if (role === 'young_person' || role === 'family')
            await giveOwnRole(tx, actor, { accountId: opened, role });
          else
            await grantRole(tx, actor, {
              accountId: opened,
              role,
              settingId,
              organisationId: fromAgency ? agencies.agreed : null,
              reason: 'A proof',
            });
      for (const { role, settingId } of over ?? [])
        await grantRole(tx, actor, {
          accountId: opened,
          role,
          settingId,
          organisationId: agencies.over,
          reason: 'A proof',
        });
      return opened;
    });
    if (own) await ground.asOwner(db, (ask) => belongTo(ask, tenantId, id, own));
    if (named) await nameTo(db, actor, id, await ground.asOwner(db, (ask) => someOf(ask, tenantId)));
    const staffId = as && staff[as].shift();
    if (as && staffId === undefined) throw new Error(`The council has no more ${as}s without an account`);
    if (staffId !== undefined)
      await ground.asOwner(db, (ask) =>
        ask('update people.staff set account_id = $2 where tenant_id = $1 and id = $3', [
          tenantId,
          id,
          staffId,
        ]),
      );
    accounts.push({ id, email, what, grants });
  }
  return accounts;
}

/** An agency that we share with, and one with which the agreement was over yesterday. */
async function twoAgencies(
  ground: Ground,
  db: Database,
  actor: Actor,
): Promise<{ agreed: OrganisationId; over: OrganisationId }> {
  const [agreed, over] = [newId<OrganisationId>(), newId<OrganisationId>()];
  const wish = { kind: 'voluntary', agreement: 'A proof', agreedUntil: actor.today } as const;
  await withActor(db, actor, async (tx) => {
    await settleOrganisation(tx, actor, { ...wish, id: agreed, name: 'Agreed' });
    await settleOrganisation(tx, actor, { ...wish, id: over, name: 'Over' });
  });
  await ground.asOwner(db, (ask) =>
    ask('update access.organisation set agreed_until = agreed_until - 1 where tenant_id = $1 and id = $2', [
      actor.tenantId,
      over,
    ]),
  );
  return { agreed, over };
}

/** A cluster of just the settings of these grants, and the role once for all of it. */
async function grantForCluster(
  tx: Tx,
  actor: Actor,
  accountId: AccountId,
  name: string,
  grants: readonly Grant[],
): Promise<void> {
  const id = newId<ClusterId>();
  const joining = grants.flatMap(({ settingId }) => settingId ?? []);
  await settleCluster(tx, actor, { id, name, kind: 'area', joining, leaving: [] });
  const role = grants[0]?.role ?? 'adviser';
  await grantRole(tx, actor, { accountId, role, settingId: null, clusterId: id, reason: 'A proof' });
}

function nameTo(db: Database, actor: Actor, accountId: AccountId, personIds: PersonId[]): Promise<number> {
  const naming = {
    id: newId(),
    personIds,
    accountId,
    relation: 'caseload',
    reason: 'A proof',
    endsOn: null,
  } as const;
  return withActor(db, actor, (tx) => nameAdult(tx, actor, naming));
}

/** Every hundredth young person. */
async function someOf(ask: Ask, tenantId: string): Promise<PersonId[]> {
  const rows = await ask(
    `select id from (select id, row_number() over (order by id) as number from people.person where tenant_id = $1) each
     where number % 100 = 1 limit 200`,
    [tenantId],
  );
  return rows.map(({ id }) => id as PersonId);
}

/** Widths: nowhere, one setting small or large, two, all; and their own young people as tutor, as teacher, as nobody. */
function wantedAt(settings: readonly SettingId[]): Wanted[] {
  const [largest, second, smallest] = [settings[0], settings[1], settings.at(-1)];
  if (!largest || !second || !smallest) throw new Error('The council has too few settings');
  const at = (role: Role, ids: readonly SettingId[]): Grant[] =>
    ids.map((settingId) => ({ role, settingId }));
  const whole = (role: Role): Grant[] => [{ role, settingId: null }];
  const each = staffRoles.flatMap((role): Wanted[] => {
    switch (roles[role].reach) {
      case 'none':
      case 'whole':
        return [{ what: role, grants: whole(role) }];
      case 'own':
        return [
          { what: `${role} with a group`, grants: whole(role), staff: 'tutor' },
          { what: `${role} with classes`, grants: whole(role), staff: 'teacher' },
          { what: `${role} of some by name`, grants: whole(role), named: true },
          { what: `${role} of nobody`, grants: whole(role) },
        ];
      default: {
        const widths = [
          { what: `${role} at the largest setting`, grants: at(role, [largest]) },
          { what: `${role} at the smallest setting`, grants: at(role, [smallest]) },
          { what: `${role} at two settings`, grants: at(role, [largest, second]) },
          { what: `${role} for a cluster of two`, grants: at(role, [largest, second]), throughCluster: true },
          { what: `${role} at every setting`, grants: at(role, settings) },
        ];
        const asWhole = { what: `${role} of the whole`, grants: whole(role) };
        const caseload = { what: `${role} with a caseload`, grants: whole(role), named: true } as const;
        const { reach }: { reach: ReachKind } = roles[role];
        if (reach === 'setting_or_own') return [...widths, caseload];
        return reach === 'setting' ? widths : [...widths, asWhole];
      }
    }
  });
  return [
    ...each,
    { what: 'young person', grants: whole('young_person'), own: 'self' },
    { what: 'young person with nobody', grants: whole('young_person') },
    { what: 'parent', grants: whole('family'), own: 'parent' },
    { what: 'nothing granted', grants: [] },
    {
      what: 'tutor who leads a setting',
      grants: [...whole('tutor'), ...at('pastoral_lead', [second])],
      staff: 'tutor',
    },
    {
      what: 'administrator who teaches',
      grants: [...whole('administrator'), ...whole('tutor')],
      staff: 'teacher',
    },
    { what: 'panel member without a seat', grants: whole('panel_member') },
    { what: 'adviser from an agency', grants: at('adviser', [largest]), fromAgency: true },
    { what: 'mentor from an agency', grants: whole('mentor'), fromAgency: true, named: true },
    { what: 'adviser whose agreement is over', grants: [], over: at('adviser', [largest]) },
    { what: 'mentor whose agreement is over', grants: [], over: whole('mentor') },
    { what: 'seated from an agency', grants: whole('panel_member'), fromAgency: true },
    { what: 'seated whose agreement is over', grants: [], over: whole('panel_member') },
    {
      what: 'chair who advises at one setting',
      grants: [...whole('panel_member'), ...at('adviser', [smallest])],
    },
    {
      what: 'analyst who advises at one setting',
      grants: [...whole('analyst'), ...at('adviser', [smallest])],
    },
  ];
}

async function settingsBySize(ask: Ask, tenantId: string): Promise<SettingId[]> {
  const rows = await ask(
    `select s.id from people.setting s where s.tenant_id = $1
     order by (select count(*) from people.person p where p.tenant_id = $1 and s.id = any(p.setting_ids)) desc, s.id`,
    [tenantId],
  );
  return rows.map(({ id }) => id as SettingId);
}

const TUTORS = `select from people.tutor_group g where g.tenant_id = $1 and g.tutor_id = s.id and g.academic_year = 2026`;
const TEACHERS = `select from people.class_teacher t join people.class c on c.tenant_id = $1 and c.id = t.class_id
  where t.tenant_id = $1 and t.staff_id = s.id and c.academic_year = 2026`;

/** Staff with groups or classes of this year and without an account, those with the most of both last. */
async function staffWithout(ask: Ask, tenantId: string, such: string): Promise<string[]> {
  const rows = await ask(
    `select s.id from people.staff s where s.tenant_id = $1 and s.account_id is null and exists (${such}) order by s.id`,
    [tenantId],
  );
  return rows.map(({ id }) => String(id));
}

/** Makes an account that of somebody young, or of their parent. With a password, which is how a proof signs in. */
async function belongTo(
  ask: Ask,
  tenantId: string,
  accountId: string,
  relation: 'self' | 'parent',
): Promise<void> {
  const known = relation === 'parent' ? "'Rowan', '01632 960123'" : 'null, null';
  await ask(
    `insert into people.own_account (tenant_id, id, person_id, account_id, relation, name, contact, author)
     select $1, gen_random_uuid(), p.id, $2, $3, ${known}, 'proof' from people.person p
     where p.tenant_id = $1 and not exists (select from people.own_account o where o.tenant_id = $1 and o.person_id = p.id)
     order by p.id limit 1`,
    [tenantId, accountId, relation],
  );
}
