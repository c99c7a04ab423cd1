import type { PersonId, SettingId } from '#db';
import type { Fault, NamedSetting } from '#files';
import type { Counts, Run } from '#modules/sources';
import type { KnownEnrolment } from '../known-people.ts';
import type { Facts } from './facts.ts';

export type Writing = Run & {
  year: number;
  findSetting: (named: NamedSetting) => Promise<SettingId | Fault>;
};

/** What a file comes to, before any of it is written. */
export type Plan = {
  counts: Counts;
  added: { id: PersonId; facts: Facts; settingId: SettingId; sourceKey: string }[];
  changed: { id: PersonId; before: object; after: Facts & { setting_ids: SettingId[] } }[];
  sources: { person_id: PersonId; setting_id: SettingId; source_key: string }[];
  enrolments: KnownEnrolment[];
  mended: { before: object; after: KnownEnrolment }[];
};

export function emptyPlan(): Plan {
  const counts = { added: 0, changed: 0, same: 0, ended: 0 };
  return { counts, added: [], changed: [], sources: [], enrolments: [], mended: [] };
}
