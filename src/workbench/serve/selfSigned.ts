/** A certificate for the servers of this machine, made for one run and signed by nobody but itself (X.509 v3, RFC 5280, in DER). */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** The tags of ASN.1 (X.690) that a certificate needs. */
const TAG = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, text: 0x0c, utc: 0x17, time: 0x18 };
const [SEQUENCE, SET] = [0x30, 0x31];
/** A field with a number of its own instead of a tag: simple, or made of others. */
const simple = (field: number): number => 0x80 | field;
const composed = (field: number): number => 0xa0 | field;

const OID = {
  commonName: '2.5.4.3',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
};
const DAY_MS = 86_400_000;
const DAYS = 365;
/** From this year on a time has four digits of its year. */
const LONG_YEARS = 2050;

/** One element: its tag, the length of what is inside, and what is inside. */
function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const inside = Buffer.concat(parts);
  const digits: number[] = [];
  for (let rest = inside.length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  const length = inside.length < 0x80 ? [inside.length] : [0x80 | digits.length, ...digits];
  return Buffer.concat([Buffer.from([tag, ...length]), inside]);
}

/** An object identifier: the first two numbers in one, each in groups of seven bits. */
function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((number) => {
    const groups = [number % 0x80];
    for (let left = Math.floor(number / 0x80); left > 0; left = Math.floor(left / 0x80)) {
      groups.unshift(0x80 | (left % 0x80));
    }
    return groups;
  });
  return element(TAG.oid, Buffer.from(bytes));
}

function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/\.\d+|[-:T]/g, '');
  return at.getUTCFullYear() < LONG_YEARS
    ? element(TAG.utc, Buffer.from(digits.slice(2)))
    : element(TAG.time, Buffer.from(digits));
}

const YES = element(TAG.boolean, Buffer.from([0xff]));

function extension(name: string, value: Buffer, critical = false): Buffer {
  return element(SEQUENCE, oid(name), ...(critical ? [YES] : []), element(TAG.octets, value));
}

/** A file of text around the bytes. */
function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/**
 * A key and a certificate for `localhost`, 127.0.0.1 and ::1, as PEM; valid from a day before `now` for a year.
 *
 * @param now default: the clock
 */
export function selfSigned(now = new Date()): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = element(SEQUENCE, oid(OID.ecdsaWithSha256));
  const name = element(
    SEQUENCE,
    element(SET, element(SEQUENCE, oid(OID.commonName), element(TAG.text, Buffer.from('localhost')))),
  );
  const names = element(
    SEQUENCE,
    element(simple(2), Buffer.from('localhost')),
    element(simple(7), Buffer.from([127, 0, 0, 1])),
    element(simple(7), Buffer.from([...new Array<number>(15).fill(0), 1])),
  );
  const signed = element(
    SEQUENCE,
    // Version 3, a number that no other run gives, and of at most 20 bytes with a sign that is positive.
    element(composed(0), element(TAG.integer, Buffer.from([2]))),
    element(TAG.integer, Buffer.from([0x40]), randomBytes(15)),
    algorithm,
    name,
    element(SEQUENCE, time(new Date(now.getTime() - DAY_MS)), time(new Date(now.getTime() + DAYS * DAY_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(
      composed(3),
      element(
        SEQUENCE,
        extension(OID.basicConstraints, element(SEQUENCE), true),
        extension(OID.extendedKeyUsage, element(SEQUENCE, oid(OID.serverAuth))),
        extension(OID.subjectAltName, names),
      ),
    ),
  );
  const signature = element(TAG.bits, Buffer.from([0]), sign('sha256', signed, privateKey));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', element(SEQUENCE, signed, algorithm, signature)),
  };
}
