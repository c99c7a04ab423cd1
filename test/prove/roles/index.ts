/** Every role at every width: what it is shown, and that every look is on record. */
import { plainDate } from '#dates';
import { type Database, type TenantId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { loadInstruments, publish } from '#modules/instruments';
import { type Chance, chanceOf } from '../chance.ts';
import { onlyTenant } from '../check/standing.ts';
import { type Ask, type Ground, PROOF_DAY } from '../ground.ts';
import { type Place, placeOn } from '../place.ts';
import type { Found, Proof, Wish } from '../proof.ts';
import { startSite } from '../site.ts';
import { type Account, openAccounts } from './accounts.ts';
import { type Reach, reachOf } from './expected.ts';
import { askAs, askAsNobody, type Known, type Look, routes } from './pages.ts';
import { compareRows, tablesOf } from './rows.ts';

export const rolesProof: Proof = {
  name: 'roles',
  about: 'every role at every width: pages, row counts and the record of looks against its grants',
  on: ['embedded', 'server'],
  minutes: 20,
  run,
};

type Seen = { tenantId: TenantId; accounts: { account: Account; reach: Reach }[]; known: Known };

async function run(wish: Wish): Promise<Found> {
  const ground = await wish.open();
  try {
    const place = placeOn(ground);
    const { seen, compared, faults } = await prepare(place, wish);
    const asked = await askEverything(ground, seen, chanceOf(wish.seed), wish);
    const { entries, faults: unkept } = await ground.visit((ask) =>
      looksKept(ask, seen.tenantId, asked.looks),
    );
    return {
      counts: {
        accounts: seen.accounts.length,
        routes: routes.length,
        'row counts compared': compared,
        requests: asked.asked,
        looks: asked.looks.length,
        'looks on record': entries,
      },
      faults: [...faults, ...asked.faults, ...unkept],
    };
  } finally {
    await ground.close();
  }
}

/** Fills the council, opens the accounts, and compares what each is shown of every table. */
async function prepare(place: Place, { quick, say }: Wish) {
  const { ground } = place;
  return ground.opened(async (db) => {
    await place.done(db, 'demo', '--young-people', quick ? '50' : '600', '--seed', '1');
    say('the council is there');
    const tenantId = (await ground.asOwner(db, onlyTenant)) as TenantId;
    const opened = await openAccounts(ground, db, tenantId);
    await ground.asOwner(db, (ask) => keepSomethingElsewhere(ask, tenantId, opened[0]?.id ?? ''));
    const definition = await publishReferral(db, tenantId);
    await ground.asOwner(db, (ask) => putBeforePanel(ask, { tenantId, definition }, opened));
    const accounts = quick ? opened.filter((_, at) => at % 41 === 3) : opened;
    const tables = await ground.asOwner(db, tablesOf);
    const seen: Seen = {
      tenantId,
      accounts: [],
      known: await ground.asOwner(db, (ask) => knownIds(ask, tenantId)),
    };
    const faults: string[] = [];
    let compared = 0;
    for (const account of accounts) {
      const reach = await ground.asOwner(db, (ask) =>
        reachOf(ask, tenantId, account, { year: 2026, today: PROOF_DAY }),
      );
      const rows = await compareRows(ground, db, tenantId, account, reach, tables);
      compared += rows.compared;
      faults.push(...rows.faults);
      seen.accounts.push({ account, reach });
    }
    say(`${compared} row counts of ${accounts.length} accounts, ${faults.length} faults`);
    return { seen, compared, faults };
  });
}

/** Of every twentieth young person something confidential is kept elsewhere, said at their setting. */
function keepSomethingElsewhere(ask: Ask, tenantId: string, accountId: string) {
  return ask(
    `insert into records.pointer (tenant_id, id, person_id, setting_id, kind, kept_in, account_id, author)
     select tenant_id, gen_random_uuid(), id, setting_id, 'safeguarding', 'A proof', $2, 'A proof'
     from (select p.*, row_number() over (order by id) as number from people.person p where tenant_id = $1) each
     where number % 20 = 1 and setting_id is not null`,
    [tenantId, accountId],
  );
}

/** The form that a referral is taken from. @returns its id */
function publishReferral(db: Database, tenantId: TenantId): Promise<string> {
  const actor = commandActor(tenantId, 'proof', plainDate(PROOF_DAY));
  const instrument = loadInstruments().find(({ name }) => name === 'panel-referral');
  if (!instrument) throw new Error('There is no form for referrals');
  return withActor(db, actor, (tx) => publish(tx, actor, { instrument, origin: 'library' }));
}

/** Of every tenth young person something is or was before a panel: open, decided 28 days ago, decided 29 days ago, or taken back. */
async function putBeforePanel(
  ask: Ask,
  { tenantId, definition }: { tenantId: string; definition: string },
  accounts: readonly Account[],
): Promise<void> {
  const [panel] = await ask(
    `insert into meetings.panel (tenant_id, id, name, about) values ($1, gen_random_uuid(), 'A proof', 'A proof') returning id`,
    [tenantId],
  );
  const sitting = accounts.filter(({ what }) => what === 'panel_member' || /^(chair|seated) /.test(what));
  for (const { id } of sitting)
    await ask(
      `insert into meetings.seat (tenant_id, id, panel_id, account_id, duty, organisation_id)
       select $1, gen_random_uuid(), $2, $3, 'chair', organisation_id from access.role_grant
       where tenant_id = $1 and account_id = $3 and role = 'panel_member'`,
      [tenantId, panel?.id, id],
    );
  await ask(
    `with whom as (
       select p.id, p.setting_id, gen_random_uuid() as response, row_number() over (order by p.id) / 10 % 4 as kind
       from (select p.*, row_number() over (order by id) as number from people.person p where tenant_id = $1) p where p.number % 10 = 1
     ), answered as (
       insert into instruments.response (tenant_id, id, definition_id, person_id, setting_id, respondent, author, is_sensitive, on_date, ended_at, outcome)
       select $1, whom.response, $5::uuid, whom.id, whom.setting_id, 'staff', 'A proof', true, $4::date, now(), 'answered' from whom returning id
     )
     insert into meetings.referral (tenant_id, id, panel_id, person_id, setting_id, response_id, whom, said, is_told, account_id, author,
       closed_on, closed_at, decision)
     select $1, gen_random_uuid(), $2, whom.id, whom.setting_id, whom.response, '{"name": "Made Up", "bornOn": null, "ncYear": null, "setting": null}',
       '[]', true, $3, 'A proof', case whom.kind when 1 then $4::date - 28 when 2 then $4::date - 29 when 3 then $4::date end,
       case when whom.kind > 0 then now() end, case when whom.kind in (1, 2) then 'A proof' end
     from whom join answered on answered.id = whom.response`,
    [tenantId, panel?.id, accounts[0]?.id, PROOF_DAY, definition],
  );
}

/** Ids that the places of a path can hold. */
async function knownIds(ask: Ask, tenantId: string): Promise<Known> {
  const ids = async (table: string) =>
    (await ask(`select id from ${table} where tenant_id = $1 order by id`, [tenantId])).map(({ id }) =>
      String(id),
    );
  return {
    personId: await ids('people.person'),
    settingId: await ids('people.setting'),
    runId: await ids('sources.run'),
    accountId: await ids('identity.account'),
    clusterId: await ids('access.cluster'),
    panelId: await ids('meetings.panel'),
    referralId: await ids('meetings.referral'),
  };
}

async function askEverything(
  ground: Ground,
  { accounts, known }: Seen,
  chance: Chance,
  { quick, minutes, say }: Wish,
) {
  const site = await startSite(ground);
  const until = Date.now() + minutes * 60_000;
  const sum = await askAsNobody(site, known);
  try {
    for (const [at, { account, reach }] of accounts.entries()) {
      const left = Math.max(0, until - Date.now());
      // Twelve of each kind when there is time, three when there is none.
      const asked = await askAs(site, account, reach, known, chance, quick ? 1 : left > 0 ? 12 : 3);
      sum.asked += asked.asked;
      sum.faults.push(...asked.faults);
      sum.looks.push(...asked.looks);
      if (at % 10 === 9) say(`${at + 1} accounts, ${sum.asked} requests, ${sum.faults.length} faults`);
    }
  } finally {
    await site.stop();
  }
  return sum;
}

/** Every page that was shown about a young person has its entry with a reason; every list and download has its own. */
async function looksKept(ask: Ask, tenantId: string, looks: readonly Look[]) {
  const rows = await ask(
    `select account_id, person_id, count(*) as number, count(*) filter (where why = '') as blank from audit.entry
     where tenant_id = $1 and account_id is not null and act not like 'account.%' and act not like 'access.%' group by account_id, person_id`,
    [tenantId],
  );
  const kept = new Map(rows.map((row) => [`${row.account_id} ${row.person_id ?? ''}`, Number(row.number)]));
  const faults: string[] = [];
  const due = new Map<string, number>();
  for (const { accountId, personId } of looks) {
    const key = `${accountId} ${personId ?? ''}`;
    due.set(key, (due.get(key) ?? 0) + 1);
  }
  for (const [key, number] of due)
    if ((kept.get(key) ?? 0) < number)
      faults.push(`of ${number} looks (account and young person ${key}) ${kept.get(key) ?? 0} are on record`);
  for (const [key, number] of kept)
    if (!due.has(key))
      faults.push(`${number} looks are on record (account and young person ${key}) that showed nothing`);
  const blank = rows.filter((row) => Number(row.blank) > 0).length;
  if (blank > 0) faults.push(`${blank} looks are on record without a reason`);
  return { entries: rows.reduce((sum, row) => sum + Number(row.number), 0), faults };
}
