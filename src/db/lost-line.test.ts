import { connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from './connect.ts';
import { newId } from './ids.ts';
import type { SettingId, TenantId } from './schema.ts';
import { type Tx, type Who, withActor } from './within.ts';

const server = inject('server') ?? '';

/** A line between Waymark and PostgreSQL that can be cut: at once, or as soon as a commit has gone by. */
class Wire {
  readonly #lines = new Set<[Socket, Socket]>();
  readonly #to: URL;
  readonly #listener: Server;
  /** The next commit is passed on, and its answer is not. */
  swallowsCommit = false;

  constructor(to: string) {
    this.#to = new URL(to);
    this.#listener = createServer((near) => this.#join(near));
  }

  async open(): Promise<string> {
    await new Promise<void>((ready) => this.#listener.listen(0, '127.0.0.1', ready));
    const address = this.#listener.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return Object.assign(new URL(this.#to.href), { host: `127.0.0.1:${port}` }).href;
  }

  #join(near: Socket): void {
    const far = connect(Number(this.#to.port || 5432), this.#to.hostname);
    const line: [Socket, Socket] = [near, far];
    this.#lines.add(line);
    for (const end of line) end.on('error', () => {}).on('close', () => this.#cut(line));
    near.on('data', (bytes) => {
      far.write(bytes);
      if (!this.swallowsCommit || !bytes.includes('commit')) return;
      this.swallowsCommit = false;
      // What the server says of it comes back to nobody.
      far.removeAllListeners('data').once('data', () => this.#cut(line));
    });
    far.on('data', (bytes) => near.write(bytes));
  }

  #cut(line: [Socket, Socket]): void {
    for (const end of line) end.destroy();
    this.#lines.delete(line);
  }

  cutAll(): void {
    for (const line of this.#lines) this.#cut(line);
  }

  close(): void {
    this.cutAll();
    this.#listener.close();
  }
}

describe.skipIf(server === '')('a line to the server that is lost', () => {
  const who: Who = { tenantId: newId<TenantId>(), reach: 'whole' };
  const wire = new Wire(server || 'postgres://127.0.0.1');
  let db: Database;
  const stray: unknown[] = [];
  const hear = (reason: unknown) => void stray.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', hear);
    db = await openDatabase({ url: await wire.open(), ownerUrl: server });
  });
  afterAll(async () => {
    process.off('unhandledRejection', hear);
    await db.close();
    wire.close();
    expect(stray).toEqual([]);
  });

  const add = (tx: Tx, id: SettingId, name: string) =>
    tx
      .insertInto('people.setting')
      .values({ tenant_id: who.tenantId, id, name, kind: 'other', urn: null })
      .onConflict((once) => once.constraint('setting_pkey').doNothing())
      .execute();
  const named = (name: string) =>
    withActor(db, who, async (tx) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from people.setting
        where tenant_id = ${who.tenantId} and name = ${name}`.execute(tx);
      return rows[0]?.n;
    });

  it('between two transactions is no loss: the next takes another', async () => {
    expect(await named('Nobody')).toBe(0);
    wire.cutAll();
    // The pool may meet a dead line once.
    await named('Nobody').catch(() => {});
    expect(await named('Nobody')).toBe(0);
  });

  it('within a transaction keeps nothing of it, says so, and goes on', async () => {
    const lost = withActor(db, who, async (tx) => {
      await add(tx, newId<SettingId>(), 'Lost');
      wire.cutAll();
      await add(tx, newId<SettingId>(), 'Lost as well');
    });
    await expect(lost).rejects.toThrow();
    expect(await named('Lost')).toBe(0);
    expect(await named('Lost as well')).toBe(0);
  });

  it('at the very beginning keeps nothing either', async () => {
    const lost = withActor(db, who, async (tx) => {
      wire.cutAll();
      await add(tx, newId<SettingId>(), 'Too early');
    });
    await expect(lost).rejects.toThrow();
    expect(await named('Too early')).toBe(0);
  });

  it('after the commit was sent says that it failed although it did not; sent again under the same id it is there once', async () => {
    const id = newId<SettingId>();
    const once = () => withActor(db, who, (tx) => add(tx, id, 'Sent again'));
    wire.swallowsCommit = true;
    await expect(once()).rejects.toThrow();
    expect(await named('Sent again')).toBe(1);
    await once();
    expect(await named('Sent again')).toBe(1);
  });
});
