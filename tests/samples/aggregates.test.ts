/** The bundled aggregate forms: what the generator makes, read back whole, with everybody who is compared. */
import fs from 'node:fs';
import path from 'node:path';
import { AGGREGATE_FORMS, buildIntake, readAggregate, readFile, type Aggregate } from '../../src/kdb';
import { kdbFigure } from '../../src/indicators';
import { aggregateCsv, aggregateFiles, csvBytes, OTHERS_NOTICE, sampleFiles, SYNTHETIC_NOTICE } from '../../tools/samples';

const FOLDER = path.resolve(__dirname, '../../samples/集計');
const files = aggregateFiles();
const read = (name: string, bytes: Uint8Array): Aggregate => {
  const aggregate = readAggregate(readFile(`${name}.csv`, bytes)[0]!);
  if (!aggregate) throw new Error(`${name} is no aggregate form`);
  return aggregate;
};
const keyOf = ({ period, sex, ageFrom, indicator }: Aggregate['records'][number]): string => [period, sex, ageFrom, indicator].join();
const aggregates = files.map((file) => read(file.name, aggregateCsv(file)));

it.each(files.map((file) => [file.name, file] as const))('%s is what the generator makes, and says it is synthetic', (name, file) => {
  const committed = fs.readFileSync(path.join(FOLDER, `${name}.csv`));
  expect(committed.equals(Buffer.from(aggregateCsv(file)))).toBe(true);
  const text = new TextDecoder('shift_jis', { fatal: true }).decode(committed);
  expect(text.split('\r\n').slice(0, 4).join('')).toContain(SYNTHETIC_NOTICE);
  expect(text).toContain(OTHERS_NOTICE);
}); // prettier-ignore

it('every known form is there, every row is read, and all four are compared where the form does', () => {
  expect([...new Set(aggregates.map(({ form }) => form.id))].sort()).toEqual(AGGREGATE_FORMS.map(({ id }) => id).sort());
  for (const { form, rows, used, records } of aggregates) {
    expect([form.id, used]).toEqual([form.id, rows]);
    const compared = [...new Set(records.map(({ comparator }) => comparator))].sort();
    expect(compared).toEqual(form.id === 'municipalities' ? ['self'] : ['nation', 'peer', 'pref', 'self']);
    expect(records.every(({ period }) => /^令和[67]年度$/.test(period))).toBe(true);
  }
});

it('県, 同規模 and 国 each differ from the city in every form that compares', () => {
  for (const { form, records } of aggregates) {
    if (form.id === 'municipalities') continue;
    const own = new Map(records.flatMap((each) => (each.comparator === 'self' ? [[keyOf(each), each.value]] : [])));
    for (const other of ['pref', 'peer', 'nation']) {
      const apart = records.filter((each) => each.comparator === other && each.value !== own.get(keyOf(each)));
      expect([form.id, other, apart.length > own.size / 3]).toEqual([form.id, other, true]);
    }
  }
});

it.each([
  ['平均自立期間（要介護2以上）', 'nation', 2, '年'],
  ['健診受診率', 'self', 0, '%'],
  ['1人当たり医療費（円）', 'pref', 0, '円'],
  ['1号認定率', 'peer', 0, '%'],
  ['後発医薬品の使用割合（%）', 'self', 0, '%'],
] as const)('%s can be asked for', (indicator, comparator, sex, unit) => {
  const { record, estimate } = kdbFigure(aggregates, { indicator, comparator, sex });
  expect(record.unit).toBe(unit);
  expect(estimate.value).toBeGreaterThan(0);
});

it('points and shares of a disease are two figures', () => {
  const points = kdbFigure(aggregates, { indicator: '外来 / 糖尿病' });
  const share = kdbFigure(aggregates, { indicator: '外来 / 糖尿病 / 割合' });
  expect(points.estimate.value).toBeGreaterThan(1_000_000);
  expect(share.estimate.value).toBe(9.4);
});

it('beside the exports of persons they change no person', () => {
  const persons = sampleFiles({ size: 200 }).flatMap((file) => readFile(`${file.name}.csv`, csvBytes(file)));
  const forms = files.flatMap((file) => readFile(`${file.name}.csv`, aggregateCsv(file)));
  const [alone, together] = [buildIntake(persons), buildIntake([...forms, ...persons])];
  expect(together.table.stamp).toBe(alone.table.stamp);
  expect(together.aggregates).toHaveLength(files.length);
  expect(together.unrecognised).toEqual([]);
});
