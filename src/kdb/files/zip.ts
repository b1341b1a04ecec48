/** Entries of a ZIP file: names in UTF-8 or CP932, contents inflated piece by piece. */
import { Inflate } from 'fflate';
import type { ByteSource } from './byteSource';
import { crc32 } from './crc32';
import { MOST_UNPACKED, SUSPICIOUS_RATIO, SUSPICIOUS_SIZE } from './limits';
import { nodeZlib } from './nodeZlib';
import { AnalystError } from '../errors';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: ByteSource;
  /** Bytes that it unpacks to. */
  readonly size: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const FULL_32 = 0xffffffff;
const ZIP64_EXTRA = 1;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
const UTF8_FLAG = 1 << 11;
/** Compressed bytes that are inflated at once. */
const PIECE = 1 << 16;

/** Whether bytes begin like a ZIP file, which an xlsx is too: the first four tell. */
export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))
  );
}

/** Names without the UTF-8 flag: UTF-8 when they are valid, else CP932, as Japanese Windows writes them. */
function nameOf(bytes: Uint8Array, flags: number): string {
  if ((flags & UTF8_FLAG) === 0) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('shift_jis').decode(bytes);
    }
  }
  return new TextDecoder().decode(bytes);
}

function endOfDirectory(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return -1;
}

/** Where the directory begins and how many entries it has; ZIP64 files keep both in a record of their own. */
function directoryOf(view: DataView, end: number): { readonly at: number; readonly count: number } {
  const locator = end - 20;
  if (locator >= 0 && view.getUint32(locator, true) === ZIP64_LOCATOR) {
    const record = Number(view.getBigUint64(locator + 8, true));
    if (view.getUint32(record, true) === ZIP64_END) {
      return { at: Number(view.getBigUint64(record + 48, true)), count: Number(view.getBigUint64(record + 32, true)) };
    }
  }
  return { at: view.getUint32(end + 16, true), count: view.getUint16(end + 10, true) };
}

/** Sizes and offset of an entry, from its ZIP64 field where the 32-bit ones are full. */
function extent(
  view: DataView,
  at: number,
  extraAt: number,
  extraLength: number,
): { size: number; packed: number; offset: number } {
  let [packed, size, offset] = [
    view.getUint32(at + 20, true),
    view.getUint32(at + 24, true),
    view.getUint32(at + 42, true),
  ];
  for (let field = extraAt; field + 4 <= extraAt + extraLength; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== ZIP64_EXTRA) continue;
    let next = field + 4;
    const long = (): number => {
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    if (size === FULL_32) size = long();
    if (packed === FULL_32) packed = long();
    if (offset === FULL_32) offset = long();
  }
  return { size, packed, offset };
}

/** What is said of a member. */
interface Member {
  readonly data: Uint8Array;
  readonly method: number;
  readonly size: number;
  readonly sum: number;
  /** Once its sum was found right it is not asked again. */
  isChecked: boolean;
}

/** Members up to this size are inflated at once where Node does it. */
const MOST_AT_ONCE = 1 << 25;

/** A sound member of a small size, inflated by Node; null for all others, and where this runs elsewhere. */
function inflatedAtOnce({ data, method, size, sum }: Member): Uint8Array | null {
  const zlib = method === DEFLATED && size > 0 && size <= MOST_AT_ONCE ? nodeZlib() : null;
  if (zlib === null) return null;
  try {
    const content = zlib.inflateRawSync(data, { maxOutputLength: size });
    return content.length === size && zlib.crc32(content) === sum ? content : null;
  } catch {
    // What is wrong with it is found, and said, piece by piece.
    return null;
  }
}

/**
 * Inflates piece by piece; a broken or cut-off stream is reported, and so is one of another size or another sum than declared.
 * No more than the declared size is ever made.
 */
