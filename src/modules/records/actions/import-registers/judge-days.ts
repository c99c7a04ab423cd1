import type { SettingId, TenantId, Tx } from '#db';
import { type Calendar, calendarsOf, schoolDays } from '#modules/people';
import { type ClosedDays, closedDays, NEEDS_SESSION, registerDates } from '../../rules/index.ts';
import type { Register } from './join-namings.ts';
import type { NameOf } from './setting-names.ts';
import type { Verdicts } from './verdicts.ts';

/** Says which marks of some registers lie on days on which the setting's calendar has no session. */
export type JudgeDays = (registers: readonly Register[]) => Promise<void>;

/** For one transaction: the calendars of each setting are read once, and where there are none nothing is known. */
export function dayJudge(tx: Tx, tenantId: TenantId, nameOf: NameOf, verdicts: Verdicts): JudgeDays {
  const closed = new Map<string, ClosedDays | undefined>();
  /** Most settings have the calendar of their organisation: the same is worked out once. */
  const worked = new Map<string, ClosedDays | undefined>();
  return async (registers) => {
    await readCalendars(registers);
    for (const { settingId, year, marks, pupils } of registers) {
      const days = closed.get(`${settingId} ${year}`);
      if (!days || !isOnClosedDay(marks, days)) continue;
      const settingName = await nameOf(settingId);
      for (const pupil of pupils) verdicts.againstDays(pupil, year, days, settingName);
    }
  };

  async function readCalendars(registers: readonly Register[]): Promise<void> {
    const fresh = registers.filter(({ settingId, year }) => !closed.has(`${settingId} ${year}`));
    if (fresh.length === 0) return;
    const settingIds = [...new Set(fresh.map(({ settingId }): SettingId => settingId))];
    const years = [...new Set(fresh.flatMap(({ year }) => [year - 1, year]))];
    const calendars = await calendarsOf(tx, { tenantId, settingIds, years });
    for (const { settingId, year } of fresh) {
      if (closed.has(`${settingId} ${year}`)) continue;
      const of = calendars.get(settingId);
      const alike = JSON.stringify([year, of?.get(year - 1), of?.get(year)]);
      const days = worked.get(alike) ?? closedDaysOf(year, of);
      worked.set(alike, days);
      closed.set(`${settingId} ${year}`, days);
    }
  }
}

function closedDaysOf(year: number, calendars: ReadonlyMap<number, Calendar> | undefined) {
  const { from, to } = registerDates(year);
  const [before, own] = [calendars?.get(year - 1), calendars?.get(year)];
  return closedDays(year, own && schoolDays(own, from, to), before ? schoolDays(before, from, to) : []);
}

function isOnClosedDay(marks: Uint8Array, days: ClosedDays): boolean {
  for (let slot = 0; slot < marks.length; slot += 1)
    if (days[slot >> 1] === 1 && NEEDS_SESSION[marks[slot] ?? 0] === 1) return true;
  return false;
}
