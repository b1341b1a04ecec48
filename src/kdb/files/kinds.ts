/** What a file is that is no CSV, xlsx or ZIP of them, and how it becomes one: told by its bytes, never by its name. */
import { AnalystError } from '../errors';

/** A kind of file that is not read. */
export interface Kind {
  /** As analysts know it. */
  readonly kind: string;
  readonly how: string;
}

const SAVE_AS_XLSX = 'Excel で開き、「名前を付けて保存」で「Excel ブック (.xlsx)」にしたものを選んでください';
const UNPACK = '中のファイルを取り出して、CSV か xlsx を選んでください';
const NO_TABLE = '表のデータではありません。CSV・xlsx・ZIP の書き出しを選んでください';
const EXPORT_AGAIN = '元のシステムから CSV か xlsx で書き出し直してください';

const spreadsheet = (kind: string): Kind => ({ kind, how: SAVE_AS_XLSX });
const archive = (kind: string): Kind => ({ kind, how: UNPACK });
const other = (kind: string): Kind => ({ kind, how: NO_TABLE });
const data = (kind: string): Kind => ({ kind, how: EXPORT_AGAIN });

/** The refusal of a file of a kind. */
export function foreign(file: string, { kind, how }: Kind): AnalystError {
  return new AnalystError('file.foreign', { file, kind, how });
}

/** First bytes (as Latin-1 text) at a place of the file. */
const SIGNATURES: readonly (readonly [string, Kind, number?])[] = [
  ['\x89PNG', other('画像（PNG）')],
  ['\xff\xd8\xff', other('画像（JPEG）')],
  ['GIF8', other('画像（GIF）')],
  ['BM', other('画像（BMP）')],
  ['II*\0', other('画像（TIFF）')],
  ['MM\0*', other('画像（TIFF）')],
  ['RIFF', other('画像や音声（RIFF）')],
  ['%PDF', other('PDF')],
  ['{\\rtf', other('文書（RTF）')],
  ['MZ', other('プログラム（exe）')],
  ['\x1f\x8b', archive('圧縮ファイル（gzip）')],
  ["7z\xbc\xaf'\x1c", archive('圧縮ファイル（7z）')],
  ['Rar!', archive('圧縮ファイル（RAR）')],
  ['BZh', archive('圧縮ファイル（bzip2）')],
  ['\xfd7zXZ', archive('圧縮ファイル（xz）')],
  ['\x28\xb5\x2f\xfd', archive('圧縮ファイル（zstd）')],
  ['MSCF', archive('圧縮ファイル（cab）')],
  ['-lh', archive('圧縮ファイル（LZH）'), 2],
  ['ustar', archive('圧縮ファイル（tar）'), 257],
  ['SQLite format 3\0', data('データベース（SQLite）')],
  ['PAR1', data('データファイル（Parquet）')],
  ['$FL2', data('データファイル（SPSS）')],
  ['Standard Jet DB', data('データベース（Access）'), 4],
  ['Standard ACE DB', data('データベース（Access）'), 4],
  ['\x09\0\x04\0', spreadsheet('古い形式の Excel（xls、BIFF2）')],
  ['\x09\x02\x06\0', spreadsheet('古い形式の Excel（xls、BIFF3）')],
  ['\x09\x04\x06\0', spreadsheet('古い形式の Excel（xls、BIFF4）')],
  ['\x09\x08\x08\0', spreadsheet('古い形式の Excel（xls、BIFF5）')],
  ['\x09\x08\x10\0', spreadsheet('古い形式の Excel（xls、BIFF8）')],
];

/** Signatures of two letters are words of a text too: these need a byte that no text has. */
const SHORT = 3;
const COMPOUND = '\xd0\xcf\x11\xe0';
/** Names of the streams in a compound file, in UTF-16. */
const STREAMS: readonly (readonly [string, Kind])[] = [
  ['EncryptedPackage', { kind: 'パスワード付きの Excel ファイル', how: 'パスワードを外して保存し直してください' }],
  ['WordDocument', other('古い形式の Word 文書')],
  ['PowerPoint Document', other('古い形式の PowerPoint')],
  ['Workbook', spreadsheet('古い形式の Excel（xls、BIFF8）')],
  ['Book', spreadsheet('古い形式の Excel（xls、BIFF5）')],
];

/** How much of a file is looked at for a text format, and for the streams of a compound file. */
const HEAD = 1 << 13;
const STREAM_HEAD = 1 << 20;

