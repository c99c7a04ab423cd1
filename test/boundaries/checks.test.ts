import { describe, expect, it } from 'vitest';
import { checkLicences, isAllowed } from '../../scripts/checks/licences.ts';
import { checkLock } from '../../scripts/checks/lock.ts';
import { advisoriesIn, faultsIn } from '../../scripts/checks/materials.ts';
import { checkTables } from '../../scripts/checks/tables.ts';
import { checkWords } from '../../scripts/checks/words.ts';
import { seed } from './seed.ts';

describe('the licences', () => {
  const packaged = (name: string, licence: unknown) =>
    JSON.stringify({ name, version: '1.0.0', license: licence });

  it('passes packages that may be used', () => {
    const root = seed({ 'node_modules/kind/package.json': packaged('kind', 'MIT') });
    expect(checkLicences(root)).toEqual([]);
  });

  it.each(['GPL-3.0-only', 'AGPL-3.0-or-later', 'SEE LICENSE IN LICENSE', undefined])(
    'refuses %s',
    (licence) => {
      const root = seed({ 'node_modules/stern/package.json': packaged('stern', licence) });
      expect(checkLicences(root)).toEqual([`stern@1.0.0: ${licence ?? 'no licence is stated'}`]);
    },
  );

  it('looks into packages inside packages, and into scopes', () => {
    const root = seed({
      'node_modules/kind/package.json': packaged('kind', 'ISC'),
      'node_modules/kind/node_modules/@inner/stern/package.json': packaged('@inner/stern', 'GPL-2.0'),
    });
    expect(checkLicences(root)).toEqual(['@inner/stern@1.0.0: GPL-2.0']);
  });

  it('reads expressions: one side of OR will do, both sides of AND must', () => {
    expect(isAllowed('(MIT OR GPL-3.0-or-later)')).toBe(true);
    expect(isAllowed('MIT AND GPL-3.0-or-later')).toBe(false);
    expect(isAllowed('(MIT AND (ISC OR AGPL-3.0-only)) OR GPL-2.0')).toBe(true);
    expect(isAllowed('(GPL-2.0 OR AGPL-3.0-only) AND MIT')).toBe(false);
  });

  it('fails when there is nothing to look at', () => {
    expect(checkLicences(seed({ 'package.json': '{}' }))).toEqual([
      'node_modules holds no package: nothing was checked',
    ]);
  });
});

describe('the bill of materials', () => {
  const part = {
    name: 'kind',
    version: '1.0.0',
    purl: 'pkg:npm/kind@1.0.0',
    hashes: [{ alg: 'SHA-512', content: 'ab' }],
  };

  it('names everything with an address and a checksum', () => {
    expect(faultsIn({ components: [part] })).toEqual([]);
    expect(faultsIn({ components: [] })).toEqual(['the bill of materials names nothing']);
    expect(
      faultsIn({
        components: [
          { ...part, hashes: [] },
          { ...part, purl: undefined },
        ],
      }),
    ).toEqual(['kind@1.0.0 has no checksum', 'kind@1.0.0 has no address of its own']);
  });
});

describe('the advisories', () => {
  const about = (severity: string) =>
    JSON.stringify({
      vulnerabilities: { stern: { severity, via: [{ title: 'Reads what it should not' }, 'other'] } },
    });

  it('are faults from high on, and nothing where nobody answered', () => {
    expect(advisoriesIn(about('high'))).toEqual(['stern: high: Reads what it should not; other']);
    expect(advisoriesIn(about('critical'))).toHaveLength(1);
    expect(advisoriesIn(about('moderate'))).toEqual([]);
    expect(advisoriesIn('{"vulnerabilities":{}}')).toEqual([]);
    for (const none of ['', 'not found', '{"error":{"code":"EAUDIT"}}'])
      expect(advisoriesIn(none)).toBeUndefined();
  });
});

