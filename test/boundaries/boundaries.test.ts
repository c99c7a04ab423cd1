import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBoundaries } from '../../scripts/checks/boundaries.ts';
import { project, seed } from './seed.ts';

/** A project with every module of the real table in it and nothing wrong. */
function sound(): Record<string, string> {
  const table = readFileSync(join(project, 'src/modules.json'), 'utf8');
  const { imports } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const modules: string[] = Object.keys(JSON.parse(table).modules);
  return {
    'package.json': JSON.stringify({
      type: 'module',
      imports,
      dependencies: { fastify: '*', zod: '*' },
      devDependencies: { vitest: '*' },
    }),
    'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true } }',
    'src/modules.json': table,
    'src/outcome.ts': 'export const outcome = 1;',
    'src/dates.ts': 'export const dates = 1;',
    'src/db/index.ts': "export { connect } from './connect.ts';",
    'src/db/connect.ts': 'export type Row = 1;\nexport const connect = 1;',
    'src/web/index.ts': "import { connect } from '#db';\nexport const web = connect;",
    'src/ui/index.ts': "export { dates } from '#dates';",
    'src/files/index.ts': 'export const files = 1;',
    ...Object.fromEntries(
      modules.flatMap((name) => [
        [
          `src/modules/${name}/index.ts`,
          "export { find } from './queries.ts';\nexport type { Shape } from './types.ts';",
        ],
        [`src/modules/${name}/queries.ts`, "import { connect } from '#db';\nexport const find = connect;"],
        [`src/modules/${name}/types.ts`, 'export type Shape = 1;'],
      ]),
    ),
    'src/modules/people/actions.ts': "import { find } from '#modules/access';\nexport const open = find;",
    'src/modules/people/rules.ts':
      "import { z } from 'zod';\nimport { dates } from '#dates';\nimport type { Row } from '#db';\nexport const rule: Row[] = [z, dates] as never;",
    'src/modules/people/rules.test.ts':
      "import { it } from 'vitest';\nimport 'node:fs';\nimport './rules.ts';\nit('is a test', () => {});",
    'src/app.ts':
      "import { find } from '#modules/people';\nimport { find as other } from '#modules/risk';\nexport const app = [find, other];",
    'src/cli/main.ts': "import { app } from '../app.ts';\nexport const main = app;",
  };
}

const faults: [fault: string, file: string, text: string, rule: string][] = [
  [
    'a call of a module above',
    'src/modules/people/up.ts',
    "export { find } from '#modules/risk';",
    'people-calls-below',
  ],
  [
    'a type taken from a module above',
    'src/modules/people/up-type.ts',
    "import type { Shape } from '#modules/risk';\nexport type Up = Shape;",
    'people-calls-below',
  ],
  [
    'a module that reaches past an index by a relative path',
    'src/modules/risk/in.ts',
    "export { find } from '../people/queries.ts';",
    'people-by-its-index',
  ],
  [
    'a command that reaches past an index',
    'src/cli/in.ts',
    "export { find } from '../modules/people/queries.ts';",
    'people-by-its-index',
  ],
  [
    'an alias that reaches past an index',
    'src/modules/risk/alias.ts',
    "export { find } from '#modules/people/queries';",
    'no-unresolvable',
  ],
  [
    'app.ts in the middle of a module',
    'src/app.ts',
    "export { find as app } from './modules/people/queries.ts';",
    'app-composes-modules',
  ],
  [
    'an import of nothing',
    'src/modules/risk/lost.ts',
    "export { lost } from './nowhere.ts';",
    'no-unresolvable',
  ],
  ['a cycle', 'src/modules/risk/left.ts', "export { right as left } from './right.ts';", 'no-cycle'],
  [
    'a cycle of types',
    'src/modules/risk/chicken.ts',
    "import type { Egg } from './egg.ts';\nexport type Chicken = Egg;",
    'no-cycle',
  ],
  [
    'a module that calls the application',
    'src/modules/risk/back.ts',
    "export { main } from '../../cli/main.ts';",
    'modules-know-no-application',
  ],
  [
    'a frame that calls the application',
    'src/frame/back.ts',
    "export { app } from '../app.ts';",
    'frame-knows-no-application',
  ],
  [
    'a module in the middle of the platform',
    'src/modules/risk/deep.ts',
    "export { connect } from '../../db/connect.ts';",
    'platform-by-its-index',
  ],
  [
    'a platform that knows a module',
    'src/web/knows.ts',
    "export { find } from '#modules/people';",
    'platform-web',
  ],
  [
    'pictures that know the database',
    'src/charts/knows.ts',
    "export { connect } from '#db';",
    'platform-charts',
  ],
  ['a database that knows the web', 'src/db/knows.ts', "export { web } from '#web';", 'platform-db'],
  ['components that know the database', 'src/ui/knows.ts', "export { connect } from '#db';", 'platform-ui'],
  ['files that know the database', 'src/files/knows.ts', "export { connect } from '#db';", 'platform-files'],
  [
    'rules that read the database',
    'src/modules/risk/rules/io.ts',
    "export { connect } from '#db';",
    'rules-are-pure',
  ],
  [
    'rules that call a query of their own module',
    'src/modules/records/rules.ts',
    "export { find } from './queries.ts';",
    'rules-are-pure',
  ],
  [
    'rules that read a file',
    'src/modules/risk/rules/file.ts',
    "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
    'rules-read-nothing',
  ],
  [
    'rules that use a library',
    'src/modules/risk/rules/library.ts',
    "import fastify from 'fastify';\nexport const server = fastify;",
    'rules-use-zod-only',
  ],
  [
    'an island that reads the database',
    'src/modules/risk/islands/grid.tsx',
    "export { connect } from '#db';",
    'islands-stay-in-the-browser',
  ],
  [
    'an island that uses Node',
    'src/assets/grid.ts',
    "export { readFileSync } from 'node:fs';",
    'islands-use-no-node',
  ],
  [
    'a test inside the product',
    'src/modules/risk/cast.ts',
    "export * from '../people/rules.test.ts';",
    'no-test-in-the-product',
  ],
  [
    'a development library inside the product',
    'src/modules/risk/dev.ts',
    "import { it } from 'vitest';\nexport const dev = it;",
    'no-dev-dependency-in-the-product',
  ],
];

