#!/usr/bin/env node
// Takes the pictures of docs/screens anew, with Chromium, the fake core and a fixed clock. ImageMagick or pngquant
// make them smaller where one of them is there.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ui = join(root, 'desktop-tauri/ui');
const MOST = 3_000_000;

const require = createRequire(join(ui, 'package.json'));
const { createServer } = await import(
  pathToFileURL(join(dirname(require.resolve('vite/package.json')), 'dist/node/index.js')).href
);

// The pictures are TypeScript like the tests: Vite reads it.
const vite = await createServer({
  root: ui,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { take } = await vite.ssrLoadModule('/e2e/pictures.ts');
const pictures = await take(join(root, 'docs/screens'));
await vite.close();

// A palette of 128 colours without dithering: interfaces are flat, and the same picture gives the same bytes.
const SMALLER = [
  ['pngquant', (path) => ['--force', '--nofs', '--strip', '--ext', '.png', '128', path]],
  ['mogrify', (path) => ['+dither', '-colors', '128', '-strip', '-define', 'png:compression-level=9', path]],
];

function smaller(path) {
  for (const [program, args] of SMALLER) {
    try {
      execFileSync(program, args(path), { stdio: 'ignore' });
      return;
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }
}

pictures.forEach(smaller);
const bytes = pictures.reduce((sum, path) => sum + statSync(path).size, 0);
console.log(`${pictures.length} pictures, ${Math.round(bytes / 1000)} kB`);
if (bytes > MOST) {
  console.error(`That is more than ${MOST / 1000} kB: install pngquant, or take fewer.`);
  process.exit(1);
}
