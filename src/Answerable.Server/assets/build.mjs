// Two builds, because they answer to two readers: the portal must work on an old Android phone inside WeChat
// (no syntax younger than Chrome 61), the console may use what Tabler needs. The merged manifest maps a plain
// name ("portal.css") to its hashed file; the server reads it once at start.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const dist = resolve(here, '../wwwroot/dist');

const bundles = [
  { name: 'portal', target: 'chrome61', inputs: { portal: 'scripts/portal.js', 'portal-style': 'styles/portal.css' } },
  { name: 'console', target: 'chrome123', inputs: { console: 'scripts/console.js', 'console-style': 'styles/console.css' } },
];

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const merged = {};
for (const bundle of bundles) {
  const result = await build({
    root: here,
    configFile: false,
    logLevel: 'warn',
    base: '/dist/',
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: bundle.target,
      cssTarget: bundle.target,
      modulePreload: false,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(bundle.inputs).map(([name, file]) => [name, resolve(here, file)])),
        output: {
          entryFileNames: '[name]-[hash].js',
          chunkFileNames: '[name]-[hash].js',
          assetFileNames: '[name]-[hash][extname]',
        },
      },
    },
  });
  for (const piece of result.output) {
    if (piece.type === 'chunk' && piece.isEntry && !piece.name.endsWith('-style')) merged[`${piece.name}.js`] = piece.fileName;
    if (piece.type === 'asset' && piece.fileName.endsWith('.css')) merged[`${bundle.name}.css`] = piece.fileName;
    if (piece.type === 'chunk' && piece.name.endsWith('-style')) rmSync(resolve(dist, piece.fileName), { force: true });
  }
}

const sprite = await import('./sprite.mjs');
merged['icons.svg'] = sprite.write(resolve(here, 'icons'), dist);
merged['mark.svg'] = sprite.named('mark', readFileSync(resolve(here, 'mark.svg'), 'utf8'), dist);
writeFileSync(resolve(dist, 'manifest.json'), JSON.stringify(merged, null, 2) + '\n');
for (const file of Object.values(merged)) readFileSync(resolve(dist, file)); // a name without a file stops the build
