// bundle-child.mjs SOURCE OUT: a program of the tests as one file that starts quickly. Its modules believe to lie where their source lies.
import { readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [source, out] = process.argv.slice(2);
// Whole at once: another suite may be starting it.
const outfile = `${out}.${process.pid}`;
const inPlace = {
  name: 'in-place',
  setup({ onLoad }) {
    onLoad({ filter: /\/(src|tests)\/.*\.tsx?$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    }));
  },
};
await build({
  entryPoints: [source],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [inPlace],
  logLevel: 'warning',
});
await rename(outfile, out);
