import { filesUnder, read } from './files.ts';

type Table = { modules: Record<string, string[]> };

/**
 * Which module reads whose tables, as text: a module may name its own tables and the published views of the modules
 * below it in src/modules.json, and nothing else. The frame, the command line and the demo stand above all modules; the
 * first two read views only, the demo writes tables.
 */
export function checkTables(root: string): string[] {
  const { modules }: Table = JSON.parse(read(root, 'src/modules.json'));
  const names = Object.keys(modules);
  const views = new Set(names.flatMap((module) => viewsOf(root, module)));
  const named = new RegExp(`(?<![\\w./#'-])'?\\b(${names.join('|')})\\.([a-z][a-z_]*)\\b(?!\\()`, 'g');
  const files = filesUnder(root).filter(
    (file) => /^src\/(modules|frame|cli)\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  );
  if (files.length === 0 || views.size === 0) return ['no module or no view was found: nothing was checked'];
  return files.flatMap((file) => {
    const owner = /^src\/modules\/([^/]+)\//.exec(file)?.[1];
    const below = owner === undefined ? names : (modules[owner] ?? []);
    return queriesIn(read(root, file)).flatMap(({ text, line }) =>
      [...text.matchAll(named)].flatMap(([, module = '', table = '']) => {
        const name = `${module}.${table}`;
        if (module === owner || isFunction(root, name)) return [];
        if (!below.includes(module))
          return [`${file}:${line} reads ${name}, and ${owner} may not call ${module}`];
        return views.has(name)
          ? []
          : [`${file}:${line} reads ${name}: publish a view of it in src/modules/${module}/views.sql`];
      }),
    );
  });
}

function viewsOf(root: string, module: string): string[] {
  const file = `src/modules/${module}/views.sql`;
  if (!filesUnder(root).includes(file)) return [];
  return [...read(root, file).matchAll(/create view ([a-z_.]+)/g)].map(([, name = '']) => name);
}

function isFunction(root: string, name: string): boolean {
  return (
    name.startsWith('access.') &&
    read(root, 'src/modules/access/functions.sql').includes(`create function ${name}()`)
  );
}

/** Template literals after `sql`, and the table names given to Kysely. */
function queriesIn(source: string): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = [];
  const query =
    /sql(?:<[^`]*?>)?`([^`]*)`|\.(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin)\(\s*('[a-z_]+\.[a-z_]+[^']*')|insertRows\(\s*\w+,\s*('[a-z_.]+')/g;
  for (const match of source.matchAll(query)) {
    const text = match[1] ?? match[2] ?? match[3] ?? '';
    found.push({ text, line: source.slice(0, match.index).split('\n').length });
  }
  return found;
}
