/** Bytes of a file as they come: in memory as one, or piece by piece. */

/** Bytes of a file, in pieces; may be asked for again and starts from the top each time. */
export type ByteSource = (() => Iterable<Uint8Array>) & {
  /** All bytes, where they are in memory as one. */
  readonly whole?: Uint8Array;
};

/** Size of the pieces that are decoded at once. */
const PIECE = 1 << 18;
/** Bytes in memory as a source of pieces. */
export function piecesOf(bytes: Uint8Array): ByteSource {
  function* pieces(): Generator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += PIECE) yield bytes.subarray(start, start + PIECE);
  }
  return Object.assign(pieces, { whole: bytes });
}

/** The first bytes of a source. */
export function head(bytes: ByteSource, length: number): Uint8Array {
  const found = new Uint8Array(length);
  let filled = 0;
  for (const piece of bytes()) {
    const part = piece.subarray(0, length - filled);
    found.set(part, filled);
    filled += part.length;
    if (filled === length) break;
  }
  return found.subarray(0, filled);
}

/** Pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Bytes of the mark of UTF-8. */
export const UTF8_MARK_LENGTH = 3;

/** The bytes behind a byte order mark. */
export function withoutMark(bytes: ByteSource): ByteSource {
  if (bytes.whole) return piecesOf(bytes.whole.subarray(UTF8_MARK_LENGTH));
  function* pieces(): Generator<Uint8Array> {
    let skipped = 0;
    for (const piece of bytes()) {
      const from = Math.min(piece.length, UTF8_MARK_LENGTH - skipped);
      skipped += from;
      if (piece.length > from) yield piece.subarray(from);
    }
  }
  return pieces;
}
