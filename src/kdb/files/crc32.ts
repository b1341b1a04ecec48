/** CRC-32 of ZIP members (APPNOTE 4.4.7: polynomial 0xEDB88320), four bytes at a time. */

/** Four tables of 256: the sums of one byte with none to three bytes behind it. */
const TABLE = new Int32Array(4 * 256);
for (let byte = 0; byte < 256; byte++) {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  TABLE[byte] = sum;
}
for (let place = 256; place < TABLE.length; place++) {
  const before = TABLE[place - 256]!;
  TABLE[place] = (before >>> 8) ^ TABLE[before & 255]!;
}

/** The sum of what `sum` stands for followed by `bytes`; begin with 0. */
export function crc32(bytes: Uint8Array, sum = 0): number {
  const table = TABLE;
  const { length } = bytes;
  let state = ~sum;
  let at = 0;
  for (const last = length - 3; at < last; at += 4) {
    state ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    state =
      table[768 + (state & 255)]! ^
      table[512 + ((state >>> 8) & 255)]! ^
      table[256 + ((state >>> 16) & 255)]! ^
      table[state >>> 24]!;
  }
  for (; at < length; at++) state = (state >>> 8) ^ table[(state ^ bytes[at]!) & 255]!;
  return ~state >>> 0;
}
