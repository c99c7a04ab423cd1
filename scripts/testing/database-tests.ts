import { globSync, readFileSync } from 'node:fs';

/** What a test that takes the database of the run cannot do without: our helpers for one, or the address of the server. */
const TAKES = /#test\/(database|visitors|db\/|import|prove)|inject\('server'\)|\.\/prove/;

/** Whether a test takes the database of the run, by its text: one that opens a data directory of its own is the same wherever it runs. @example takesDatabase("import { testDatabase } from '#test/database';") // true */
export function takesDatabase(text: string): boolean {
  return TAKES.test(text);
}

/** The tests that take the database of the run: those that differ from one database to another. All others run once. */
export function databaseTests(): string[] {
  return globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'])
    .filter((file) => takesDatabase(readFileSync(file, 'utf8')))
    .sort();
}
