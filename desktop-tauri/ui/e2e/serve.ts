/** Builds the window with the fake core and serves it on a free port, under the policy of the real one. */
import { createServer, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

const UI = fileURLToPath(new URL('..', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
};

interface TauriConfig {
  app: { security: { csp: string } };
}

/** The window's policy; message bodies come from this server's port instead of the program's own scheme. */
function policy(port: number): string {
  const config = JSON.parse(readFileSync(join(UI, '../tauri.conf.json'), 'utf8')) as TauriConfig;
  const { csp } = config.app.security;
  return csp.replaceAll('http://mailbody.localhost', `http://mailbody.localhost:${port}`);
}

function file(folder: string, path: string): { type: string; bytes: Buffer } | null {
  const name = normalize(path === '/' ? '/index.html' : path);
  const type = TYPES[extname(name)];
  if (type === undefined) return null;
  try {
    return { type, bytes: readFileSync(join(folder, name)) };
  } catch {
    return null;
  }
}

export interface Served {
  port: number;
  stop: () => void;
}

export async function serve(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'tern-window-'));
  await build({ root: UI, mode: 'fake', logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const server = listen(folder);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  };
  return { port: (server.address() as AddressInfo).port, stop };
}

function listen(folder: string): Server {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/body') {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy':
          "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:",
      });
      response.end(url.searchParams.get('html'));
      return;
    }
    if (url.pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const found = file(folder, url.pathname);
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'cache-control': 'max-age=3600',
      'content-type': found.type,
      'content-security-policy': policy(port),
    });
    response.end(found.bytes);
  });
  return server;
}

export default async function setup(project: TestProject): Promise<() => void> {
  const { port, stop } = await serve();
  project.provide('port', port);
  return stop;
}

declare module 'vitest' {
  export interface ProvidedContext {
    port: number;
  }
}
