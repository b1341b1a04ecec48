/** 絞り込み: what analysts write picks the right persons, and a typing error never reads as nobody. */
import { AnalystError } from '../../src/kdb';
import { areasOf, filterFromPairs, filterText, parseFilter } from '../../src/criteria';
import { tableOf } from './tables';

const table = tableOf([
  { area: '北部', municipality: '甲市', insurer: '39123456', sex: 1, age: 75, careLevel: 1 },
  { area: '北部', municipality: '甲市', insurer: '39123456', sex: 2, age: 84, careLevel: 4 },
  { area: '南部', municipality: '乙町', insurer: '39123457', sex: 2, age: 85, careLevel: 6 },
  { area: '', municipality: '乙町', insurer: '39123457', sex: 1, age: 66, careLevel: 10 },
  { area: '南部', municipality: '', insurer: '', sex: null, age: null, careLevel: null },
]);

const known = tableOf([
  { checkedUp: true, inpatient: 0, outpatient: 3, certified: false, dmDiagnosis: false, dmDrug: true, inpatientPoints: 0, outpatientPoints: 200_000 },
  { checkedUp: false, inpatient: 0, outpatient: 0, certified: true, dmDiagnosis: false, dmDrug: false, inpatientPoints: 199_999, outpatientPoints: null },
  { checkedUp: null, inpatient: null, outpatient: 0, certified: null, dmDiagnosis: null, dmDrug: false, inpatientPoints: 0, outpatientPoints: 0 },
  { checkedUp: true, inpatient: 1, outpatient: null, certified: true, dmDiagnosis: true, dmDrug: null, inpatientPoints: 200_001, outpatientPoints: 0 },
  // Of an insurer of whom no receipts tell.
  { checkedUp: null, inpatient: null, outpatient: null, certified: null, dmDiagnosis: null, dmDrug: null, inpatientPoints: null, outpatientPoints: null },
]); // prettier-ignore

it.each([
  ['健診=あり', [0, 3]],
  ['健診=なし', [1]],
  // One receipt says yes; no needs every column, and a gap leaves the person in neither.
  ['医科受診=あり', [0, 3]],
  ['医科受診=なし', [1]],
  ['入院=あり', [3]],
  ['認定=なし', [0]],
  ['糖尿病=あり', [0, 3]],
  ['糖尿病=なし', [1]],
  ['健診=あり;認定=あり', [3]],
  // On the limit, one below, one above; who has no receipt costs nothing, of whom nothing is told stands in no part.
  ['医療費=200万円以上', [0, 3]],
  ['医療費=2,000,001円以上', [3]],
  ['医療費=200万円未満', [1, 2]],
])('%s picks rows %j of what is known', (text, rows) => {
  expect(parseFilter(known, text).toArray()).toEqual(rows);
});

it.each([
  ['循環器疾患=あり', 'filter.noColumn'],
  ['健診=たぶん', 'filter.unknownValue'],
  ['医療費=たくさん', 'filter.unknownValue'],
])('%s is refused of them', (text, code) => {
  expect(refusal(() => parseFilter(known, text)).code).toBe(code);
});

const refusal = (run: () => unknown): AnalystError => {
  try {
    run();
  } catch (error) {
    if (error instanceof AnalystError) return error;
    throw error;
  }
  throw new Error('was accepted');
};

