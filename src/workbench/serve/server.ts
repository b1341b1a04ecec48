/** Two https servers on this machine only: the workbench page, and the built add-in on an origin of its own. */
import fs from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { localCertificate, type Certificate } from './certificate';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** URL prefix → folder on disk; the longest prefix wins. */
export type Folders = Readonly<Record<string, string>>;
/** Content made in memory, by URL path. */
export type Made = Readonly<Record<string, { readonly type: string; readonly content: string | Uint8Array }>>;

interface Site {
  readonly folders: Folders;
  readonly made?: Made;
  readonly headers: Readonly<Record<string, string>>;
}

/** The file that a URL path names, or null; nothing outside the folders is ever reached. */
export function fileFor(folders: Folders, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  const prefixes = Object.keys(folders).sort((a, b) => b.length - a.length);
  const prefix = prefixes.find((candidate) => decoded.startsWith(candidate));
  if (prefix === undefined) return null;
  const folder = path.resolve(folders[prefix]!);
  const file = path.resolve(folder, decoded.slice(prefix.length).replace(/^\/+/, '') || 'index.html');
  return file.startsWith(folder + path.sep) ? file : null;
}

function respond(
  site: Site,
  request: { method?: string | undefined; url?: string | undefined },
  response: import('node:http').ServerResponse,
): void {
  const { pathname } = new URL(request.url ?? '/', 'https://localhost');
  const headers = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...site.headers,
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, headers).end();
    return;
  }
  const made = site.made?.[pathname];
  if (made) {
    response.writeHead(200, { ...headers, 'content-type': made.type }).end(made.content);
    return;
  }
  const file = fileFor(site.folders, pathname);
  if (!file || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end('見つかりません');
    return;
  }
  response.writeHead(200, { ...headers, 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
  fs.createReadStream(file).pipe(response);
}

function listen(certificate: Certificate, port: number, site: () => Site): Promise<https.Server> {
  const server = https.createServer({ key: certificate.key, cert: certificate.cert }, (request, response) =>
    respond(site(), request, response),
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

export interface WorkbenchServers {
  readonly url: string;
  readonly addinUrl: string;
  readonly trusted: boolean;
  close(): Promise<void>;
}

/** Content security policy of the workbench page: itself, and the add-in in a frame. */
const pagePolicy = (addinOrigin: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${addinOrigin}`,
    "worker-src 'self' blob:",
    `frame-src ${addinOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Starts both servers on 127.0.0.1. `port` 0 takes free ports; otherwise the add-in stands on the next one. */
export async function startServers(options: {
  readonly pageDir: string;
  readonly addinDir: string;
  readonly officeDir: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly port: number;
}): Promise<WorkbenchServers> {
  const certificate = await localCertificate();
  const portOf = (server: https.Server) => (server.address() as AddressInfo).port;
  const sites: { page: Site | null; addin: Site | null } = { page: null, addin: null };
  const page = await listen(certificate, options.port, () => sites.page!);
  let addin: https.Server;
  try {
    addin = await listen(certificate, options.port === 0 ? 0 : options.port + 1, () => sites.addin!);
  } catch (error) {
    page.close();
    throw error;
  }
  const url = `https://localhost:${portOf(page)}`;
  const addinUrl = `https://localhost:${portOf(addin)}`;
  const opened = options.files.map(({ name, bytes }, i) => ({ name, path: `/open/${i}`, bytes }));
  sites.page = {
    folders: { '/': options.pageDir },
    made: {
      '/workbench.json': {
        type: TYPES['.json']!,
        content: JSON.stringify({ addin: addinUrl, files: opened.map(({ name, path: at }) => ({ name, url: at })) }),
      },
      ...Object.fromEntries(
        opened.map(({ path: at, bytes }) => [at, { type: 'application/octet-stream', content: bytes }]),
      ),
    },
    headers: { 'content-security-policy': pagePolicy(addinUrl) },
  };
  sites.addin = {
    folders: { '/': options.addinDir, '/office-js/': options.officeDir },
    headers: { 'content-security-policy': `frame-ancestors ${url}`, 'access-control-allow-origin': url },
  };
  return {
    url,
    addinUrl,
    trusted: certificate.trusted,
    async close() {
      await Promise.all(
        [page, addin].map((server) => {
          server.closeAllConnections();
          return new Promise((done) => server.close(done));
        }),
      );
    },
  };
}
