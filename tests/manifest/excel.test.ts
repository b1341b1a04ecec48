/** The command that loads the add-in into desktop Excel: its arguments, its refusal where there is no Excel, its server. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileFor, handlerFor } from '../../tools/excel/server.mjs';

const COMMAND = path.resolve(__dirname, '../../tools/excel.mjs');
const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8' });

describe('npm run excel', () => {
  it('explains itself', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--serve-only');
  });

  it('refuses an argument that it does not know', () => {
    const { status, stderr } = run('--web');
    expect(status).toBe(2);
    expect(stderr).toContain('引数「--web」が分かりません');
  });

  // Skipped on Windows and macOS, because there it would start Excel.
  const elsewhere = ['win32', 'darwin'].includes(process.platform) ? describe.skip : describe;
  elsewhere('where there is no desktop Excel', () => {
    it.each([[[]], [['--serve-only']], [['--stop']]])('says so in a sentence and ends with 1: %j', (args) => {
      const { status, stdout, stderr } = run(...args);
      expect(status).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^デスクトップ版 Excel は Windows と macOS にだけあるため/);
    });
  });
});

describe('the server of the add-in', () => {
  const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-server-'));
  const folder = path.join(outside, 'addin');
  fs.mkdirSync(path.join(folder, 'assets'), { recursive: true });
  fs.writeFileSync(path.join(outside, 'secret.txt'), 'secret');
  fs.writeFileSync(path.join(folder, 'taskpane.html'), '<html lang="ja"></html>');
  fs.writeFileSync(path.join(folder, 'functions.json'), '{}');
  fs.writeFileSync(path.join(folder, 'assets/icon-16.png'), 'png');
  const server = http.createServer(handlerFor(folder));
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    fs.rmSync(outside, { recursive: true });
  });

  it.each([
    ['/taskpane.html?_host_Info=Excel$Win32', 'text/html; charset=utf-8'],
    ['/functions.json', 'application/json; charset=utf-8'],
    ['/assets/icon-16.png', 'image/png'],
  ])('gives %s as %s, never cached', async (address, type) => {
    const response = await fetch(origin + address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe('no-store');
    await response.text();
  });

  it('gives nothing outside its folder, nothing hidden, and no folder', () => {
    const long = `/${'x'.repeat(300)}`;
    for (const asked of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/assets',
      '/.git/config',
      '/%',
      '/nothing.js',
      '//',
      '/%00',
      long,
    ]) {
      expect([asked, fileFor(folder, asked)]).toEqual([asked, null]);
    }
  });

  it('answers reading requests only', async () => {
    expect((await fetch(`${origin}/taskpane.html`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${origin}/none.html`)).status).toBe(404);
  });
});
