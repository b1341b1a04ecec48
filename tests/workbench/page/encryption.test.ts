/** What the browser keeps comes back as it was, to whoever has the key, and to nobody else. */
import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, hashOf, keyFrom } from '../../../src/workbench/page/state/encryption';

const key = () => keyFrom(randomBytes(32).toString('base64url'));
const VALUE = {
  name: '見本花子',
  row: [0, 1, 1.5, -3],
  value: ['', '00000001', null, true, false, 18.1, '=1', '\u0000\uD83D\uDE00'],
  layout: {
    widths: new Map([[1, 64.5]]),
    hidden: new Set([3, 5]),
    links: new Map([['A1', { address: '#x' }]]),
    merges: [],
  },
};

test('comes back with its maps and sets', async () => {
  const own = await key();
  expect(await decrypt(own, 'place', await encrypt(own, 'place', VALUE))).toEqual(VALUE);
});

test('is bytes without the text, others each time', async () => {
  const own = await key();
  const [one, other] = [await encrypt(own, 'place', VALUE), await encrypt(own, 'place', VALUE)];
  for (const { bytes } of [one, other]) expect(Buffer.from(bytes).includes('見本花子')).toBe(false);
  expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(false);
  expect(one.nonce).not.toEqual(other.nonce);
});

test('is refused under another key, in another place, and when a byte has changed', async () => {
  const own = await key();
  const encrypted = await encrypt(own, 'place', VALUE);
  await expect(decrypt(await key(), 'place', encrypted)).rejects.toThrow();
  await expect(decrypt(own, 'other', encrypted)).rejects.toThrow();
  const changed = new Uint8Array(encrypted.bytes.slice(0));
  changed[5]! ^= 1;
  await expect(decrypt(own, 'place', { ...encrypted, bytes: changed.buffer })).rejects.toThrow();
});

test('the key cannot be read out again', async () => {
  await expect(crypto.subtle.exportKey('raw', await key())).rejects.toThrow();
});

test('files of one name and length are told apart by their content', async () => {
  const hash = (text: string) => hashOf(new TextEncoder().encode(text));
  expect(await hash('BMI,18.1')).not.toBe(await hash('BMI,28.1'));
  expect(await hash('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
