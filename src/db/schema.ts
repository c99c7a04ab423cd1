/** The tables as the migrated database has them, by `schema.table`, and the ids that many modules speak of. */
import type Database from './generated/Database.ts';

export type Tables = Database;
export type { AccountId } from './generated/identity/Account.ts';
export type { PersonId } from './generated/people/Person.ts';
export type { SettingId } from './generated/people/Setting.ts';
export type { RunId } from './generated/sources/Run.ts';
export type { TenantId } from './ids.ts';
