/** Tests that a run reads its files once: whatever year is asked for afterwards, no source is asked for its rows again. */
import { readFile, readYears, type SourceInput } from '../../src/kdb';
import { csvBytes } from '../../tools/samples/csv';
import { sampleFiles } from '../../tools/samples/files';

/** Sources that count how often somebody asks for their rows, in whatever way. */
function counted(inputs: readonly SourceInput[]): { readonly inputs: SourceInput[]; readonly readings: () => number } {
  let readings = 0;
  return {
    inputs: inputs.map((input) => ({
      ...input,
      rows: (wanted) => (readings++, input.rows(wanted)),
      ...(input.byteRows && { byteRows: (visit) => (readings++, input.byteRows!(visit)) }),
    })),
    readings: () => readings,
  };
}

const SAMPLES = [2024, 2025].flatMap((fiscalYear) =>
  sampleFiles({ fiscalYear, size: 60 }).flatMap((file) =>
    readFile(`${fiscalYear}/${file.name}.csv`, new Uint8Array(csvBytes(file))),
  ),
);
const LONG = readFile(
  '明細.csv',
  new TextEncoder().encode('被保険者番号,診療年月,レセプト種別,医薬品コード\n00010002,202506,医科外来,A\n'),
);

test.each([
  ['files in bytes', [...SAMPLES, ...LONG]],
  ['rows of cells', SAMPLES.map(({ byteRows: _, ...input }) => input)],
])('another 抽出年度 or 評価年度 reads nothing: %s', (_, given) => {
  const { inputs, readings } = counted(given);
  const years = readYears(inputs, { fiscalYear: 2025 });
  const before = readings();
  expect(before).toBeGreaterThanOrEqual(inputs.length);
  const sizes = [2025, 2024, 2025, 2023, 2026].map((year) => {
    try {
      return years.year(year).table.size;
    } catch {
      return 0;
    }
  });
  expect(sizes.slice(0, 2).every((size) => size > 0)).toBe(true);
  years.overview();
  years.receipts?.reach({ number: '00010002', insurer: '' });
  const { table, distributions, notices } = years.year(2024);
  expect([table.stamp, distributions, notices]).not.toContain(undefined);
  expect(readings()).toBe(before);
});
