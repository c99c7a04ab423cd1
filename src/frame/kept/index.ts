/** What is kept about young people, and for how long: given to them, held, and erased. */
import type { Module, Route } from '#web';
import { keptRoutes } from './kept-routes.tsx';
import { keptTables } from './kept-rows.ts';
import { retentionRoutes } from './retention-routes.tsx';

export { tendRetention } from './tend-retention.ts';

/** Everything about keeping, given the modules that keep something. */
export function keepingRoutes(modules: readonly Module[]): Route[] {
  const tables = keptTables(modules);
  return [...keptRoutes(tables), ...retentionRoutes(tables)];
}
