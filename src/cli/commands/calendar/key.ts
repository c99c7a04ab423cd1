import { academicYearName } from '#dates';
import type { Tx } from '#db';
import type { Actor } from '#modules/access';
import { type CalendarKey, settingNamed } from '#modules/people';
import { type Call, Misused, needed } from '../../command.ts';

/** The academic year of `--year`. */
export function yearOf(call: Call): number {
  const year = needed(call, 'year');
  if (!/^20\d\d$/.test(year))
    throw new Misused('--year is the first calendar year of an academic year, like 2026');
  return Number(year);
}

/** Whose calendar `--setting` means, and what to call it. */
export async function keyOf(
  tx: Tx,
  { tenantId }: Actor,
  academicYear: number,
  setting: string,
): Promise<CalendarKey & { named: string }> {
  const settingId = setting === 'organisation' ? null : await settingNamed(tx, tenantId, setting);
  const whose = settingId === null ? 'the organisation' : setting;
  return { settingId, academicYear, named: `${academicYearName(academicYear)} of ${whose}` };
}
