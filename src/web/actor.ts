import type { PlainDate } from '#dates';
import type { AccountId, PersonId, SettingId, Who } from '#db';

/** Everything that may be allowed or not. Which role has which is the table of `#modules/access`. */
export type Permission =
  | 'people.see'
  | 'people.download'
  | 'download.approve'
  | 'records.see'
  | 'sensitive.see'
  | 'confidential.see'
  | 'note.write'
  | 'note.restricted'
  | 'mark.give'
  | 'card.give'
  | 'answer.give'
  | 'campaign.run'
  | 'instrument.write'
  | 'call.answer'
  | 'action.plan'
  | 'share.give'
  | 'adult.name'
  | 'panel.refer'
  | 'panel.sit'
  | 'own.see'
  | 'tier.decide'
  | 'places.set'
  | 'calendar.edit'
  | 'import.run'
  | 'quality.see'
  | 'move.decide'
  | 'people.merge'
  | 'rules.choose'
  | 'numbers.give'
  | 'accounts.manage'
  | 'looks.see'
  | 'glass.break'
  | 'kept.give'
  | 'kept.erase';

/** A young person as far as access looks at them. */
export type Seen = { personId: PersonId; settingIds: readonly SettingId[] };

/** Whoever acts, and what they may: worked out once a request by `#modules/access`. */
export type Actor = Who & {
  /** Null for the command line. */
  accountId: AccountId | null;
  name: string;
  roles: readonly string[];
  may: ReadonlySet<Permission>;
  /**
   * Whether they may do something to one setting, or with null to the organisation as a whole, by a role granted for
   * just that. `may` with `reach` is the sum of all roles, which is more: it would let a headteacher who is an analyst
   * as well change every calendar.
   */
  mayAt(permission: Permission, settingId: SettingId | null): boolean;
  /** Whether a role for their own young people allows something with those. */
  mayOwn(permission: Permission): boolean;
  /** Why they may see a young person, in words; undefined when they may not. */
  why(seen: Seen): string | undefined;
  today: PlainDate;
  /** What the setting is called, for whoever reaches one and nobody else. */
  onlySetting?: string | undefined;
};
