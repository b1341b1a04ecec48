/** 絞り込み: what analysts write picks the right persons, and a typing error never reads as nobody. */
import { AnalystError } from '../../src/kdb';
import { areasOf, filterFromPairs, parseFilter } from '../../src/criteria';
import { tableOf } from './tables';

const table = tableOf([
  { area: '北部', municipality: '甲市', insurer: '39123456', sex: 1, age: 75, careLevel: 1 },
  { area: '北部', municipality: '甲市', insurer: '39123456', sex: 2, age: 84, careLevel: 4 },
  { area: '南部', municipality: '乙町', insurer: '39123457', sex: 2, age: 85, careLevel: 6 },
  { area: '', municipality: '乙町', insurer: '39123457', sex: 1, age: 66, careLevel: 10 },
  { area: '南部', municipality: '', insurer: '', sex: null, age: null, careLevel: null },
]);

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

describe('areas', () => {
  it('come in the order of the register, persons without one at the end, and add up to everybody', () => {
    expect(areasOf(table)).toEqual(['北部', '南部', '不明']);
    const sum = areasOf(table).reduce((total, area) => total + parseFilter(table, `圏域=${area}`).count(), 0);
    expect(sum).toBe(table.size);
  });

  it('are none without the column', () => {
    expect(areasOf(tableOf([{ bmi: 20 }]))).toEqual([]);
  });
});
