import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { isPlainDate, type PlainDate, plainDate } from '#dates';
import type { SettingId, TenantId, Tx } from '#db';
import {
  type ClusterId,
  clustersOf,
  type GivenRole,
  hasPlaces,
  isHeldFromOutside,
  isRole,
  type OrganisationId,
  organisationsOf,
  type Role,
  roles,
} from '#modules/access';
import { rollChoices, settingNamed } from '#modules/people';
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
  cluster: z.string().trim().max(100, 'accounts.cluster-unknown').default(''),
  organisation: z.string().trim().max(100, 'accounts.organisation-unknown').default(''),
};

/** What a role may be given for: settings by name, clusters, and organisations outside. */
export type Places = {
  settings: string[];
  clusters: { id: ClusterId; name: string }[];
  organisations: { id: OrganisationId; name: string }[];
};

/** The places of an organisation. Takes the reach of the whole. */
export async function placesIn(tx: Tx, tenantId: TenantId): Promise<Places> {
  const { settings } = await rollChoices(tx, { tenantId, reach: 'whole' });
  return {
    settings: settings.map(({ name }) => name),
    clusters: await clustersOf(tx, tenantId),
    organisations: await organisationsOf(tx, tenantId),
  };
}

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

export type RolePlace = { settingId: SettingId | null; clusterId: ClusterId | null };

/** A role as a form asks for it. */
type Wished = { role: Role; setting: string; cluster: string; organisation: string };

/**
 * What a role is given for: the whole organisation, the setting that somebody meant by URN or name, or a cluster. Throws `Problems` for a
 * role that works at some place and has none, for one that does not and has, for both at once, and for a setting or a cluster that
 * is not there.
 */
export async function placeFor(
  tx: Tx,
  { tenantId, say }: { tenantId: TenantId; say: Say },
  { role, setting, cluster }: Pick<Wished, 'role' | 'setting' | 'cluster'>,
): Promise<RolePlace> {
  const wrong = (message: string, field = 'setting') => new Problems([{ field, message }]);
  const named = { role: say(`roles.names.${role}`) };
  if (setting === '' && cluster === '') {
    if (roles[role].reach === 'setting') throw wrong(say('accounts.setting-missing', named));
    return { settingId: null, clusterId: null };
  }
  if (!hasPlaces(role))
    throw wrong(say('accounts.setting-spare', named), setting === '' ? 'cluster' : 'setting');
  if (setting !== '' && cluster !== '') throw wrong(say('accounts.cluster-spare'), 'cluster');
  if (cluster !== '') {
    const found = (await clustersOf(tx, tenantId)).find(({ id }) => id === cluster);
    if (!found) throw wrong(say('accounts.cluster-unknown'), 'cluster');
    return { settingId: null, clusterId: found.id };
  }
  try {
    return { settingId: await settingNamed(tx, tenantId, setting), clusterId: null };
  } catch (error) {
    if (error instanceof Refused) throw wrong(error.message);
    throw error;
  }
}

/**
 * The organisation outside that a role is held for; null for our own. Throws `Problems` for a role that only our own people hold, and for an
 * organisation that is not there.
 */
export async function organisationFor(
  tx: Tx,
  { tenantId, say }: { tenantId: TenantId; say: Say },
  { role, organisation }: Pick<Wished, 'role' | 'organisation'>,
): Promise<OrganisationId | null> {
  if (organisation === '') return null;
  const wrong = (message: string) => new Problems([{ field: 'organisation', message }]);
  if (!isHeldFromOutside(role))
    throw wrong(say('accounts.organisation-spare', { role: say(`roles.names.${role}`) }));
  const found = (await organisationsOf(tx, tenantId)).find(({ id }) => id === organisation);
  if (!found) throw wrong(say('accounts.organisation-unknown'));
  return found.id;
}

/** Letters and figures that are not taken for one another, whoever writes them down. */
const CLEAR = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be typed once and replaced: four groups of four, some 79 bits. @example firstPassword() // 'k7mq-x2ha-9dtr-w4ue' */
export function firstPassword(): string {
  const group = () => Array.from({ length: 4 }, () => CLEAR[randomInt(CLEAR.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
