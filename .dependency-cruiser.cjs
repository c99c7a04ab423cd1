// Who may import whom. The table of the modules is src/modules.json; everything else is said here.
// scripts/checks/boundaries.ts runs it, and test/boundaries shows every rule failing on a seeded fault.
const { modules } = require('./src/modules.json');

const tests = '\\.test\\.tsx?$';
const rules = '^src/modules/[^/]+/rules(/|\\.ts$)';
const islands = '^src/(assets|modules/[^/]+/islands)/';
const application = '^src/(app\\.ts|frame/|cli/|demo/)';
const npm = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

const perModule = Object.entries(modules).flatMap(([module, below]) => {
  const mayCall = below.length > 0 ? `${below.join(', ')}` : 'no other module';
  return [
    {
      name: `${module}-calls-below`,
      comment: `src/modules.json lets ${module} call ${mayCall}. Going up is done by a row or a job; a change to the table is a decision record.`,
      severity: 'error',
      from: { path: `^src/modules/${module}/`, pathNot: tests },
      to: { path: '^src/modules/', pathNot: `^src/modules/(${[module, ...below].join('|')})/` },
    },
    {
      name: `${module}-by-its-index`,
      comment: `Import #modules/${module}: what index.ts does not export is nobody else's.`,
      severity: 'error',
      from: { path: '^src/', pathNot: [`^src/modules/${module}/`, '^src/app\\.ts$', tests] },
      to: { path: `^src/modules/${module}/`, pathNot: `^src/modules/${module}/index\\.ts$` },
    },
  ];
});

/** Each platform folder and the only ones of ours it may import. */
const platform = {
  'outcome\\.ts': [],
  'dates\\.ts': ['outcome\\.ts'],
  'files/': ['outcome\\.ts', 'dates\\.ts'],
  'db/': ['outcome\\.ts', 'dates\\.ts'],
  'ui/': ['outcome\\.ts', 'dates\\.ts', 'words(/|\\.ts)'],
  'web/': ['outcome\\.ts', 'dates\\.ts', 'words(/|\\.ts)', 'files/', 'db/', 'ui/'],
  'disclosure/': ['outcome\\.ts'],
  'charts/': ['outcome\\.ts', 'dates\\.ts', 'files/', 'ui/', 'web/'],
};

const perPlatform = Object.entries(platform).map(([place, below]) => ({
  name: `platform-${place.replace(/\W|ts$/g, '')}`,
  comment:
    'The platform knows nothing of what is built on it: outcome and dates, then files and db, then ui, then web, then charts.',
  severity: 'error',
  from: { path: `^src/${place}`, pathNot: tests },
  // modules.json is the table itself, not a module.
  to: { path: '^src/', pathNot: [`^src/(${[place, ...below].join('|')})`, '^src/modules\\.json$'] },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or there is a third between them. Types count.',
      severity: 'error',
      from: { pathNot: '^src/db/generated/' },
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment:
        'Nothing is there under this name. Reaching past the index.ts of a module (#modules/x/y) ends here too.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...perModule,
    {
      name: 'app-composes-modules',
      comment: 'src/app.ts takes the module.ts of each module, or its index.ts, and nothing further in.',
      severity: 'error',
      from: { path: '^src/app\\.ts$' },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/(index|module)\\.ts$' },
    },
    {
      name: 'platform-by-its-index',
      comment: 'Import #db, #files, #ui, #web or #charts: what they do not export can change without notice.',
      severity: 'error',
      from: { path: '^src/(modules|frame)/', pathNot: tests },
      to: {
        path: '^src/(db|files|ui|web|charts)/',
        pathNot: ['^src/[a-z]+/index\\.ts$', '^src/db/generated/'],
      },
    },
    {
      name: 'modules-know-no-application',
      comment:
        'The application composes the modules; a module that calls it back cannot be tested without it.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: tests },
      to: { path: application },
    },
    {
      name: 'frame-knows-no-application',
      comment: 'src/app.ts composes the frame, and src/cli and src/demo start src/app.ts; nothing goes back.',
      severity: 'error',
      from: { path: '^src/frame/', pathNot: tests },
      to: { path: '^src/(app\\.ts|cli/|demo/)' },
    },
    ...perPlatform,
    {
      name: 'rules-are-pure',
      comment: 'Rules take facts and give an answer: no database, file, page, clock or library but zod.',
      severity: 'error',
      from: { path: rules, pathNot: tests },
      to: {
        path: '^src/',
        pathNot: [rules, '^src/(outcome|dates)\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rules-read-nothing',
      comment: 'As rules-are-pure, for Node itself.',
      severity: 'error',
      from: { path: rules, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'rules-use-zod-only',
      comment: 'As rules-are-pure, for libraries.',
      severity: 'error',
      from: { path: rules, pathNot: tests },
      to: { dependencyTypes: npm, dependencyTypesNot: ['type-only'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'islands-stay-in-the-browser',
      comment: 'What is sent to the browser cannot read the database or the disk.',
      severity: 'error',
      from: { path: islands, pathNot: tests },
      to: {
        path: '^src/',
        pathNot: [islands, rules, '^src/(outcome|dates)\\.ts$', '^src/ui/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'islands-use-no-node',
      comment: 'As islands-stay-in-the-browser, for Node itself.',
      severity: 'error',
      from: { path: islands, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-test-in-the-product',
      comment: 'Only tests and the made-up council (which shares its cast) import test/.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/demo/'] },
      to: { path: ['^test/', tests] },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      comment: 'It is not there where Waymark is installed without devDependencies.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|\\.cache)/' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
