/** The database: one Kysely over the embedded database or a PostgreSQL server, and the one way in. */
export type { BackedUp } from './backup/back-up.ts';
export type { Restored } from './backup/restore.ts';
export { newKey as newBackupKey } from './backup/sealing.ts';
export {
  type Database,
  HeldElsewhere,
  type Opening,
  openDatabase,
  openSnapshot,
  restoreDatabase,
} from './connect.ts';
export { DatabaseError } from './dialect.ts';
export { isHeld, socketPath } from './directory.ts';
export { idOfPart, newId } from './ids.ts';
export { insertRows } from './insert.ts';
export { inspectServer } from './inspect.ts';
export { isThere } from './is-there.ts';
export type { AccountId, PersonId, RunId, SettingId, Tables, TenantId } from './schema.ts';
export { askPlanned, writeAtCommit } from './turn.ts';
export { type Reach, type Tx, type Who, withActor, withSignIn } from './within.ts';
