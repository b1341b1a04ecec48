/** The areas and municipalities of a table: in the order of people, each with a filter of its own, together everybody. */
import { areasOf, municipalityNames, parseFilter } from '../../src/criteria';
import { inPlaceOrder } from '../../src/criteria/placeOrder';
import { tableOf } from './tables';

const ordered = (names: readonly string[]): string[] => inPlaceOrder(names, (name) => name);
/** The same names in another order, the same each time. */
const shuffled = (names: readonly string[]): string[] =>
  names
    .map((name, at) => ({ name, by: (at * 7919 + 13) % 101 }))
    .sort((a, b) => a.by - b.by)
    .map(({ name }) => name);

describe('the order of places', () => {
  it.each([
    [['第1地区', '第2地区', '第9地区', '第10地区', '第11地区', '第100地区']],
    [
      [
        '第一圏域',
        '第二圏域',
        '第三圏域',
        '第九圏域',
        '第十圏域',
        '第十一圏域',
        '第二十圏域',
        '第二十一圏域',
        '第百圏域',
      ],
    ],
    [['第１地区', '第２地区', '第１０地区']],
    [['1丁目', '2丁目', '10丁目']],
    [['一丁目', '二丁目', '十丁目', '二〇丁目']],
    [['中央1', '中央2', '中央10', '北部1', '北部10']],
    [['Ⅰ圏域', 'Ⅱ圏域', 'Ⅳ圏域', 'Ⅴ圏域', 'Ⅸ圏域', 'Ⅹ圏域']],
    [['A地区', 'B地区', 'H地区', 'I地区', 'V地区', 'X地区', 'Z地区']],
    [['第1地区2丁目', '第1地区10丁目', '第2地区1丁目']],
    [['①', '②', '⑩']],
  ])('%j', (names) => {
    expect(ordered(shuffled(names))).toEqual(names);
    expect(ordered([...names].reverse())).toEqual(names);
  });

  it('takes numerals inside names for names', () => {
    // 一宮, 三田 and 八王子 are no numbers: they stand by their characters.
    expect(ordered(['八王子', '三田', '一宮'])).toEqual(['一宮', '三田', '八王子']);
    expect(ordered(['三田10', '三田2', '二見'])).toEqual(['三田2', '三田10', '二見']);
  });
});

describe('areas', () => {
  const rows = [
    { area: '第10', municipality: '甲市', insurer: '39990029' },
    { area: '第2', municipality: '甲市', insurer: '39990029' },
    { area: '', municipality: '乙町', insurer: '39990011' },
    { area: '第2', municipality: '乙町', insurer: '39990011' },
    { area: '第1', municipality: '乙町', insurer: '39990011' },
  ];

  it('of one name in two municipalities are two, and all together everybody once', () => {
    const table = tableOf(rows);
    const areas = areasOf(table);
    expect(areas.map(({ name }) => name)).toEqual(['第1', '乙町 第2', '甲市 第2', '第10', '不明']);
    const picked = areas.map(({ filter }) => parseFilter(table, filter).toArray());
    expect(picked).toEqual([[4], [3], [1], [0], [2]]);
  });

  it('are the same whatever the order of the rows', () => {
    const names = areasOf(tableOf(rows)).map(({ name, filter }) => `${name} ${filter}`);
    expect(areasOf(tableOf([...rows].reverse())).map(({ name, filter }) => `${name} ${filter}`)).toEqual(names);
  });

  it('are parted by insurer where no municipality is named', () => {
    const table = tableOf(rows.map(({ area, insurer }) => ({ area, insurer })));
    expect(areasOf(table).map(({ name }) => name)).toEqual(['第1', '39990011 第2', '39990029 第2', '第10', '不明']);
  });

  it('stay one where persons of an unknown municipality share it', () => {
    const table = tableOf([
      { area: '北部', municipality: '甲市' },
      { area: '北部', municipality: '' },
      { area: '南部', municipality: '乙町' },
    ]);
    expect(areasOf(table)).toEqual([
      { name: '北部', filter: '圏域=北部' },
      { name: '南部', filter: '圏域=南部' },
    ]);
  });

  it('are none without the column', () => {
    expect(areasOf(tableOf([{ bmi: 20 }]))).toEqual([]);
  });
});

test('municipalities stand by the numbers of their insurers, without them as in the register', () => {
  const rows = [
    { municipality: '下関市', insurer: '39990029' },
    { municipality: '', insurer: '39990003' },
    { municipality: '宇部市', insurer: '39990011' },
  ];
  expect(municipalityNames(tableOf(rows))).toEqual(['宇部市', '下関市']);
  expect(municipalityNames(tableOf(rows.map(({ municipality }) => ({ municipality }))))).toEqual(['下関市', '宇部市']);
});
