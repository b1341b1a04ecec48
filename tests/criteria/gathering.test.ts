/** 通いの場=参加 and 不参加: what a list may say of who takes part, and what counts as nobody's. */
import { FILTER_KEYS, parseFilter } from '../../src/criteria';
import { buildIntake, type Cell } from '../../src/kdb';

const REGISTER: readonly (readonly Cell[])[] = [
  ['被保険者番号', '性別', '生年月日'],
  ...[1, 2, 3, 4, 5].map((person): Cell[] => [`0000000${person}`, '女', '19450101']),
];

function tableWith(rows: readonly (readonly Cell[])[]) {
  const input = (file: string, of: readonly (readonly Cell[])[]) => ({ file, rows: () => of });
  const inputs = [
    input('被保険者台帳.csv', REGISTER),
    ...(rows.length === 0 ? [] : [input('通いの場参加者.csv', rows)]),
  ];
  return buildIntake(inputs, { fiscalYear: 2025 }).table;
}

test('participants are those with an entry that says so; everybody else is the others, on the list or not', () => {
  const table = tableWith([
    ['被保険者番号', '通いの場参加'],
    ['00000001', '有'],
    ['00000002', '○'],
    ['00000003', '無'],
    ['00000004', '週1回'],
  ]);
  expect(parseFilter(table, '通いの場=参加').toArray()).toEqual([0, 1, 3]);
  expect(parseFilter(table, '通いの場=不参加').toArray()).toEqual([2, 4]);
  expect(parseFilter(table, '通いの場参加=参加;性別=女').count()).toBe(3);
  expect(() => parseFilter(table, '通いの場=たまに')).toThrow(/参加・不参加/u);
});

test.each(['無', 'なし', '無し', '×', '0', '不参加', '未参加', 'いいえ', '−', ''])(
  '「%s」 is no participation',
  (word) => {
    const table = tableWith([
      ['被保険者番号', '通いの場への参加'],
      ['00000001', word],
      ['00000002', '有'],
    ]);
    expect(parseFilter(table, '通いの場=参加').toArray()).toEqual([1]);
  },
);

test('without the column the filter says so, and knows the key', () => {
  expect(FILTER_KEYS).toContain('通いの場');
  expect(() => parseFilter(tableWith([]), '通いの場=参加')).toThrow(/通いの場/u);
});

describe('in a union, of which one insurer handed in a list', () => {
  const REGISTERS: readonly (readonly Cell[])[] = [
    ['保険者番号', '被保険者番号', '性別', '生年月日'],
    // Both insurers have given out the number 1.
    ['39990011', '00000001', '女', '19450101'],
    ['39990011', '00000002', '女', '19450101'],
    ['39990029', '00000001', '女', '19450101'],
    ['39990029', '00000003', '女', '19450101'],
  ];
  const of = (lists: readonly (readonly (readonly Cell[])[])[]) =>
    buildIntake(
      [REGISTERS, ...lists].map((rows, index) => ({ file: `${index}.csv`, rows: () => rows })),
      { fiscalYear: 2025 },
    );
  const HEAD = ['保険者番号', '被保険者番号', '通いの場参加'];
  const participants = ({ table }: ReturnType<typeof of>) =>
    ['参加', '不参加'].map((value) => parseFilter(table, `通いの場=${value}`).toArray());

  test.each([
    ['39990011', [[0], [1]], '39990029'],
    ['39990029', [[2], [3]], '39990011'],
  ])('%s: the persons of the other one are neither', (insurer, wanted, other) => {
    const intake = of([[HEAD, [insurer, '00000001', '有']]]);
    expect(participants(intake)).toEqual(wanted);
    expect(intake.notices.join()).toMatch(new RegExp(`${other} の人は.*通いの場の表に行がない`, 'u'));
  });

  test('with both lists, in either order, everybody is one or the other; a row that says no tells of its insurer', () => {
    const lists = [
      [HEAD, ['39990011', '00000001', '有']],
      [HEAD, ['39990029', '00000003', '無']],
    ];
    for (const given of [lists, [...lists].reverse()]) {
      const intake = of(given);
      expect(participants(intake)).toEqual([[0], [1, 2, 3]]);
      expect(intake.table.withoutGatherings).toBeUndefined();
    }
  });
});
