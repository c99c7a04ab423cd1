import { globSync, readFileSync } from 'node:fs';

/** What a test that takes a database cannot do without: our helpers for one, the program itself, or the address of a server. */
const TAKES =
  /#test\/(database|visitors|cli|db|import|prove)|inject\(|openDatabase|emptyDatabase|testDatabase|\.\/prove|bin\/waymark|PGlite/;

/** Whether a test takes a database, by its text. @example takesDatabase("import { testDatabase } from '#test/database';") // true */
export function takesDatabase(text: string): boolean {
  return TAKES.test(text);
}

/** The tests that take a database: those that differ from one database to another. All others run once. */
export function databaseTests(): string[] {
  return globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'bench/**/*.test.ts'])
    .filter((file) => takesDatabase(readFileSync(file, 'utf8')))
    .sort();
}
