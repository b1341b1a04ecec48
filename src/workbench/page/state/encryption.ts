/** Values as bytes that only the holder of a key can read: what the browser keeps must be nothing to another server. */

const NONCE_BYTES = 12;
const MAP = '#map';
const SET = '#set';

/** Bytes under a key, with the nonce that they were encrypted with. */
export interface Encrypted {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/** A key for AES-GCM from its 32 bytes in base64url; it cannot be read out again. */
export function keyFrom(text: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** The SHA-256 of bytes in hexadecimal digits. */
export async function hashOf(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const asJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map) return { [MAP]: [...part] };
    return part instanceof Set ? { [SET]: [...part] } : part;
  });

const fromJson = (text: string): unknown =>
  JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    if (MAP in part) return new Map(part[MAP] as [unknown, unknown][]);
    return SET in part ? new Set(part[SET] as unknown[]) : part;
  });

/** Through a stream that packs or unpacks. */
const through = (bytes: BufferSource, way: CompressionStream | DecompressionStream): Promise<ArrayBuffer> =>
  new Response(
    new Blob([bytes]).stream().pipeThrough(way as ReadableWritablePair<Uint8Array, BufferSource>),
  ).arrayBuffer();

const additionalOf = (place: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(place);

/** Plain data (with maps and sets) under a key. It can be read only as what stands in `place`. */
export async function encrypt(key: CryptoKey, place: string, value: unknown): Promise<Encrypted> {
  const packed = await through(new TextEncoder().encode(asJson(value)), new CompressionStream('gzip'));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: additionalOf(place) };
  return { nonce, bytes: await crypto.subtle.encrypt(algorithm, key, packed) };
}

/** The data again. Rejects for another key, another place, or changed bytes. */
export async function decrypt(key: CryptoKey, place: string, { nonce, bytes }: Encrypted): Promise<unknown> {
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: additionalOf(place) };
  const packed = await crypto.subtle.decrypt(algorithm, key, bytes);
  return fromJson(new TextDecoder().decode(await through(packed, new DecompressionStream('gzip'))));
}
