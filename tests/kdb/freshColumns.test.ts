/** Tests of columns that are written whole: row by row the same, wherever the rows go, and the rows of codes as they are counted one by one. */
import fc from 'fast-check';
import { writeFresh, type FreshColumn } from '../../src/kdb/join/freshColumns';
import { countOfByte, stretchesOf, writeWhole } from '../../src/kdb/join/wholeColumns';

const PART = 4;
const NOWHERE = -1;

/** Places of rows: in order but for some that go nowhere; or, where `mixed`, anywhere, each at a place of its own. */
function placesOf(kept: readonly boolean[], mixed: boolean, spare: number): { places: Int32Array; size: number } {
  const used = kept.filter(Boolean).length;
  let next = 0;
  const places = kept.map((isKept) => (isKept ? next++ : NOWHERE));
  const turned = mixed ? places.map((place) => (place < 0 ? place : used - 1 - place)) : places;
  return { places: Int32Array.from(turned), size: used + spare };
}

const made = (kind: number, size: number): FreshColumn['target'] =>
  kind === 0 ? new Uint8Array(size) : kind === 1 ? new Int32Array(size) : new Float64Array(size);

test('each row of the source at its place, and the initial value everywhere else', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.integer({ min: 0, max: 5 })), { maxLength: 120 }),
      fc.integer({ min: 0, max: 3 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 2 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 3 }),
      (rows, dropped, mixed, kind, isWide, spare) => {
        // One row of four, one of sixteen, and none go nowhere: short stretches, long ones, and one.
        const kept = rows.map(([isKept], row) => isKept || dropped === 0 || row % (dropped * dropped * 4) !== 0);
        const { places, size } = placesOf(kept, mixed, spare);
        const parts = Uint8Array.from(rows, ([, inEffect]) => (inEffect ? PART | 16 : 16));
        const codes = isWide
          ? Uint16Array.from(rows, ([, , code]) => code)
          : Uint8Array.from(rows, ([, , code]) => code);
        const ofCode = Float64Array.of(7, 1, 0, 3, 250, 2);
        const [initial, counted] = [kind === 2 ? NaN : kind, rows.length % 2 === 0 ? [4] : [0, 5, 3]];
        const unused = Int32Array.from([...places.keys()].filter((row) => places[row]! < 0));
        const way = { places, parts, unused };
        const expected = made(kind, size).fill(initial);
        places.forEach((place, row) => {
          if (place >= 0 && (parts[row]! & PART) !== 0) expected[place] = ofCode[codes[row]!]!;
        });
        const expectedCells = counted.map(
          (code) => places.filter((place, row) => place >= 0 && codes[row] === code).length,
        );
        for (const write of [writeFresh, (each: FreshColumn) => writeWhole(each, stretchesOf(way))]) {
          const target = made(kind, size);
          expect(write({ way, codes, ofCode, initial, part: PART, target, counted })).toEqual(expectedCells);
          expect([...target]).toEqual([...expected]);
        }
      },
    ),
    { seed: 5, numRuns: 2000 },
  );
});

test.each([0, 1, 3, 4, 5, 1019, 1020, 1021, 4096])('a code among %d rows, wherever the memory begins', (rows) => {
  for (let offset = 0; offset < 4; offset++) {
    const codes = new Uint8Array(new ArrayBuffer(rows + offset), offset).map((_, row) =>
      row % 3 === 0 ? 255 : row % 2,
    );
    const shared = new Uint8Array(new SharedArrayBuffer(rows + offset), offset, rows);
    shared.set(codes);
    for (const only of [0, 1, 255])
      expect(countOfByte(shared, rows, only)).toBe(codes.filter((code) => code === only).length);
  }
});