describe('a filter text', () => {
  it.each([
    ['', [0, 1, 2, 3, 4]],
    [' ； ', [0, 1, 2, 3, 4]],
    ['圏域=北部', [0, 1]],
    ['圏域＝北部；性別＝女', [1]],
    ['地区=北部、南部', [0, 1, 2, 4]],
    ['圏域=北部,南部;性別=女;年齢=75-84', [1]],
    ['圏域=不明', [3]],
    ['市町村=乙町', [2, 3]],
    ['市町村名=不明', [4]],
    ['保険者番号=３９１２３４５７', [2, 3]],
    ['性別=男性', [0, 3]],
    ['性別=f', [1, 2]],
    ['年齢=75〜84', [0, 1]],
    ['年齢=７５－８４歳', [0, 1]],
    ['年齢=85以上', [2]],
    ['年齢=85-', [2]],
    ['年齢=84', [1]],
    ['年齢=75以下', [0, 3]],
    ['年齢=75未満', [3]],
    ['年齢=-75', [0, 3]],
    ['年齢=66,85以上', [2, 3]],
    ['年齢区分=75-84', [0, 1]],
    ['年齢区分=85歳以上', [2]],
    ['年齢区分=65〜74', [3]],
    ['要介護度=要支援1', [1]],
    ['要介護度=要介護', [2, 3]],
    ['要介護度=要介護2以上', [3]],
    ['要介護度=認定なし', [0]],
    ['要介護度=認定あり', [1, 2, 3]],
  ])('%s picks rows %j', (text, rows) => {
    expect(parseFilter(table, text).toArray()).toEqual(rows);
  });

  it.each([
    ['身長=150', 'filter.unknownKey', '圏域・市町村'],
    ['圏域=無い区', 'filter.unknownValue', '北部・南部・不明'],
    ['圏域=北部,無い区', 'filter.unknownValue', '無い区'],
    ['性別=ねこ', 'filter.unknownValue', '男・女'],
    ['年齢=200', 'filter.unknownValue', '66〜85 歳'],
    ['年齢=若い', 'filter.unknownValue', '66〜85 歳'],
    ['年齢区分=70-79', 'filter.unknownValue', '65-74・75-84・85以上'],
    ['要介護度=要介護3', 'filter.unknownValue', '要介護1'],
    ['圏域', 'filter.form', '圏域'],
    ['圏域=', 'filter.form', '圏域='],
    ['=北部', 'filter.form', '=北部'],
    ['圏域=北部;地区=南部', 'filter.twice', '圏域'],
  ])('%s is refused with what there is', (text, code, words) => {
    const error = refusal(() => parseFilter(table, text));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it('says which column is not there', () => {
    const error = refusal(() => parseFilter(tableOf([{ bmi: 20 }]), '圏域=北部'));
    expect(error.code).toBe('filter.noColumn');
    expect(error.message).toContain('圏域');
  });

  it('picks the same rows when asked again', () => {
    const first = parseFilter(table, '圏域=北部');
    first.set(4);
    expect(parseFilter(table, '圏域=北部').toArray()).toEqual([0, 1]);
  });
});

describe('a filter of pairs', () => {
  it('picks as the text does; blank rows and blank values restrict nothing', () => {
    const pairs = [
      ['圏域', '北部'],
      ['', null],
      ['性別', ''],
      ['年齢', 84],
    ] as const;
    expect(filterFromPairs(table, pairs).toArray()).toEqual([1]);
    expect(filterFromPairs(table, []).count()).toBe(5);
  });

  it('refuses a value without a key', () => {
    expect(refusal(() => filterFromPairs(table, [[null, '北部']])).code).toBe('filter.form');
  });
});

describe('names that hold what a filter is written with', () => {
  const NAMES = [
    '北部',
    '西部',
    '北部、西部',
    '東部;中央',
    '第1,第2地区',
    '"駅前"',
    '駅前',
    'A=B',
    '北 部',
    '性別=女',
    '西部;性別=女',
    '、',
    '"',
  ];
  const places = tableOf(NAMES.map((area) => ({ area, municipality: `${area}市`, sex: 1 })));
  const rowOfName = (name: string): number[] => [NAMES.indexOf(name)];

  it.each(NAMES)('our own writing of %s means it alone, as text and as a pair', (name) => {
    expect(parseFilter(places, filterText([['圏域', name]])).toArray()).toEqual(rowOfName(name));
    expect(filterFromPairs(places, [['圏域', name]]).toArray()).toEqual(rowOfName(name));
    const both = filterText([
      ['市町村', `${name}市`],
      ['圏域', name],
    ]);
    expect(parseFilter(places, both).toArray()).toEqual(rowOfName(name));
  });

  it.each([
    // Whole before anything is split; the longest that exists goes first.
    ['圏域=北部、西部', [2]],
    ['圏域=西部、北部', [0, 1]],
    ['圏域=北部、西部、駅前', [2, 6]],
    ['圏域=東部;中央', [3]],
    ['圏域=東部；中央；性別=男', [3]],
    ['圏域=西部;性別=女', [10]],
    ['圏域=北部,西部', [0, 1]],
    // In quotes, a quote is doubled; quotes may be full width.
    ['圏域="北部、西部"', [2]],
    ['圏域="北部","西部"', [0, 1]],
    ['圏域=“東部;中央”;性別=男', [3]],
    ['圏域＝＂東部;中央＂', [3]],
    ['圏域="""駅前"""', [5]],
    ['圏域="駅前"', [6]],
    ['圏域="西部";性別=男', [1]],
    // Half and full width, and spaces, only where nobody has the name as it stands.
    ['圏域=北 部', [8]],
    ['圏域=北　部', [0, 8]],
    ['圏域=Ａ＝Ｂ', [7]],
  ])('%s picks rows %j', (text, rows) => {
    expect(parseFilter(places, text).toArray()).toEqual(rows);
  });

  it('never splits what stands in a cell of a range', () => {
    expect(refusal(() => filterFromPairs(places, [['圏域', '西部、北部']])).code).toBe('filter.unknownValue');
    expect(filterFromPairs(places, [['圏域', '"東部;中央"']]).toArray()).toEqual([3]);
  });

  it('refuses a value in quotes that nobody has, whole', () => {
    const error = refusal(() => parseFilter(places, '圏域="西部、北部"'));
    expect(error.code).toBe('filter.unknownValue');
    expect(error.message).toContain('西部、北部');
  });

  it('answers a text of thousands of separators at once', () => {
    // Processor time: other programs may use the machine meanwhile.
    const started = process.cpuUsage();
    expect(refusal(() => parseFilter(places, `圏域=${'北部、'.repeat(4000)}無い区`)).code).toBe('filter.unknownValue');
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(5);
  });
});

describe('insurers', () => {
  it('are the same whatever zeros and width their numbers are written with', () => {
    const insured = tableOf([{ insurer: '01390001' }, { insurer: '39990011' }]);
    expect(parseFilter(insured, '保険者番号=1390001').toArray()).toEqual([0]);
    expect(parseFilter(insured, '保険者番号=３９９９００１１、01390001').toArray()).toEqual([0, 1]);
  });
});

test('不明 means those without a value and those of whom 不明 is written', () => {
  const some = tableOf([{ area: '不明' }, { area: '' }, { area: '北部' }]);
  expect(parseFilter(some, '圏域=不明').toArray()).toEqual([0, 1]);
  expect(areasOf(some)).toEqual([
    { name: '北部', filter: '圏域=北部' },
    { name: '不明', filter: '圏域=不明' },
  ]);
});
