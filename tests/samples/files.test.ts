/** The bundled sample files: what the generator makes, byte for byte, and the quirks that they are meant to have. */
import fs from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import {
  csvBytes,
  csvChunks,
  DEFAULTS,
  generatePersons,
  participantsFile,
  sampleFiles,
  SYNTHETIC_NOTICE,
  workbookBytes,
} from '../../tools/samples';

const SAMPLES = path.resolve(__dirname, '../../samples');
const HEADER_LINE = 4;

const files = sampleFiles();
const textOf = (bytes: Uint8Array): string => new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
const rowsOf = (bytes: Uint8Array): string[][] => Papa.parse<string[]>(textOf(bytes).trimEnd()).data;
const bodyOf = (name: string): string[][] => {
  const file = files.find((one) => one.name.startsWith(name));
  if (!file) throw new Error(`no sample file ${name}`);
  return rowsOf(csvBytes(file)).slice(HEADER_LINE + 1);
};

describe('the generator', () => {
  it('makes the same bytes from the same seed, and others from another', () => {
    const bytes = (seed: number): Buffer =>
      Buffer.concat(sampleFiles({ seed, size: 200 }).map((file) => Buffer.from(csvBytes(file))));
    expect(bytes(5).equals(bytes(5))).toBe(true);
    expect(bytes(5).equals(bytes(6))).toBe(false);
  });

  it('makes registers of different sizes that begin alike', () => {
    const [small, large] = [20, 50].map((size) => [...generatePersons({ size })]);
    expect(large!.slice(0, 20)).toEqual(small);
  });

  it('hands a file out in chunks that join to the whole', () => {
    const [register] = sampleFiles({ size: 20_000 });
    const chunks = [...csvChunks(register!)];
    expect(chunks.length).toBeGreaterThan(1);
    expect(Buffer.concat(chunks).equals(Buffer.from(csvBytes(register!)))).toBe(true);
  });
});

describe('the bundled csv files', () => {
  it.each(files.map((file) => [file.name, file] as const))('%s is what the generator makes', (name, file) => {
    const committed = fs.readFileSync(path.join(SAMPLES, `${name}.csv`));
    expect(committed.equals(Buffer.from(csvBytes(file)))).toBe(true);
  });

  it.each(files.map((file) => [file.name, file] as const))(
    '%s is CP932 with CRLF, quoted, says that it is synthetic, and has its header in the fifth line',
    (_, file) => {
      const text = textOf(csvBytes(file));
      expect(text.split('\r\n').join('')).not.toMatch(/[\r\n]/);
      const lines = text.split('\r\n');
      expect(lines[HEADER_LINE]).toMatch(/^"被保険者番号","/);
      expect(lines.slice(0, HEADER_LINE).join('')).toContain(SYNTHETIC_NOTICE);
      const widths = new Set(rowsOf(csvBytes(file)).slice(HEADER_LINE).map((row) => row.length));
      expect([...widths]).toEqual([file.columns.length]);
    },
  );

  it('hold the quirks of real exports: a total, separators, strangers, doubled check-ups, people who left', () => {
    const register = bodyOf('被保険者台帳');
    const known = new Set(register.map(([id]) => id));
    expect(register).toHaveLength(DEFAULTS.size);
    expect(register.filter((row) => row[7] !== '').length).toBeGreaterThan(20);

    const receipts = bodyOf('レセプト集計');
    expect(receipts.at(-1)?.[0]).toBe('合計');
    const points = receipts.map((row) => Number(row[23]!.replaceAll(',', '')));
    expect(points.at(-1)).toBe(points.slice(0, -1).reduce((sum, value) => sum + value, 0));
    expect(receipts.some((row) => row[23]!.includes(','))).toBe(true);

    const checkups = bodyOf('健診_令和7年度').map(([id]) => id);
    expect(checkups.filter((id) => !known.has(id))).toHaveLength(3);
    expect(checkups.length - new Set(checkups).size).toBeGreaterThan(3);
  });

  it('hold check-ups of their own fiscal year only, each file in its own way of writing dates', () => {
    for (const [, date] of bodyOf('健診_令和7年度')) {
      expect(date! >= '20250401' && date! <= '20260331').toBe(true);
    }
    for (const [, date] of bodyOf('健診_令和6年度')) expect(date).toMatch(/^R[67]\.\d{1,2}\.\d{1,2}$/);
  });
});

describe('the list of participants of 通いの場', () => {
  const list = participantsFile();
  const rows = rowsOf(csvBytes(list)).slice(HEADER_LINE);

  it('is what the generator makes, says that it is synthetic, and marks each person once', () => {
    const committed = fs.readFileSync(path.join(SAMPLES, `${list.name}.csv`));
    expect(committed.equals(Buffer.from(csvBytes(list)))).toBe(true);
    expect(textOf(committed)).toContain(SYNTHETIC_NOTICE);
    expect(rows[0]).toEqual(['被保険者番号', '通いの場参加']);
    expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length);
    expect(new Set(rows.slice(1).map(([, mark]) => mark))).toEqual(new Set(['○']));
  });

  it('holds insured persons who can go out only, some hundreds of them', () => {
    const isInsured = (left: string): boolean => left === '' || new Date(left) > new Date('2026/3/31');
    const eligible = new Set(
      bodyOf('被保険者台帳').flatMap((row) => (isInsured(row[7]!) && row[8] === '' ? [row[0]] : [])),
    );
    expect(rows.length).toBeGreaterThan(150);
    expect(rows.slice(1).filter(([id]) => !eligible.has(id))).toEqual([]);
  });
});

describe('the bundled workbook', () => {
  const committed = fs.readFileSync(path.join(SAMPLES, 'サンプル一式.xlsx'));

  it('is what the generator makes', async () => {
    // Compared part by part: how hard a part is compressed may differ between versions of Node.
    const made = unzipSync(await workbookBytes(files));
    const parts = unzipSync(committed);
    expect(Object.keys(parts)).toEqual(Object.keys(made));
    for (const [name, bytes] of Object.entries(made)) expect([name, Buffer.compare(parts[name]!, bytes)]).toEqual([name, 0]);
  });

  it('holds a sheet for each file, with numbers as text and dates as dates', async () => {
    const workbook = await readXlsx(committed);
    expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(files.map((file) => file.name));
    const [register] = workbook.sheets;
    const [id, , , , birth] = register!.rows[HEADER_LINE + 1]!;
    expect(id).toMatch(/^0\d{7}$/);
    expect(birth).toBeInstanceOf(Date);
    expect(register!.rows).toHaveLength(DEFAULTS.size + HEADER_LINE + 1);
  });
});
