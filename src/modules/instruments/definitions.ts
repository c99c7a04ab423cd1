import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newId, type TenantId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { DefinitionId } from '../../db/generated/instruments/Definition.ts';
import { loadInstruments } from './library.ts';
import { type Instrument, instrumentSchema } from './rules/index.ts';

/** An instrument that can be given out, and where it is from. */
export type Offered = { instrument: Instrument; origin: 'library' | 'local' };

type Row = {
  id: DefinitionId;
  name: string;
  version: number;
  origin: Offered['origin'];
  body: unknown;
  retired_at: string | null;
};

/** What never changes is read once: a definition under its id. */
const known = new Map<DefinitionId, Instrument>();
const MOST_KNOWN = 500;

/**
 * The instruments an organisation can give out: those of the library and its own, the newest version of each, without what it retired.
 *
 * @example (await offeredInstruments(tx, actor)).map(({ instrument }) => instrument.name)
 */
export async function offeredInstruments(tx: Tx, { tenantId }: Pick<Actor, 'tenantId'>): Promise<Offered[]> {
  const { rows } = await sql<Omit<Row, 'body'>>`
    select distinct on (definition.name) definition.id, definition.name, definition.version, definition.origin, definition.retired_at
    from instruments.definition as definition where definition.tenant_id = ${tenantId}
    order by definition.name, definition.version desc`.execute(tx);
  const latest = new Map(rows.map((row) => [row.name, row]));
  const ofLibrary = loadInstruments()
    .filter(({ name, version }) => !isRetired(latest.get(name), version))
    .map((instrument): Offered => ({ instrument, origin: 'library' }));
  const local: Offered[] = [];
  for (const { id, origin, retired_at } of rows)
    if (origin === 'local' && retired_at === null)
      local.push({ instrument: await definitionOf(tx, tenantId, id), origin });
  return [...ofLibrary, ...local];
}

function isRetired(row: Pick<Row, 'version' | 'retired_at'> | undefined, version: number): boolean {
  return row !== undefined && row.retired_at !== null && row.version >= version;
}

/** One that can be given out, by name. */
export async function offeredInstrument(
  tx: Tx,
  actor: Pick<Actor, 'tenantId'>,
  name: string,
): Promise<Offered | undefined> {
  return (await offeredInstruments(tx, actor)).find(({ instrument }) => instrument.name === name);
}

/** A definition as it was given out. */
export async function definitionOf(tx: Tx, tenantId: TenantId, id: DefinitionId): Promise<Instrument> {
  const had = known.get(id);
  if (had) return had;
  const { rows } = await sql<Pick<Row, 'body'>>`
    select definition.body from instruments.definition as definition
    where definition.tenant_id = ${tenantId} and definition.id = ${id}`.execute(tx);
  const instrument = instrumentSchema.parse(rows[0]?.body);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(id, instrument);
  return instrument;
}

/**
 * Keeps a version as it is given out, the first time that it is.
 *
 * Refuses a version that was given out before and said something else: answers point at it.
 *
 * @returns the id that answers point at
 */
export async function publish(tx: Tx, actor: Actor, { instrument, origin }: Offered): Promise<DefinitionId> {
  const body = JSON.stringify(instrument);
  const sha256 = createHash('sha256').update(body).digest('hex');
  const { name, version } = instrument;
  const id = newId<DefinitionId>();
  const { rows } = await sql<{ id: DefinitionId; sha256: string }>`
    with added as (
      insert into instruments.definition (tenant_id, id, name, version, origin, body, sha256, account_id, author)
      values (${actor.tenantId}, ${id}, ${name}, ${version}, ${origin}, ${body}::jsonb, ${sha256}, ${actor.accountId}, ${actor.name})
      on conflict on constraint definition_version do nothing
      returning id, sha256
    )
    select id, sha256 from added
    union all
    select definition.id, definition.sha256 from instruments.definition as definition
    where definition.tenant_id = ${actor.tenantId} and definition.name = ${name} and definition.version = ${version}`.execute(
    tx,
  );
  const [row] = rows;
  if (!row) throw new Error('The version was neither kept nor there');
  if (row.sha256 !== sha256)
    throw new Refused(
      `Version ${version} of ${name} was given out before and said something else. Give the changed one a higher version.`,
    );
  if (row.id === id)
    await record(tx, actor, { act: 'instrument.published', subjectId: id, why: `${name} ${version}` });
  return row.id;
}