describe('the lock file', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-x' };
  const locked = (packages: Record<string, unknown>, manifest: unknown = {}) =>
    seed({
      'package.json': JSON.stringify(manifest),
      'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } }),
    });

  it('passes one without addresses', () => {
    expect(checkLock(locked({ 'node_modules/a': entry }, { dependencies: { a: '1.0.0' } }))).toEqual([]);
  });

  it.each([
    [
      'a download address',
      { 'node_modules/a': { ...entry, resolved: 'https://example.org/a.tgz' } },
      'download address',
    ],
    ['a missing checksum', { 'node_modules/a': { version: '1.0.0' } }, 'no checksum'],
    [
      'React Server Components',
      { 'node_modules/react-server-dom-webpack': entry },
      'no React Server Components',
    ],
    [
      'a missing package of another operating system',
      { 'node_modules/a': { ...entry, optionalDependencies: { 'a-win32': '1.0.0' } } },
      'a-win32 is missing',
    ],
    ['an empty lock file', {}, 'holds no package'],
  ])('finds %s', (_fault, packages, words) => {
    expect(checkLock(locked(packages)).join('\n')).toContain(words);
  });

  it.each(['^1.0.0', '~1.0.0', 'latest', '1'])('finds the version %s, which is not exact', (version) => {
    const root = locked({ 'node_modules/a': entry }, { devDependencies: { a: version } });
    expect(checkLock(root)).toEqual([`package.json: a is ${version}; name one exact version`]);
  });
});

describe('the forbidden words', () => {
  // Put together here, so that the check does not find this file.
  const place = (...parts: string[]) => `/${parts.join('/')}/notes.md`;
  const registry = ['registry', 'npmjs', 'org'].join('.');

  it.each([
    ['a registry', 'docs/a.md', `See https://${registry}/vitest`, 'package registry'],
    ['a machine path', 'docs/a.md', `See ${place('root', 'waymark')}`, 'path of one machine'],
    ['another machine path', 'scripts/a.sh', `cat ${place('home', 'sam')}`, 'path of one machine'],
    [
      'a machine path in a file without an ending',
      'bin/run',
      `cat ${place('work', 'main')}`,
      'path of one machine',
    ],
    ['a style attribute', 'src/ui/a.tsx', "<p style={{ color: 'red' }}>x</p>", 'style attribute'],
    ['an inline script', 'src/ui/a.tsx', '<script>go()</script>', 'inline script'],
    ['a style element', 'src/ui/a.tsx', '<style>{css}</style>', 'inline script or style'],
    ['a clock in a rule', 'src/modules/risk/rules.ts', 'const now = Date.now();', 'asks the clock'],
    [
      'chance in a rule',
      'src/modules/risk/rules/draw.ts',
      'return Math.random();',
      'asks the clock or chance',
    ],
  ])('finds %s', (_fault, file, line, words) => {
    const [found] = checkWords(seed({ [file]: `first\n${line}\n` }));
    expect(found).toContain(`${file}:2 `);
    expect(found).toContain(words);
  });

  it('passes linked scripts, addresses of the web and clocks outside rules', () => {
    const root = seed({
      'src/web/layout.tsx': '<script type="module" src={script} />',
      'docs/a.md': 'https://example.org/home/ and ./root/notes and ~/root/a',
      'src/db/connect.ts': 'const now = Date.now();',
    });
    expect(checkWords(root)).toEqual([]);
  });

  it('fails when there is nothing to look at', () => {
    expect(checkWords(seed({ 'photo.png': '' }))).toEqual(['no file was found: nothing was checked']);
  });
});

describe('the tables', () => {
  const modules = JSON.stringify({ modules: { audit: [], people: ['audit'], records: ['people', 'audit'] } });
  const house = (file: string, source: string) =>
    seed({
      'src/modules.json': modules,
      'src/modules/access/functions.sql': '',
      'src/modules/people/views.sql': 'create view people.roll with (security_invoker = true) as select 1;',
      [file]: source,
    });

  it('lets a module read its own tables and the published views below it', () => {
    const root = house(
      'src/modules/records/queries.ts',
      'sql`select 1 from records.note join people.roll using (person_id)`',
    );
    expect(checkTables(root)).toEqual([]);
  });

  it('refuses a table of another module, in SQL and through the query builder', () => {
    const inSql = house('src/modules/records/queries.ts', '\nsql<Row>`select 1 from people.person`');
    expect(checkTables(inSql)).toEqual([
      'src/modules/records/queries.ts:2 reads people.person: publish a view of it in src/modules/people/views.sql',
    ]);
    const built = house('src/frame/list.ts', "tx.selectFrom('people.person')");
    expect(checkTables(built)).toHaveLength(1);
  });

  it('refuses a view of a module above', () => {
    const root = house('src/modules/audit/queries.ts', 'sql`select 1 from people.roll`');
    expect(checkTables(root)).toEqual([
      'src/modules/audit/queries.ts:1 reads people.roll, and audit may not call people',
    ]);
  });

  it('fails when there is nothing to look at', () => {
    expect(checkTables(seed({ 'src/modules.json': modules }))).toEqual([
      'no module or no view was found: nothing was checked',
    ]);
  });
});
