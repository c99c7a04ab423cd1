import type { Command } from './command.ts';

/** The list of commands, or the use of one. */
export function helpText(commands: ReadonlyMap<string, Command>, name?: string): string {
  const one = name === undefined ? undefined : commands.get(name);
  if (one) return `waymark ${one.usage}\n\n${one.summary}\n`;
  const lines = [...commands.values()].map(
    (command) => `  waymark ${command.usage}\n      ${command.summary}`,
  );
  return `Waymark notices early which young people may leave education too soon.\n\n${lines.join('\n')}\n
DATABASE_URL=postgres://… uses a PostgreSQL server; otherwise --data DIR (or WAYMARK_DATA, or ./data) holds the database.\n`;
}
