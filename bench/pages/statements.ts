/** The SQL of a page: kept while the page is made, run again by itself. */
import type { KyselyPlugin } from 'kysely';
import type { Database } from '#db';
import type { Ask } from '../rig/ground.ts';

export type Statement = { sql: string; parameters: readonly unknown[] };

/** The statements of one transaction of somebody who was let in; `become` sets their role and reach. */
export type Visit = { become: Statement; reads: Statement[] };

export type Recorder = {
  db: Database;
  /** What was asked since the last time, by transaction. Signing in and writing the audit entry are left out. */
  taken(): Visit[];
};

/** The same database, with every statement that goes through it kept. */
export function recording(db: Database): Recorder {
  let kept: Statement[] = [];
  const compiler = db.kysely.getExecutor();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      const { sql, parameters } = compiler.compileQuery(node, queryId);
      kept.push({ sql, parameters });
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    db: { ...db, kysely: db.kysely.withPlugin(plugin) },
    taken() {
      const visits = visitsIn(kept);
      kept = [];
      return visits;
    },
  };
}

/** A transaction begins where the role is set. */
export function visitsIn(statements: readonly Statement[]): Visit[] {
  const visits: Visit[] = [];
  for (const statement of statements) {
    if (isBecoming(statement)) visits.push({ become: statement, reads: [] });
    else if (isRead(statement)) visits.at(-1)?.reads.push(statement);
  }
  return visits.filter(({ become, reads }) => become.parameters[0] !== 'waymark_sign_in' && reads.length > 0);
}

/** Runs the statements as whoever they were asked for, or past row security, and answers the milliseconds of the reads. */
export async function replay(ask: Ask, visits: readonly Visit[], as: 'actor' | 'owner'): Promise<number> {
  let took = 0;
  for (const { become, reads } of visits) {
    await ask('begin');
    try {
      if (as === 'actor') await ask(become.sql, become.parameters);
      const began = performance.now();
      for (const { sql, parameters } of reads) await ask(sql, parameters);
      took += performance.now() - began;
    } finally {
      await ask('rollback');
    }
  }
  return took;
}

function isBecoming({ sql }: Statement): boolean {
  return sql.includes("set_config('role'");
}

function isRead({ sql }: Statement): boolean {
  return /^\s*(select|with)\b/i.test(sql) && !/\binsert into\b/i.test(sql);
}
