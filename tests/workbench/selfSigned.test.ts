/** The certificate of the local servers: read and trusted as any other by what Node.js brings (OpenSSL). */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from '../../src/workbench/serve/selfSigned';

const DAY_MS = 86_400_000;

describe('the certificate made for a run', () => {
  const { key, cert } = selfSigned();
  const read = new X509Certificate(cert);

  it('is for this machine by each of its names, and for no other', () => {
    expect(read.checkHost('localhost')).toBe('localhost');
    expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(read.checkIP('::1')).toBe('::1');
    expect(read.checkHost('example.com')).toBeUndefined();
    expect(read.checkIP('127.0.0.2')).toBeUndefined();
  });

  it('is signed with its own key, and may sign no other', () => {
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(read.checkIssued(read)).toBe(true);
    expect(read.ca).toBe(false);
  });

  it('has a number that no other has', () => {
    expect(new X509Certificate(selfSigned().cert).serialNumber).not.toBe(read.serialNumber);
  });

  it.each(['2026-11-30T01:02:03.456Z', '2049-12-31T12:00:00Z', '2050-06-01T00:00:00Z'])(
    'is valid from the day before %s for a year after it',
    (now) => {
      const at = new Date(now);
      const { validFrom, validTo } = new X509Certificate(selfSigned(at).cert);
      const second = (text: string | Date) => Math.floor(new Date(text).getTime() / 1000);
      expect(second(validFrom)).toBe(second(at) - DAY_MS / 1000);
      expect(second(validTo)).toBe(second(at) + (365 * DAY_MS) / 1000);
    },
  );

  it('serves a page to a client that trusts it, and to no other', async () => {
    const server = https.createServer({ key, cert }, (_, response) => response.end('答え'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ask = (trusted: { readonly ca?: string }) =>
      new Promise<string>((resolve, reject) => {
        https
          .get({ host: 'localhost', family: 4, port, agent: false, ...trusted }, (response) => {
            response.setEncoding('utf8').on('data', resolve);
          })
          .on('error', reject);
      });
    try {
      await expect(ask({ ca: cert })).resolves.toBe('答え');
      await expect(ask({})).rejects.toThrow(/self-signed/);
    } finally {
      server.close();
    }
  });
});
