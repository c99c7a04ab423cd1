import { sql } from 'kysely';
import { z } from 'zod';
import type { AccountId, PersonId, RunId, TenantId, Tx } from '#db';
import type { FileId } from '../../../db/generated/sources/File.ts';
import type { UploadId } from '../../../db/generated/sources/Upload.ts';
import { isPolicy, type Policy } from '../rules/share.ts';
import type { ChosenMapping } from './mappings.ts';

export type { UploadId };

/**
 * How far a file is that was brought by a page.
 * - `received`: it is here, and nobody has said what its columns are
 * - `mapped`: it is known how it is read
 * - `trying`, `tried`: a dry run is under way, or has been done
 * - `confirmed`, `running`: somebody wants it in, and it waits for its turn or is being written
 * - `done`, `failed`, `called_off`: it is in; it could not be; somebody wanted it no more
 */
export const uploadStates = [
  'received',
  'mapped',
  'trying',
  'tried',
  'confirmed',
  'running',
  'done',
  'failed',
  'called_off',
] as const;
export type UploadState = (typeof uploadStates)[number];

/** A dry run as it is kept for the page that shows it. */
const Tried = z.object({
  counts: z.object({
    read: z.number(),
    added: z.number(),
    changed: z.number(),
    same: z.number(),
    ended: z.number(),
    refused: z.number(),
  }),
  /** How much it moves of what this source had said, and the share that it may move by itself. */
  moved: z.number(),
  standing: z.number(),
  share: z.number(),
  /** Why it waits for a person. */
  stop: z.string().nullable(),
  refusals: z.array(
    z.object({
      line: z.number(),
      field: z.string(),
      rule: z.string(),
      found: z.string(),
      message: z.string(),
    }),
  ),
  byRule: z.record(z.string(), z.number()),
  /** Some of the facts that it would change or end. */
  sample: z.array(
    z.object({
      personId: z.custom<PersonId>((id) => typeof id === 'string').nullable(),
      entity: z.string(),
      became: z.enum(['added', 'changed', 'ended']),
      before: z.record(z.string(), z.unknown()).nullable(),
      after: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
});
export type Tried = z.infer<typeof Tried>;

/** What was typed on the way to a mapping, field by field, as forms send it. */
const Draft = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type Draft = z.infer<typeof Draft>;

const Chosen = z.union([
  z.strictObject({ library: z.string() }),
  z.strictObject({ definition: z.record(z.string(), z.unknown()) }),
]);

export type Upload = {
  id: UploadId;
  accountId: AccountId;
  at: string;
  kind: string;
  source: string;
  fileId: FileId | null;
  fileName: string;
  fileLength: number;
  sha256: string;
  state: UploadState;
  draft: Draft;
  mapping: ChosenMapping | null;
  policy: Policy | null;
  tried: Tried | null;
  rowsRead: number;
  stopAsked: boolean;
  runId: RunId | null;
  why: string | null;
};

type Row = Omit<Upload, 'state' | 'draft' | 'mapping' | 'policy' | 'tried'> & {
  state: string;
  draft: unknown;
  mapping: unknown;
  policy: string | null;
  tried: unknown;
};

const columns = sql`u.id, u.account_id as "accountId", u.at, u.kind, u.source, u.file_id as "fileId", u.file_name as "fileName",
  u.file_length as "fileLength", u.file_sha256 as sha256, u.state, u.draft, u.mapping, u.policy, u.tried,
  u.rows_read as "rowsRead", u.stop_asked as "stopAsked", u.run_id as "runId", u.why`;

/** One upload, or undefined. */
export async function uploadOf(tx: Tx, tenantId: TenantId, id: UploadId): Promise<Upload | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from sources.upload u where u.tenant_id = ${tenantId} and u.id = ${id}`.execute(tx);
  return rows.map(read)[0];
}

/** One upload in a line of a list. */
export type ListedUpload = Pick<
  Upload,
  'id' | 'accountId' | 'at' | 'kind' | 'source' | 'fileName' | 'fileLength' | 'state'
>;

/** Files that are here and wait for somebody, the newest first. */
export async function waitingUploads(tx: Tx, tenantId: TenantId): Promise<ListedUpload[]> {
  const { rows } = await sql<ListedUpload>`
    select id, account_id as "accountId", at, kind, source, file_name as "fileName", file_length as "fileLength", state
    from sources.upload where tenant_id = ${tenantId} and state not in ('done', 'called_off')
    order by at desc, id desc limit 50`.execute(tx);
  return rows;
}

function read(row: Row): Upload {
  const { state, draft, mapping, policy, tried, ...plain } = row;
  return {
    ...plain,
    state: z.enum(uploadStates).parse(state),
    draft: Draft.parse(draft),
    mapping: mapping === null ? null : Chosen.parse(mapping),
    policy: policy !== null && isPolicy(policy) ? policy : null,
    tried: tried === null ? null : Tried.parse(tried),
  };
}
