/**
 * Two https servers on this machine only: the workbench page, and the built add-in on an origin of its own. Other users of
 * the machine and other pages of the browser reach them too; what they cannot know is the token that every address carries.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream';
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
  /** First part of every path. */
  readonly token: string;
  /** Host names under which the site answers; a page that brings its own name here by DNS is none of them. */
  readonly hosts: readonly string[];
  readonly folders: Folders;
  readonly made?: Made;
  readonly headers: Readonly<Record<string, string>>;
  /** Origins that may read across origins. */
  readonly readers: readonly string[];
}

/** The files that are served have plain names. */
const PLAIN_PATH = /^(\/[\w@-][\w.@-]{0,199})*\/?$/;

/** The file that a URL path names, or null; nothing outside the folders is ever reached. */
export function fileFor(folders: Folders, urlPath: string): string | null {
  if (!PLAIN_PATH.test(urlPath)) return null;
  const prefixes = Object.keys(folders).sort((a, b) => b.length - a.length);
  const prefix = prefixes.find((candidate) => urlPath.startsWith(candidate));
  if (prefix === undefined) return null;
  const folder = path.resolve(folders[prefix]!);
  const file = path.resolve(folder, urlPath.slice(prefix.length) || 'index.html');
  return file.startsWith(folder + path.sep) ? file : null;
}

/** Whether two texts are the same, in a time that tells nothing about where they differ. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

const PLAIN_TEXT = 'text/plain; charset=utf-8';
const WITHOUT_TOKEN =
  'この住所では開けません。ikkatsu serve が表示した住所（https://localhost:… で始まり、長い文字列を含みます）を、そのまま開いてください。';

function respond(site: Site, request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  const headers = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...site.headers,
    ...(origin !== undefined && site.readers.includes(origin) ? { 'access-control-allow-origin': origin } : {}),
    vary: 'origin',
  };
  const say = (status: number, sentence: string) =>
    response.writeHead(status, { ...headers, 'content-type': PLAIN_TEXT }).end(sentence);

  if (!site.hosts.includes(request.headers.host ?? '')) return void say(421, WITHOUT_TOKEN);
  const [, token = '', rest] = /^\/([^/?#]*)(\/[^?#]*)?/.exec(request.url ?? '') ?? [];
  // Who writes the machine and the port alone is told where to go; nothing of a book is said.
  if (request.url === '/' && request.method === 'GET') return void say(200, WITHOUT_TOKEN);
  if (!isSame(token, site.token)) return void say(403, WITHOUT_TOKEN);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return void response.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end();
  if (rest === undefined) return void response.writeHead(308, { ...headers, location: `/${site.token}/` }).end();

  const made = Object.hasOwn(site.made ?? {}, rest) ? site.made![rest] : undefined;
  if (made) return void response.writeHead(200, { ...headers, 'content-type': made.type }).end(made.content);
  const file = fileFor(site.folders, rest);
  if (!file || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) return void say(404, '見つかりません');
  response.writeHead(200, { ...headers, 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
  if (request.method === 'HEAD') return void response.end();
  // A browser that goes away, or a file that does, ends this answer and nothing else.
  pipeline(fs.createReadStream(file), response, () => undefined);
}

/** Answers one request; whatever is wrong with it ends the request, never the process. */
function answer(site: Site | null, request: IncomingMessage, response: ServerResponse): void {
  for (const stream of [request, response]) stream.on('error', () => undefined);
  try {
    if (site) respond(site, request, response);
    else response.writeHead(503).end();
  } catch {
    if (response.headersSent) response.destroy();
    else response.writeHead(400, { 'content-type': PLAIN_TEXT }).end('この要求には答えられません');
  }
}

/** Time for the head of a request; who is slower is no browser of this machine. */
const HEAD_TIMEOUT_MS = 10_000;
/** Answers of the system where a machine has no loopback address of the sixth version. */
const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'];

