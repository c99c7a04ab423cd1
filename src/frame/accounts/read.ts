import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { isPlainDate, type PlainDate, plainDate } from '#dates';
import type { SettingId, TenantId, Tx } from '#db';
import { type GivenRole, isRole, type Role, roles } from '#modules/access';
import { settingNamed } from '#modules/people';
import { Problems, Refused } from '#outcome';
import type { ReachSource, Say } from '#web';

export type SettingNames = ReadonlyMap<SettingId, string>;

/** What the settings of some roles are called. */
export async function namesOf(
  tx: Tx,
  tenantId: TenantId,
  given: readonly GivenRole[],
  sources: readonly ReachSource[],
): Promise<SettingNames> {
  const names = new Map<SettingId, string>();
  const settingIds = [...new Set(given.flatMap(({ settingId }) => settingId ?? []))];
  if (settingIds.length === 0) return names;
  for (const source of sources)
    for (const [id, name] of (await source.settingNames?.(tx, { tenantId, settingIds })) ?? [])
      names.set(id, name);
  return names;
}

export const RoleFields = {
  role: z.string({ error: 'accounts.role-missing' }).refine(isRole, 'accounts.role-missing'),
  setting: z.string().trim().max(200, 'accounts.setting-unknown').default(''),
};
const day = z
  .string()
  .default('')
  .refine((date) => date === '' || isPlainDate(date), 'accounts.role-date-wrong')
  .transform((date): PlainDate | null => (date === '' ? null : plainDate(date)));

/** The first and the last day of a role, either of which may be left empty; `withDays` has joined the three boxes of each. */
export const DayFields = { from: day, until: day };

export const ReasonField = {
  reason: z.string().trim().min(1, 'accounts.reason-missing').max(200, 'accounts.reason-long'),
};

/**
 * The setting that a role is given for: none, or the one that somebody meant by URN or name. Throws `Problems` for a role that
 * works at one setting and has none, for one that does not and has, and for a setting that is not there or is called as
 * another is.
 */
export async function settingFor(
  tx: Tx,
  { tenantId, say }: { tenantId: TenantId; say: Say },
  { role, setting }: { role: Role; setting: string },
): Promise<SettingId | null> {
  const wrong = (message: string) => new Problems([{ field: 'setting', message }]);
  const { reach } = roles[role];
  if (setting === '') {
    if (reach === 'setting')
      throw wrong(say('accounts.setting-missing', { role: say(`roles.names.${role}`) }));
    return null;
  }
  if (reach !== 'setting' && reach !== 'setting_or_whole')
    throw wrong(say('accounts.setting-spare', { role: say(`roles.names.${role}`) }));
  try {
    return await settingNamed(tx, tenantId, setting);
  } catch (error) {
    if (error instanceof Refused) throw wrong(error.message);
    throw error;
  }
}

/** Letters and figures that are not taken for one another, whoever writes them down. */
const CLEAR = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be typed once and replaced: four groups of four, some 79 bits. @example firstPassword() // 'k7mq-x2ha-9dtr-w4ue' */
export function firstPassword(): string {
  const group = () => Array.from({ length: 4 }, () => CLEAR[randomInt(CLEAR.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