function* inflated(file: string, member: Member): Generator<Uint8Array> {
  const { data, method, size } = member;
  const damaged = (reason: string): AnalystError => new AnalystError('file.unreadable', { file, reason });
  const whole = inflatedAtOnce(member);
  if (whole !== null) {
    yield whole;
    return;
  }
  let written = 0;
  let sum = 0;
  const ready: Uint8Array[] = [];
  const inflate = method === DEFLATED ? new Inflate((piece) => ready.push(piece)) : null;
  for (let start = 0; start < data.length || start === 0; start += PIECE) {
    const piece = data.subarray(start, start + PIECE);
    if (!inflate) ready.push(piece);
    else {
      try {
        inflate.push(piece, start + PIECE >= data.length);
      } catch {
        throw damaged('ZIP の中身が壊れています');
      }
    }
    for (const part of ready.splice(0)) {
      written += part.length;
      if (written > size) throw damaged('ZIP の中身が壊れています。記録された大きさと違います');
      if (!member.isChecked) sum = crc32(part, sum);
      if (part.length > 0) yield part;
    }
  }
  if (written !== size) throw damaged('ZIP の中身が途中で切れています');
  if (!member.isChecked && sum !== member.sum)
    throw damaged('ZIP の中身が壊れています。検査の値（CRC-32）が合いません');
  member.isChecked = true;
}

/**
 * The files in a ZIP, without folders.
 * @throws AnalystError file.unreadable when it is damaged, encrypted or packed in an unknown way, file.tooLarge
 */
export function zipEntries(file: string, bytes: Uint8Array): ZipEntry[] {
  try {
    return readDirectory(file, bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new AnalystError('file.unreadable', { file, reason: 'ZIP が壊れています' });
    throw error;
  }
}

function readDirectory(file: string, bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = (reason: string): AnalystError => new AnalystError('file.unreadable', { file, reason });
  const end = bytes.length < 22 ? -1 : endOfDirectory(view);
  if (end < 0) throw broken('ZIP が途中で切れています');
  const directory = directoryOf(view, end);
  let unpacked = 0;
  const entries: ZipEntry[] = [];
  let at = directory.at;
  for (let index = 0; index < directory.count; index++) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw broken('ZIP が壊れています');
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      view.getUint16(at + offset, true),
    ) as [number, number, number];
    const name = nameOf(bytes.subarray(at + 46, at + 46 + nameLength), flags);
    const sum = view.getUint32(at + 16, true);
    const { size, packed, offset } = extent(view, at, at + 46 + nameLength, extraLength);
    at += 46 + nameLength + extraLength + commentLength;
    if (name.endsWith('/')) continue;
    if ((flags & ENCRYPTED_FLAG) !== 0) throw broken('パスワード付きの ZIP です。パスワードを外してください');
    if (method !== STORED && method !== DEFLATED) throw broken('ZIP の圧縮方式に対応していません');
    if (view.getUint32(offset, true) !== LOCAL_ENTRY) throw broken('ZIP が壊れています');
    const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    if (start + packed > bytes.length) throw broken('ZIP が途中で切れています');
    const data = bytes.subarray(start, start + packed);
    unpacked += size;
    const place = `${file}/${name}`;
    assertHonest(place, size, packed, MOST_UNPACKED);
    const member: Member = { data, method, size, sum, isChecked: false };
    entries.push({ name, size, bytes: () => inflated(place, member) });
  }
  // Entries may share their packed bytes, or be many: the archive as a whole is no honest one either.
  assertHonest(file, unpacked, bytes.length, Infinity);
  return entries;
}

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('ja-JP')} MiB`;

/** Refuses what unpacks to more than it may. */
function assertHonest(file: string, size: number, packed: number, most: number): void {
  if (size > most)
    throw new AnalystError('file.tooLarge', { file, what: `展開すると ${mebibytes(size)}`, limit: mebibytes(most) });
  const ratio = Math.floor(size / Math.max(1, packed));
  if (size > SUSPICIOUS_SIZE && size > SUSPICIOUS_RATIO * packed)
    throw new AnalystError('file.tooLarge', {
      file,
      what: `展開すると ${mebibytes(size)}、圧縮された大きさの ${ratio.toLocaleString('ja-JP')} 倍`,
      limit: `${mebibytes(SUSPICIOUS_SIZE)} を超えるものは ${SUSPICIOUS_RATIO} 倍`,
    });
}
