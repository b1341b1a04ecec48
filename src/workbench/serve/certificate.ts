/** The certificate of the local servers: the trusted development one where it is installed, else one made for this run. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Whether the browser will accept it without a warning. */
  readonly trusted: boolean;
}

/** Where `npm run excel` keeps the development certificate that the system trusts. */
const DEVELOPMENT_FOLDER = path.join(os.homedir(), '.office-addin-dev-certs');

function developmentCertificate(): Certificate | null {
  const [key, cert] = ['localhost.key', 'localhost.crt'].map((name) => path.join(DEVELOPMENT_FOLDER, name));
  if (!fs.existsSync(key!) || !fs.existsSync(cert!)) return null;
  return { key: fs.readFileSync(key!, 'utf8'), cert: fs.readFileSync(cert!, 'utf8'), trusted: true };
}

/** Office.js talks only to an https page, even on this machine. */
export async function localCertificate(): Promise<Certificate> {
  const installed = developmentCertificate();
  if (installed) return installed;
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert, trusted: false };
}
