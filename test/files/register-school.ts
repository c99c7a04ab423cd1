/** Two schools and two young people in an organisation of their own, and a way to bring them register files. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { academicYear, type PlainDate, plainDate } from '#dates';
import {
  type Database,
  insertRows,
  newId,
  type PersonId,
  type SettingId,
  type TenantId,
  type Tx,
  withActor,
} from '#db';
import { type Actor, commandActor } from '#modules/access';
import { addSetting, importPeople, proposeCalendar } from '#modules/people';
import { codeOf, importRegisters, registerDates } from '#modules/records';
import { castToday } from '../cast.ts';

export const [ADA, BEN] = ['K990399916001', 'N990399915002'];
export const [ASHDALE, BIRCHWOOD] = ['123456', '123457'];

export type Brought = {
  read: number;
  added: number;
  changed: number;
  same: number;
  refused: number;
  /** `3 mark.twice`, the line and the rule of each refusal. */
  rules: string[];
  messages: string[];
};

export type School = {
  actor: Actor;
  settings: { ashdale: SettingId; birchwood: SettingId };
  people: { ada: PersonId; ben: PersonId };
  /** Lines of a CSV file, the header first. */
  bring(
    lines: readonly string[],
    options?: { mapping?: string; source?: string; dryRun?: boolean },
  ): Promise<Brought>;
  /** `Ada 2026-09-01 AM / at Ashdale School`, every mark that stands, in order. */
  marks(): Promise<string[]>;
  /** The id of the run brought last. */
  lastRun(): Promise<string>;
  enrol(person: PersonId, setting: SettingId, year: number, status: string): Promise<void>;
  /** The proposed calendar of a year, for one setting or for all; with a day more a week when it says so. */
  addCalendar(
    year: number,
    settingId: SettingId | null,
    change?: { weekdays?: number[]; startsOn?: string },
  ): Promise<void>;
  within<Value>(act: (tx: Tx) => Promise<Value>): Promise<Value>;
};

const folder = mkdtempSync(join(tmpdir(), 'waymark-school-'));
let files = 0;

function write(lines: readonly string[]): string {
  files += 1;
  const path = join(folder, `${files}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

export async function openSchool(db: Database, today: PlainDate = castToday): Promise<School> {
  const actor = commandActor(newId<TenantId>(), 'test', today);
  const { tenantId } = actor;
  const within: School['within'] = (act) => withActor(db, actor, act);
  const settings = await within(async (tx) => ({
    ashdale: await addSetting(tx, tenantId, {
      name: 'Ashdale School',
      kind: 'secondary',
      urn: ASHDALE,
      laestab: '9094321',
    }),
    birchwood: await addSetting(tx, tenantId, {
      name: 'Birchwood School',
      kind: 'secondary',
      urn: BIRCHWOOD,
      laestab: '9094322',
    }),
  }));
  const path = write([
    'upn,source_id,setting_urn,given_name',
    `${ADA},1,${ASHDALE},Ada`,
    `${BEN},2,${ASHDALE},Ben`,
  ]);
  for (const source of ['mis', 'council']) await importPeople(db, actor, { path, source, dryRun: false });
  const { rows } = await within((tx) =>
    sql<{
      id: PersonId;
      upn: string;
    }>`select id, upn from people.person where tenant_id = ${tenantId}`.execute(tx),
  );
  const idOf = (upn: string | undefined) => rows.find((row) => row.upn === upn)?.id as PersonId;
  const people = { ada: idOf(ADA), ben: idOf(BEN) };

  return {
    actor,
    settings,
    people,
    within,
    async bring(lines, { mapping, source = 'mis', dryRun = false } = {}) {
      const outcome = await importRegisters(db, actor, { path: write(lines), source, mapping, dryRun });
      const { kind: _, source: __, file: ___, ended: ____, refusals, ...counts } = outcome;
      return {
        ...counts,
        rules: refusals.map(({ line, rule }) => `${line} ${rule}`),
        messages: refusals.map(({ message }) => message),
      };
    },
    async marks() {
      const registers = await within((tx) =>
        sql<{ person_id: PersonId; setting: string; register_year: number; marks: string }>`
          select r.person_id, s.name as setting, r.register_year, r.marks from records.register r
          join people.setting s on s.tenant_id = r.tenant_id and s.id = r.setting_id
          where r.tenant_id = ${tenantId} order by r.register_year, r.person_id, s.name`.execute(tx),
      );
      const all = registers.rows.flatMap(({ person_id, setting, register_year, marks }) =>
        [...marks].flatMap((letter, slot) => {
          const code = codeOf(letter)?.code;
          if (!code) return [];
          const day = new Date(Date.parse(registerDates(register_year).from) + (slot >> 1) * 86_400_000);
          const who = person_id === people.ada ? 'Ada' : 'Ben';
          return [
            `${who} ${day.toISOString().slice(0, 10)} ${slot % 2 === 0 ? 'AM' : 'PM'} ${code} at ${setting}`,
          ];
        }),
      );
      return all.sort();
    },
    async lastRun() {
      const runs = await within((tx) =>
        sql<{
          id: string;
        }>`select id from sources.run where tenant_id = ${tenantId} order by id desc limit 1`.execute(tx),
      );
      return runs.rows[0]?.id ?? '';
    },
    enrol: (person, setting, year, status) =>
      within(async (tx) => {
        await sql`insert into people.enrolment (tenant_id, id, person_id, setting_id, academic_year, status, source)
          values (${tenantId}, ${newId()}, ${person}, ${setting}, ${year}, ${status}, 'census')
          on conflict (tenant_id, person_id, setting_id, academic_year) do update set status = excluded.status`.execute(
          tx,
        );
      }),
    addCalendar: (year, settingId, { weekdays, startsOn } = {}) =>
      within(async (tx) => {
        const calendar = proposeCalendar(year);
        const id = newId<never>();
        await insertRows(tx, 'people.calendar', [
          {
            tenant_id: tenantId,
            id,
            setting_id: settingId,
            academic_year: year,
            weekdays: weekdays ?? [...calendar.weekdays],
          },
        ]);
        const halves = calendar.halfTerms.map((half, at) => ({
          tenant_id: tenantId,
          id: newId<never>(),
          calendar_id: id,
          term: half.term,
          half: half.half,
          starts_on: at === 0 && startsOn !== undefined ? plainDate(startsOn) : half.startsOn,
          ends_on: half.endsOn,
        }));
        await insertRows(tx, 'people.half_term', halves);
        const closures = calendar.closures.filter(({ date }) => academicYear(date) === year);
        await insertRows(
          tx,
          'people.closure',
          closures.map(({ date, kind, label }) => ({
            tenant_id: tenantId,
            id: newId<never>(),
            calendar_id: id,
            on_date: date,
            kind,
            label,
          })),
        );
      }),
  };
}
