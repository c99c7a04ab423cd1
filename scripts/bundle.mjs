// node scripts/bundle.mjs dist/program/main.mjs: makes one file of src/cli/main.ts and all of ours that it loads. What is in
// node_modules stays there, and so do the files that are read while it runs.
import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const product = join(root, process.argv[2] ?? 'dist/program/main.mjs');
const unfinished = join(`${dirname(product)}.${process.pid}`, basename(product));
// What was changed while this runs is newer than what is made of it.
const began = new Date();

/** A file that asks where it is has to hear where it was: it finds the library and the migrations from there. */
const whereItWas = {
  name: 'where-it-was',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const here = `new URL(${JSON.stringify(relative(root, path))}, programRoot).href`;
      return {
        contents: text.replaceAll('import.meta.url', here),
        loader: path.endsWith('x') ? 'tsx' : 'ts',
      };
    });
  },
};

mkdirSync(dirname(product), { recursive: true });
try {
  await build({
    entryPoints: [join(root, 'src/cli/main.ts')],
    outfile: unfinished,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    keepNames: true,
    sourcemap: 'linked',
    legalComments: 'none',
    banner: { js: "const programRoot = new URL('../../', import.meta.url);" },
    plugins: [whereItWas],
    logLevel: 'warning',
    logLimit: 10,
  });
  utimesSync(unfinished, began, began);
  renameSync(`${unfinished}.map`, `${product}.map`);
  renameSync(unfinished, product);
} finally {
  rmSync(dirname(unfinished), { recursive: true, force: true });
}
