import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const SCRIPT_LIMIT = 15_000;

/** Builds the one stylesheet and the one script. Pages are rendered by the server and need neither to work. */
export default defineConfig({
  root: 'src/assets',
  base: '/assets/',
  publicDir: 'public',
  plugins: [weighScript(), compress()],
  // Sass compresses: Vite's own minifier refuses a media query that govuk-frontend keeps for old browsers.
  css: { preprocessorOptions: { scss: { style: 'compressed', quietDeps: true } } },
  build: {
    outDir: '../../dist/assets',
    emptyOutDir: true,
    assetsDir: '',
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: false,
    cssMinify: false,
    target: 'es2022',
    rolldownOptions: {
      input: { main: 'src/assets/main.ts', early: 'src/assets/early.ts', style: 'src/assets/main.scss' },
    },
  },
});

/** Prints the weight of the script as it travels, and refuses a script too heavy for a slow phone. */
function weighScript(): Plugin {
  return {
    name: 'weigh-script',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => file.endsWith('.js'))) {
        const weight = gzipSync(readFileSync(`${dir}/${name}`)).length;
        this.info(`${name}: ${weight} bytes gzipped, of ${SCRIPT_LIMIT} allowed`);
        if (weight > SCRIPT_LIMIT) this.error(`${name} is heavier than ${SCRIPT_LIMIT} bytes gzipped`);
      }
    },
  };
}

/** Lays a compressed copy beside each file, for the server to send to a browser that takes it. */
function compress(): Plugin {
  return {
    name: 'compress',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => /\.(js|css)$/.test(file))) {
        const bytes = readFileSync(`${dir}/${name}`);
        writeFileSync(`${dir}/${name}.br`, brotliCompressSync(bytes));
        writeFileSync(`${dir}/${name}.gz`, gzipSync(bytes));
      }
    },
  };
}
