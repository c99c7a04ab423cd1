/** What makes the council visible: the organisation itself, the runs that brought its records, accounts and roles. */
import { createHash } from 'node:crypto';
import { insertRows, type SettingId, type Tx } from '#db';
import {
  type Actor,
  type ClusterId,
  grantRole,
  hasPlaces,
  type OrganisationId,
  settleCluster,
  settleOrganisation,
} from '#modules/access';
import { record } from '#modules/audit';
import { foundTenant, type PasswordHash } from '#modules/identity';
import { convenePanel, giveSeat, type PanelId, type SeatId } from '#modules/meetings';
import { nameAdult } from '#modules/people';
import { type CastMember, castStaff, castYoungPeople, council as named } from '#test/cast';
import type { Council, RunKind } from './council.ts';

/** Written last, in one transaction: a fill that was cut short leaves no organisation, so it can be done again. */
export async function openCouncil(
  tx: Tx,
  actor: Actor,
  council: Council,
  password: PasswordHash,
): Promise<void> {
  const { tenantId: tenant_id } = council;
  await foundTenant(tx, actor, { name: named.name, kind: 'council', madeUp: true });
  const brought = council.runs.filter(({ read }) => read > 0);
  await insertRows(
    tx,
    'sources.source',
    brought.map(({ kind, source }) => ({
      tenant_id,
      id: council.ids<never>(),
      name: source,
      kind,
      cadence_days: CADENCE[kind] ?? null,
    })),
  );
  await insertRows(
    tx,
    'sources.run',
    brought.map(({ id, kind, source, read }) => ({
      tenant_id,
      id,
      kind,
      source,
      // In the night before the day that is played, as nightly files come.
      at: `${council.today}T02:30:00Z`,
      file_name: `made-up-${kind}.csv`,
      file_sha256: createHash('sha256').update(`${council.seed} ${kind} ${source}`).digest('hex'),
      mapping: 'made-up',
      policy: 'replaces',
      account_id: null,
      read,
      added: read,
      changed: 0,
      same: 0,
      refused: 0,
      ended: 0,
    })),
  );
  const clusters = await makeClusters(tx, actor, council);
  const organisations = await takeUpOrganisations(tx, actor, council);
  for (const member of Object.values(castStaff))
    await openFor(tx, actor, { council, clusters, organisations, member, password });
  await nameMentor(tx, actor, council);
  await openPanel(tx, actor, council, organisations);
}

/** One of the cast is the mentor of two young people, and sees nobody else. */
async function nameMentor(tx: Tx, actor: Actor, council: Council): Promise<void> {
  await nameAdult(tx, actor, {
    id: council.ids(),
    personIds: [castYoungPeople.amara.id, castYoungPeople.rosie.id],
    accountId: castStaff.nadia.accountId,
    relation: 'mentor',
    reason: 'Asked for somebody to talk to outside lessons',
    endsOn: null,
  });
}

/** A panel of two agencies. Its chair, a partner of schools, has a role for panels besides. */
async function openPanel(
  tx: Tx,
  actor: Actor,
  council: Council,
  organisations: Organisations,
): Promise<void> {
  const { kwabena, idris } = castStaff;
  const panelId = council.ids<PanelId>();
  const name = 'Hot clinic';
  await convenePanel(tx, actor, {
    id: panelId,
    name,
    about: 'Thursdays: young people who are stuck between services.',
  });
  await grantRole(tx, actor, {
    accountId: kwabena.accountId,
    role: 'panel_member',
    settingId: null,
    reason: 'Chairs the hot clinic',
  });
  const seats = [
    { member: kwabena, duty: 'chair' },
    { member: idris, duty: 'member' },
  ] as const;
  for (const { member, duty } of seats)
    await giveSeat(tx, actor, {
      id: council.ids<SeatId>(),
      panelId,
      accountId: member.accountId,
      duty,
      organisationId: (member.from && organisations.get(member.from)) ?? null,
      endsOn: null,
    });
}

/** The clusters of the council, with their settings. */
async function makeClusters(tx: Tx, actor: Actor, council: Council): Promise<ReadonlyMap<string, ClusterId>> {
  const byCluster = Map.groupBy(council.places, ({ cluster }) => cluster);
  const made = new Map<string, ClusterId>();
  for (const [name, places] of [...byCluster].sort()) {
    const id = council.ids<ClusterId>();
    const joining = places.map((place) => place.id);
    await settleCluster(tx, actor, { id, name, kind: 'area', joining, leaving: [] });
    made.set(name, id);
  }
  return made;
}

type Organisations = ReadonlyMap<string, OrganisationId>;

/** The agencies whose people have an account. */
async function takeUpOrganisations(tx: Tx, actor: Actor, council: Council): Promise<Organisations> {
  const taken = new Map<string, OrganisationId>();
  for (const organisation of named.organisations) {
    const id = council.ids<OrganisationId>();
    await settleOrganisation(tx, actor, { id, ...organisation, agreedUntil: null });
    taken.set(organisation.name, id);
  }
  return taken;
}

/** How often a file of each kind comes, in days. What comes with the census has no rhythm of its own here. */
const CADENCE: Partial<Record<RunKind, number>> = { people: 7, registers: 1, suspensions: 7 };

async function openFor(
  tx: Tx,
  actor: Actor,
  {
    council,
    clusters,
    organisations,
    member,
    password,
  }: {
    council: Council;
    clusters: ReadonlyMap<string, ClusterId>;
    organisations: Organisations;
    member: CastMember;
    password: PasswordHash;
  },
): Promise<void> {
  const { tenantId: tenant_id } = council;
  const { accountId, staffId, email, job, role } = member;
  const name = `${member.givenName} ${member.familyName}`;
  await insertRows(tx, 'identity.account', [
    { tenant_id, id: accountId, email, name, job, password_hash: password },
  ]);
  await record(tx, actor, { act: 'account.opened', subjectId: accountId, why: 'made-up council' });
  await tx
    .updateTable('people.staff')
    .set({ account_id: accountId })
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', staffId)
    .execute();
  const reason = 'made-up council';
  if (member.cluster !== null) {
    const clusterId = clusters.get(member.cluster) ?? null;
    return grantRole(tx, actor, { accountId, role, settingId: null, clusterId, reason });
  }
  const places: (SettingId | null)[] =
    hasPlaces(role) && member.settings.length > 0
      ? member.settings.map((key) => council.place(key).id)
      : [null];
  const organisationId = (member.from && organisations.get(member.from)) ?? null;
  for (const settingId of places)
    await grantRole(tx, actor, { accountId, role, settingId, organisationId, reason });
}
