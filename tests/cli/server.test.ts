/** The local servers give out their folders and nothing else, to whoever knows the token, and no request ends them. */
import fs from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { startWorkbench } from '../../src/workbench/cli/serve';
import { fileFor, startServers, type WorkbenchServers } from '../../src/workbench/serve/server';
import { breadth } from '../breadth';

const REQUESTS = breadth(800, 5000);

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

function get(url: string, options: https.RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = https.request(url, { rejectUnauthorized: false, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject);
    request.end();
  });
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-'));
let servers: WorkbenchServers;
const start = (port = 0) =>
  startServers({
    pageDir: path.join(folder, 'page'),
    addinDir: path.join(folder, 'addin'),
    officeDir: path.join(folder, 'office'),
    files: [{ name: '一.csv', bytes: new TextEncoder().encode('a,b') }],
    port,
  });
/** An address of the page or the add-in; `path` as it stands in the request. */
const at = (base: string, rest: string) => new URL(base).origin + new URL(base).pathname + rest;
const withoutToken = (base: string) => `${new URL(base).origin}/`;

beforeAll(async () => {
  for (const name of ['page', 'addin', 'office']) fs.mkdirSync(path.join(folder, name));
  fs.writeFileSync(path.join(folder, 'page/index.html'), '<p>page</p>');
  fs.writeFileSync(path.join(folder, 'addin/taskpane.html'), '<p>pane</p>');
  fs.writeFileSync(path.join(folder, 'office/office.js'), '/* office */');
  fs.writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  servers = await start();
});