function listen(certificate: Certificate, host: string, port: number, site: () => Site | null): Promise<https.Server> {
  const server = https.createServer(
    {
      key: certificate.key,
      cert: certificate.cert,
      headersTimeout: HEAD_TIMEOUT_MS,
      requestTimeout: HEAD_TIMEOUT_MS,
      connectionsCheckingInterval: HEAD_TIMEOUT_MS,
    },
    (request, response) => answer(site(), request, response),
  );
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(Object.assign(error, { port })));
    server.listen(port, host, () => {
      // Too many connections at once are refused, and that is all.
      server.on('error', () => undefined);
      resolve(server);
    });
  });
}

const portOf = (server: https.Server) => (server.address() as AddressInfo).port;

/**
 * Listens on the addresses that `localhost` can mean, so that no other user of the machine answers on one of them and is
 * told the token. `port` 0 takes a free one.
 */
async function listenLocally(
  certificate: Certificate,
  port: number,
  site: () => Site | null,
): Promise<readonly https.Server[]> {
  const first = await listen(certificate, '127.0.0.1', port, site);
  try {
    return [first, await listen(certificate, '::1', portOf(first), site)];
  } catch (error) {
    if (NO_SUCH_ADDRESS.includes((error as NodeJS.ErrnoException).code ?? '')) return [first];
    first.close();
    throw error;
  }
}

export interface WorkbenchServers {
  /** Where the page stands, with its token and the slash at the end. */
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

/** Names of this machine for itself. */
const LOCAL_NAMES = ['localhost', '127.0.0.1'];
const newSecret = () => randomBytes(32).toString('base64url');

/**
 * Starts both servers. `port` 0 takes free ports; otherwise the add-in stands on the next one. The tokens, and the key under
 * which the page keeps its work in the browser, live as long as the servers. Rejects with an error that has `port`.
 */
export async function startServers(options: {
  readonly pageDir: string;
  readonly addinDir: string;
  readonly officeDir: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly port: number;
}): Promise<WorkbenchServers> {
  const certificate = await localCertificate();
  const sites: { page: Site | null; addin: Site | null } = { page: null, addin: null };
  const pages = await listenLocally(certificate, options.port, () => sites.page);
  let addins: readonly https.Server[];
  try {
    addins = await listenLocally(certificate, options.port === 0 ? 0 : options.port + 1, () => sites.addin);
  } catch (error) {
    for (const server of pages) server.close();
    throw error;
  }
  const place = (servers: readonly https.Server[]) => {
    const hosts = LOCAL_NAMES.map((name) => `${name}:${portOf(servers[0]!)}`);
    const token = newSecret();
    return { hosts, token, origin: `https://${hosts[0]}`, url: `https://${hosts[0]}/${token}/` };
  };
  const [page, addin] = [place(pages), place(addins)];
  const readers = page.hosts.map((host) => `https://${host}`);
  const opened = options.files.map(({ name, bytes }, i) => ({ name, path: `/open/${i}`, bytes }));
  sites.page = {
    ...page,
    folders: { '/': options.pageDir },
    made: {
      '/workbench.json': {
        type: TYPES['.json']!,
        content: JSON.stringify({
          addin: addin.url,
          files: opened.map(({ name, path: at }) => ({ name, url: at.slice(1) })),
          key: newSecret(),
        }),
      },
      ...Object.fromEntries(
        opened.map(({ path: at, bytes }) => [at, { type: 'application/octet-stream', content: bytes }]),
      ),
    },
    headers: {
      'content-security-policy': pagePolicy(addin.origin),
      'cross-origin-resource-policy': 'same-origin',
    },
    readers: [],
  };
  sites.addin = {
    ...addin,
    folders: { '/': options.addinDir, '/office-js/': options.officeDir },
    headers: { 'content-security-policy': `frame-ancestors ${readers.join(' ')}` },
    readers,
  };
  return {
    url: page.url,
    addinUrl: addin.url,
    trusted: certificate.trusted,
    async close() {
      await Promise.all(
        [...pages, ...addins].map((server) => {
          server.closeAllConnections();
          return new Promise((done) => server.close(done));
        }),
      );
    },
  };
}