/** The other halves of the two cycles. */
const halves: Record<string, string> = {
  'src/modules/risk/right.ts': "export { left as right } from './left.ts';",
  'src/modules/risk/egg.ts': "import type { Chicken } from './chicken.ts';\nexport type Egg = Chicken;",
};

let found: string[] | undefined;

/** All faults are sown into one project, because looking at one takes a second. */
function foundWithEveryFault(): string[] {
  const sown = Object.fromEntries(faults.map(([, file, text]) => [file, text]));
  found ??= checkBoundaries(seed({ ...sound(), ...halves, ...sown }));
  return found;
}

describe('the boundaries', () => {
  it('finds nothing wrong in a sound project', () => {
    expect(checkBoundaries(seed(sound()))).toEqual([]);
  });

  it.each(faults)('finds %s', (_fault, file, _text, rule) => {
    expect(foundWithEveryFault().some((line) => line.startsWith(`${rule}: ${file} `))).toBe(true);
  });

  it('finds a module that is not in the table', () => {
    const found = checkBoundaries(
      seed({ ...sound(), 'src/modules/stray/index.ts': 'export const stray = 1;' }),
    );
    expect(found).toContain('src/modules.json: stray is not in the table');
  });

  it('finds a module of the table that has no folder', () => {
    const files = Object.entries(sound()).filter(([file]) => !file.startsWith('src/modules/risk/'));
    expect(checkBoundaries(seed(Object.fromEntries(files)))).toContain(
      'src/modules.json: risk has no folder',
    );
  });

  it('finds a table that goes round in a circle', () => {
    const table = JSON.parse(readFileSync(join(project, 'src/modules.json'), 'utf8'));
    table.modules.people.push('risk');
    const found = checkBoundaries(seed({ ...sound(), 'src/modules.json': JSON.stringify(table) }));
    expect(found).toContain('src/modules.json: people names risk, which is not below it');
  });

  it('finds a folder that is under no rule', () => {
    const found = checkBoundaries(seed({ ...sound(), 'src/utilities/all.ts': 'export const all = 1;' }));
    expect(found).toContain('src/utilities: no rule says what this may import (.dependency-cruiser.cjs)');
  });

  it('fails when the tool looked at nothing', () => {
    const found = checkBoundaries(seed({ ...sound(), 'tsconfig.json': '{ not json' }));
    expect(found).not.toEqual([]);
  });
});