function latin1(bytes: Uint8Array, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, length));
}

function compound(bytes: Uint8Array): Kind {
  const narrow = (part: Uint8Array): string => latin1(part, part.length).replaceAll('\0', '');
  // The names of the streams stand in a directory that may be anywhere: at the beginning or at the end in practice.
  const names = narrow(bytes.subarray(0, STREAM_HEAD)) + narrow(bytes.subarray(-STREAM_HEAD));
  return (
    STREAMS.find(([name]) => names.includes(name))?.[1] ?? {
      kind: '古い形式（xls など）か、パスワード付きのファイル',
      how: `パスワードを外すか、${SAVE_AS_XLSX}`,
    }
  );
}

/** Text formats of spreadsheets and pages by their first words; spaces and a byte order mark are left out. */
const TEXTS: readonly (readonly [RegExp, Kind])[] = [
  [/^(<\?xml[^>]*>\s*)?(<\?mso-application[^>]*excel\.sheet|(<!--[\s\S]*?-->\s*)*<(\w+:)?workbook[\s>][\s\S]*urn:schemas-microsoft-com)/i, spreadsheet('XML スプレッドシート 2003（SpreadsheetML）')],
  [/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<office:document[\s>]/i, spreadsheet('OpenDocument（FODS、フラット XML）')],
  [/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body|table|meta|style|script|div)[\s>]/i, spreadsheet('HTML（Web ページ）')],
  [/^mime-version:|^content-type:\s*multipart|^from:.*\n(.*\n)*?mime-version:/i, spreadsheet('Web アーカイブ（MHTML）')],
  [/^ID;P[^\r\n]*[\r\n]+(ID|[A-Z]{1,2});/, spreadsheet('SYLK（slk）')],
  [/^TABLE\s*[\r\n]+0,1[\r\n]+/i, spreadsheet('DIF')],
  [/^<\?xml[\s?]/i, data('XML')],
  [/^[[{]\s*["{[]/, data('JSON')],
]; // prettier-ignore

/** The beginning of a text in whatever encoding: its ASCII characters are what formats are told by. */
function beginning(bytes: Uint8Array): string {
  const text = latin1(bytes, HEAD).replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  return text.replaceAll('\0', '').trimStart();
}

/** What the bytes of a file are known to be, where that is neither CSV, xlsx nor ZIP; null for all others. */
export function foreignKind(bytes: Uint8Array): Kind | null {
  const start = latin1(bytes, 264);
  if (start.startsWith(COMPOUND)) return compound(bytes);
  for (const [signature, kind, at = 0] of SIGNATURES) {
    if (!start.startsWith(signature, at)) continue;
    if (signature.length >= SHORT || bytes.subarray(0, HEAD).includes(0)) return kind;
  }
  const text = beginning(bytes);
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Entries of a ZIP by which other kinds than xlsx are known. */
const PARTS: readonly (readonly [RegExp, Kind])[] = [
  [/^xl\/workbook\.bin$/i, spreadsheet('Excel バイナリ ブック（xlsb）')],
  [/^word\//i, other('Word 文書（docx）')],
  [/^ppt\//i, other('PowerPoint（pptx）')],
  [/^visio\//i, other('Visio の図')],
  [/^Index\/.*\.iwa$|^Index\.zip$/i, spreadsheet('Numbers の表')],
  [/^META-INF\/MANIFEST\.MF$/i, other('Java のプログラム（jar）')],
];

const MIME_TYPES: readonly (readonly [RegExp, Kind])[] = [
  [/opendocument\.spreadsheet/, spreadsheet('OpenDocument の表（ods）')],
  [/opendocument\.text/, other('OpenDocument の文書（odt）')],
  [/opendocument/, other('OpenDocument のファイル')],
  [/epub/, other('電子書籍（epub）')],
];

/** What a ZIP is by its entries, where it is no xlsx and no archive of exports; null for all others. `mimeType` is that entry. */
export function packedKind(names: readonly string[], mimeType: string): Kind | null {
  const byType = MIME_TYPES.find(([pattern]) => pattern.test(mimeType))?.[1];
  if (byType) return byType;
  const found = PARTS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
  if (found) return found;
  return names.some((name) => /^\[Content_Types\]\.xml$/i.test(name)) ? other('Office のファイル') : null;
}

/** An archive inside of an archive. */
export const NESTED = archive('ZIP の中の ZIP');