afterAll(async () => {
  await servers.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('the local servers', () => {
  it('serve the page and tell it where the add-in and the files to open are, and the key of this run', async () => {
    expect((await get(servers.url)).body).toContain('page');
    const told = JSON.parse((await get(at(servers.url, 'workbench.json'))).body);
    expect(told).toEqual({
      addin: servers.addinUrl,
      files: [{ name: '一.csv', url: 'open/0' }],
      key: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect((await get(at(servers.url, 'open/0'))).body).toBe('a,b');
    expect((await get(servers.url.replace(/\/$/, ''))).headers.location).toBe(new URL(servers.url).pathname);
  });

  it('serve the add-in and Office.js on an origin of their own, under a token of their own', async () => {
    expect(new URL(servers.addinUrl).origin).not.toBe(new URL(servers.url).origin);
    expect(new URL(servers.addinUrl).pathname).not.toBe(new URL(servers.url).pathname);
    expect((await get(at(servers.addinUrl, 'taskpane.html'))).body).toContain('pane');
    expect((await get(at(servers.addinUrl, 'office-js/office.js'))).body).toContain('office');
  });

  it('let the page talk to nobody but itself and the add-in', async () => {
    const policy = String((await get(servers.url)).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src 'self' ${new URL(servers.addinUrl).origin}`);
    expect(policy).not.toMatch(/unsafe-eval|\*|http:/);
  });

  it.each([
    '../secret.txt',
    '%2e%2e/secret.txt',
    '..%2fsecret.txt',
    '%',
    'nothing.js',
    '/',
    '//',
    '%00',
    'x'.repeat(300),
  ])('answer 404 to %s', async (rest) => {
    const { origin, pathname } = new URL(servers.url);
    const answer = await get(origin, { path: pathname + rest });
    expect([answer.status, answer.body]).toEqual([404, '見つかりません']);
  });

  it('take no request that would change anything', async () => {
    expect((await get(servers.url, { method: 'POST' })).status).toBe(405);
  });
});

describe('without the token', () => {
  const routes = ['', 'index.html', 'workbench.json', 'open/0', 'taskpane.html', 'office-js/office.js', 'nothing'];

  it.each(routes)('nothing is read, there or not: /%s', async (route) => {
    for (const base of [servers.url, servers.addinUrl]) {
      const token = new URL(base).pathname.slice(1, -1);
      const other = new URL(base === servers.url ? servers.addinUrl : servers.url).pathname.slice(1);
      const wrong = ['', 'x/', `${token.slice(0, -1)}/`, `${token}x/`, `${token.toUpperCase()}/`, `%${token}/`, other];
      for (const prefix of wrong) {
        const answer = await get(withoutToken(base) + prefix + route);
        // The bare address is answered with the same sentence: a look at whether the server is there.
        const status = prefix + route === '' ? 200 : 403;
        expect([prefix, answer.status, answer.headers['set-cookie']]).toEqual([prefix, status, undefined]);
        expect(answer.body).toMatch(/^この住所では開けません/);
        expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      }
    }
  });

  it('is another token at every start', async () => {
    const other = await start();
    expect(new URL(other.url).pathname).not.toBe(new URL(servers.url).pathname);
    const key = async (url: string) => JSON.parse((await get(at(url, 'workbench.json'))).body).key as string;
    expect(await key(other.url)).not.toBe(await key(servers.url));
    await other.close();
  });
});

describe('another page in the browser', () => {
  it.each(['evil.example', 'evil.example:PORT', 'localhost', 'localhost:1', 'localhost.evil.example:PORT'])(
    'that brings the host name %s here reads nothing, even with the token',
    async (host) => {
      for (const base of [servers.url, servers.addinUrl]) {
        const answer = await get(base, { headers: { host: host.replace('PORT', new URL(base).port) } });
        expect(answer.status).toBe(421);
        expect(answer.body).not.toMatch(/page|pane/);
      }
    },
  );

  it('is let in by the names of this machine', async () => {
    for (const name of ['localhost', '127.0.0.1'])
      expect((await get(servers.url, { headers: { host: `${name}:${new URL(servers.url).port}` } })).status).toBe(200);
  });

  it('may not read across origins; the workbench page reads the add-in', async () => {
    const reader = async (url: string, origin: string) =>
      (await get(url, { headers: { origin } })).headers['access-control-allow-origin'];
    const { origin } = new URL(servers.url);
    expect(await reader(at(servers.addinUrl, 'taskpane.html'), origin)).toBe(origin);
    expect(await reader(at(servers.addinUrl, 'taskpane.html'), 'https://evil.example')).toBeUndefined();
    expect(await reader(at(servers.url, 'open/0'), 'https://evil.example')).toBeUndefined();
    expect(await reader(at(servers.url, 'open/0'), new URL(servers.addinUrl).origin)).toBeUndefined();
  });
});

/** Numbers from a seed: 0 ≤ x < 1. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 0x1_0000_0000;
  };
}

describe('whatever is sent', () => {
  const random = randomOf(20251128);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const letters = (length: number) => Array.from({ length }, () => String.fromCharCode(random() * 256)).join('');
  const PIECES = [
    '/', '//', '..', '%2e%2e', '%00', '\0', '%', '%zz', '%ff', '%F0%9F%98%80', '\\', 'open', '0', '99', 'workbench.json',
    '__proto__', 'constructor', 'index.html', 'x'.repeat(300), 'x'.repeat(9000), '?', '#', '*', 'https://evil.example/', 'あ',
    'C:', 'CON', 'file:///etc/passwd', 'secret.txt', ':', ';', '+', ' ',
  ] as const; // prettier-ignore
  const HEADS = [
    'Host: LOCAL', 'Host: LOCAL', 'Host: LOCAL', 'Host: evil.example', 'Host:', 'Origin: null', 'Range: bytes=0-', 'Range: bytes=9-1,x',
    'Expect: 100-continue', 'Expect: x', 'Upgrade: websocket\r\nConnection: Upgrade', 'Upgrade: h2c', 'Connection: close',
    'Content-Length: 5', 'Content-Length: -1', 'Content-Length: 5\r\nContent-Length: 6', 'Transfer-Encoding: chunked',
    'Transfer-Encoding: x', 'Cookie: a=b', `X: ${'y'.repeat(20000)}`, 'Bad Header: x', ': x', 'If-Modified-Since: x', 'Accept-Encoding: x',
  ] as const; // prettier-ignore
  const METHODS = [
    'GET',
    'GET',
    'GET',
    'HEAD',
    'POST',
    'OPTIONS',
    'TRACE',
    'CONNECT',
    'PRI',
    'get',
    '',
    'G\0T',
    'DELETE',
  ] as const;

  function request(base: string): string {
    const { host, pathname } = new URL(base);
    if (random() < 0.1) return letters(Math.floor(random() * 400));
    const start = pick(['/', pathname, pathname, '']);
    const target = start + Array.from({ length: Math.floor(random() * 4) }, () => pick(PIECES)).join('');
    const heads = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(HEADS).replace('LOCAL', host));
    const version = pick(['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/9', '']);
    return `${pick(METHODS)} ${target} ${version}\r\n${heads.join('\r\n')}\r\n\r\n${random() < 0.2 ? letters(20) : ''}`;
  }

  /** Sends text over a connection of its own; what comes back within a moment. */
  function send(base: string, text: string): Promise<string> {
    const { port } = new URL(base);
    return new Promise((resolve) => {
      let got = '';
      const socket =
        random() < 0.03
          ? net.connect(Number(port), '127.0.0.1')
          : tls.connect({ port: Number(port), host: '127.0.0.1', rejectUnauthorized: false });
      const end = () => {
        clearTimeout(patience);
        socket.destroy();
        resolve(got);
      };
      let patience: NodeJS.Timeout | undefined;
      socket.on(socket instanceof tls.TLSSocket ? 'secureConnect' : 'connect', () => {
        socket.write(text, 'latin1');
        if (random() < 0.1) end();
        // Requests without an end are never answered; a busy machine answers the others late.
        else patience = setTimeout(end, 600);
      });
      // The head of an answer is enough: most connections would stay open for the next request.
      socket.on('data', (chunk: Buffer) => ((got += chunk.toString('latin1')), end()));
      socket.on('error', end);
      socket.on('close', end);
    });
  }

  it(`the servers go on: ${REQUESTS} requests of every kind, and no secret in any answer`, async () => {
    const faults: unknown[] = [];
    const note = (error: unknown): void => void faults.push(error);
    process.on('uncaughtException', note).on('unhandledRejection', note);
    const counts = new Map<string, number>();
    let left = REQUESTS;
    const worker = async (): Promise<void> => {
      while (left-- > 0) {
        const base = left % 4 === 0 ? servers.addinUrl : servers.url;
        // A few plain ones among them, that get what they ask for.
        const { host, pathname } = new URL(servers.url);
        const isPlain = left % 80 === 1;
        const text = isPlain ? `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n\r\n` : request(base);
        const got = await send(base, text);
        const status = /^HTTP\/1\.1 (\d+)/.exec(got)?.[1] ?? 'none';
        counts.set(status, (counts.get(status) ?? 0) + 1);
        if (got.includes('secret') || /\n\s+at /.test(got)) faults.push([text, got]);
      }
    };
    await Promise.all(Array.from({ length: 12 }, worker));
    process.off('uncaughtException', note).off('unhandledRejection', note);
    expect(faults).toEqual([]);
    // The requests were of many kinds: some got content, some were refused in each of the ways.
    const seen = ['200', '400', '403', '404', '405', '421'].filter((status) => counts.has(status));
    expect(seen).toEqual(['200', '400', '403', '404', '405', '421']);
    expect([...counts.keys()].filter((status) => status.startsWith('5'))).toEqual([]);
    expect((await get(at(servers.url, 'open/0'))).body).toBe('a,b');
    expect((await get(at(servers.addinUrl, 'taskpane.html'))).body).toContain('pane');
  }, 180_000);

  it('the servers go on when a file goes away, or is asked for and not read', async () => {
    const file = path.join(folder, 'page/large.js');
    fs.writeFileSync(file, Buffer.alloc(20_000_000, 97));
    const { host, pathname } = new URL(servers.url);
    const text = `GET ${pathname}large.js HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
    const waiting = Array.from({ length: 8 }, () => send(servers.url, text));
    fs.rmSync(file);
    await Promise.all(waiting);
    expect((await get(at(servers.url, 'large.js'))).status).toBe(404);
    expect((await get(servers.url)).status).toBe(200);
  });
});

describe('a port that is taken', () => {
  /** A port whose neighbour is free too, held by a program of somebody else. */
  async function taken(host: string): Promise<{ port: number; release: () => Promise<unknown> }> {
    const holder = net.createServer();
    await new Promise<void>((resolve) => holder.listen(0, host, resolve));
    const { port } = holder.address() as net.AddressInfo;
    return { port, release: () => new Promise((resolve) => holder.close(resolve)) };
  }

  it('is named, whichever of the two it is', async () => {
    const { port, release } = await taken('127.0.0.1');
    await expect(startWorkbench([], port)).rejects.toThrow(`ポート ${port} は`);
    await expect(startWorkbench([], port - 1)).rejects.toThrow(new RegExp(`ポート (${port}|${port - 1}) は`));
    await release();
  });

  it('is found on the other address of localhost too, where somebody could listen for the token', async () => {
    if (!Object.values(os.networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'))) return;
    const { port, release } = await taken('::1');
    await expect(startWorkbench([], port)).rejects.toThrow(`ポート ${port} は`);
    await release();
    // The first address was given back.
    const again = await start(port);
    await again.close();
  });
});

describe('a URL path', () => {
  it('never names a file outside its folder', () => {
    expect(fileFor({ '/': '/srv/a' }, '/../b/x')).toBeNull();
    expect(fileFor({ '/': '/srv/a' }, '/..%2fb')).toBeNull();
    expect(fileFor({ '/': '/srv/a' }, '/x/.hidden')).toBeNull();
    expect(fileFor({ '/': '/srv/a' }, '//x')).toBeNull();
    expect(fileFor({ '/': '/srv/a' }, '/x:y')).toBeNull();
    expect(fileFor({ '/': '/srv/a' }, '/x')).toBe('/srv/a/x');
    expect(fileFor({ '/': '/srv/a' }, '/')).toBe('/srv/a/index.html');
    expect(fileFor({ '/': '/srv/a', '/o/': '/srv/o' }, '/o/y')).toBe('/srv/o/y');
  });
});
