/** The local servers give out their folders and nothing else, to this machine only, under a content security policy. */
import fs from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { fileFor, startServers, type WorkbenchServers } from '../../src/workbench/serve/server';

function get(url: string, method = 'GET'): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const request = https.request(url, { method, rejectUnauthorized: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject);
    request.end();
  });
}

describe('the local servers', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-'));
  let servers: WorkbenchServers;

  beforeAll(async () => {
    for (const name of ['page', 'addin', 'office']) fs.mkdirSync(path.join(folder, name));
    fs.writeFileSync(path.join(folder, 'page/index.html'), '<p>page</p>');
    fs.writeFileSync(path.join(folder, 'addin/taskpane.html'), '<p>pane</p>');
    fs.writeFileSync(path.join(folder, 'office/office.js'), '/* office */');
    fs.writeFileSync(path.join(folder, 'secret.txt'), 'secret');
    servers = await startServers({
      pageDir: path.join(folder, 'page'),
      addinDir: path.join(folder, 'addin'),
      officeDir: path.join(folder, 'office'),
      files: [{ name: '一.csv', bytes: new TextEncoder().encode('a,b') }],
      port: 0,
    });
  });

  afterAll(async () => {
    await servers.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('serve the page and tell it where the add-in and the files to open are', async () => {
    expect((await get(`${servers.url}/`)).body).toContain('page');
    const told = JSON.parse((await get(`${servers.url}/workbench.json`)).body);
    expect(told).toEqual({ addin: servers.addinUrl, files: [{ name: '一.csv', url: '/open/0' }] });
    expect((await get(`${servers.url}/open/0`)).body).toBe('a,b');
  });

  it('serve the add-in and Office.js on an origin of their own', async () => {
    expect(new URL(servers.addinUrl).origin).not.toBe(new URL(servers.url).origin);
    expect((await get(`${servers.addinUrl}/taskpane.html`)).body).toContain('pane');
    expect((await get(`${servers.addinUrl}/office-js/office.js`)).body).toContain('office');
  });

  it('let the page talk to nobody but itself and the add-in', async () => {
    const policy = String((await get(`${servers.url}/`)).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src 'self' ${servers.addinUrl}`);
    expect(policy).not.toMatch(/unsafe-eval|\*|http:/);
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%', '/nothing.js'])(
    'answer 404 to %s',
    async (at) => {
      expect((await get(servers.url + at)).status).toBe(404);
    },
  );

  it('take no request that would change anything', async () => {
    expect((await get(`${servers.url}/`, 'POST')).status).toBe(405);
  });
});

describe('a URL path', () => {
  it('never names a file outside its folder', () => {
    expect(fileFor({ '/': '/srv/a' }, '/../b/x')).toBeNull();
    expect(fileFor({ '/': '/srv/a' }, '/..%2fb')).toBeNull();
    expect(fileFor({ '/': '/srv/a' }, '/x')).toBe('/srv/a/x');
    expect(fileFor({ '/': '/srv/a', '/o/': '/srv/o' }, '/o/y')).toBe('/srv/o/y');
  });
});
