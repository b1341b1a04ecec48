/** Tests of columns as they are staged: codes packed and unpacked, rows as runs, columns of more writings than there are codes. */
import fc from 'fast-check';
import { readFile, readYears } from '../../src/kdb';
import { PackedCodes } from '../../src/kdb/stage/packedCodes';
import { Pieces } from '../../src/kdb/stage/pieces';
import { RowNumbers } from '../../src/kdb/stage/rowNumbers';
import { valuesOf } from './support';

describe('packed codes', () => {
  test('come out as they went in, at every width and across words', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 65_000 })
          .chain((distinct) =>
            fc.tuple(fc.constant(distinct), fc.array(fc.integer({ min: 0, max: distinct - 1 }), { maxLength: 200 })),
          ),
        ([distinct, codes]) => {
          const packed = new PackedCodes(Uint16Array.from(codes), codes.length, distinct);
          expect([...packed.unpacked()]).toEqual(codes);
          expect(codes.map((_, row) => packed.at(row))).toEqual(codes);
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  test.each([1, 2, 3, 4, 5, 8, 9, 256, 257, 512, 513, 65_000])('hold the largest of %d codes', (distinct) => {
    const codes = Uint16Array.from({ length: 67 }, (_, row) => (row % 2 === 0 ? distinct - 1 : 0));
    const packed = new PackedCodes(codes, codes.length, distinct);
    expect([...packed.unpacked()]).toEqual([...codes]);
    expect(packed.unpacked()).toBeInstanceOf(distinct > 256 ? Uint16Array : Uint8Array);
  });

  test('of no row are none', () => {
    expect(new PackedCodes(new Uint8Array(0), 0, 0).unpacked()).toHaveLength(0);
  });
});

test('row numbers come out as they went in, whatever rows are left out between them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 60 }), (steps) => {
      const rows = new RowNumbers();
      let at = 0;
      const numbers = steps.map((step) => (at += step));
      for (const number of numbers) rows.push(number);
      expect(numbers.map((_, row) => rows.at(row))).toEqual(numbers);
    }),
    { seed: 11 },
  );
});

test('pieces of bytes come out as they went in, with blank ones and long ones between them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 255, 256, 700)), { maxLength: 120 }),
      (lengths) => {
        const starts = lengths.map((_, index) => index * 1000);
        const file = Uint8Array.from({ length: lengths.length * 1000 }, (_, at) => at % 251);
        const pieces = new Pieces(file, Uint32Array.from(starts), Uint16Array.from(lengths));
        lengths.forEach((length, index) => {
          const start = pieces.startOf(index);
          expect(pieces.lengthOf(index)).toBe(length);
          expect([...pieces.bytes.subarray(start, start + length)]).toEqual([
            ...file.subarray(starts[index], starts[index]! + length),
          ]);
        });
      },
    ),
    { seed: 11, numRuns: 60 },
  );
});

/** A table of bytes, with so many rows that a column of different writings has more of them than there are codes. */
const MANY = 66_000;

describe('a column of more writings than there are codes', () => {
  const weights = Array.from({ length: MANY }, (_, row) => (40_000 + row) / 1000);
  const written = (row: number): string => {
    if (row === MANY - 1) return '６５．５';
    if (row === MANY - 2) return '測れず';
    if (row === MANY - 3) return '#N/A';
    if (row === MANY - 4) return '';
    if (row === MANY - 5) return '5.00000';
    if (row === MANY - 6) return '.5';
    if (row === MANY - 7) return '60.1.2';
    if (row === MANY - 8) return '70';
    if (row === MANY - 9) return '70.0000';
    if (row === MANY - 10) return '1234567890';
    return weights[row]!.toFixed(3);
  };
  const name = (row: number): string => `氏名${row}`;
  const text = [
    '被保険者番号,氏名,健診受診日,体重,BMI',
    ...weights.map((_, row) => `${row + 1},${name(row)},20250601,${written(row)},22`),
  ].join('\n');
  const sources = (): ReturnType<typeof readFile> => readFile('健診.csv', new TextEncoder().encode(text));
  const years = readYears(sources(), { fiscalYear: 2025 });
  const intake = years.year(2025);
  const values = valuesOf(intake, 'weight');

  test('reads every one of them', () => {
    for (let row = 0; row < MANY - 10; row += 997) expect(values[row]).toBe(String(weights[row]));
    expect(values.slice(MANY - 11)).toEqual([
      String(weights[MANY - 11]),
      '', // 1234567890 is beyond any weight
      '70',
      '70',
      '', // 60.1.2
      '', // .5 is read, and below any weight
      '', // 5.00000 as well
      '',
      '',
      '',
      '65.5',
    ]);
  });

  test('counts what it cannot read, with the error value and the rows', () => {
    const quality = intake.quality.find(({ field }) => field === 'weight')!;
    expect(quality).toMatchObject({ blank: 1, outOfRange: 3, unreadable: 3, errors: { '#N/A': 1 } });
    expect(quality.filled).toBe(MANY - 7);
    expect(quality.examples).toEqual([MANY - 8, MANY - 5, MANY - 4, MANY - 3, MANY - 1]);
  });

  test('and names, all different, are those of their rows', () => {
    const names = valuesOf(intake, 'name');
    for (const row of [0, 4095, 4096, 4097, 5000, MANY - 1]) expect(names[row]).toBe(name(row));
  });
});
