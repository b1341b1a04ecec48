/** Records of 支援記録 where several insurers bear one number: each is given to one of them, or named as open. */
import { AnalystError, buildIntake, type Cell } from '../../src/kdb';
import {
  additionsTo,
  draftsOfList,
  checkColumn,
  marksOf,
  OPEN_MARK,
  placeRecords,
  readSupport,
  supportHeader,
  supportSheet,
  type SupportDraft,
} from '../../src/plan/support';
import { csv } from '../kdb/support';

const register = (rows: readonly string[]) =>
  buildIntake([csv('台帳.csv', ['保険者番号,市町村名,被保険者番号,性別,生年月日,資格取得日', ...rows].join('\n'))], {
    fiscalYear: 2025,
  }).table;
const ROWS = [
  '39990011,甲市,00000012,女,1940-01-01,2015-04-01',
  '39990029,乙町,00000012,女,1941-01-01,2015-04-01',
  '39990011,甲市,00000034,男,1942-01-01,2015-04-01',
  '39990029,乙町,00000056,男,1943-01-01,2015-04-01',
];
const log = (rows: readonly (readonly Cell[])[]) => readSupport(rows);
const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof AnalystError) return error.code;
    throw error;
  }
  return 'accepted';
};

describe.each([
  ['one', ROWS],
  ['the other', [...ROWS].reverse()],
])('with the register in %s order', (_, rows) => {
  const table = register(rows);

  test('a log without 保険者番号: numbers of one insurer are joined, those of several set aside and named', () => {
    const read = log([
      ['被保険者番号', '目的', '支援の有無'],
      ['00000012', '低栄養', '有'],
      ['34', '低栄養', '有'],
      ['00000056', '低栄養', '有'],
      ['00000099', '低栄養', '有'],
    ]);
    const placed = placeRecords(read, [table]);
    expect(placed.records.map(({ row, insurer, personId }) => [row, insurer, personId])).toEqual([
      [3, '39990011', '00000034'],
      [4, '39990029', '00000056'],
      // Nobody of the data: as it was written.
      [5, '', '00000099'],
    ]);
    expect(placed.setAside['保険者を特定できない']).toEqual([2]);
    expect(placed.rows).toBe(placed.lines.length + Object.values(placed.setAside).flat().length);
    expect(placed.notices[0]).toContain('2 行目');
    // Nobody of the data has the last number: its row is named and used as it is written.
    expect(placed.findings.map(({ rows: at, mark }) => [at, mark])).toEqual([
      [[5], expect.stringContaining('データにいない番号')],
    ]);
    expect(placed.notices[0]).toContain('39990011・39990029');
  });

  test('市町村名 alone tells who is meant where it is one of several; another place, or none, does not', () => {
    const read = log([
      ['市町村名', '被保険者番号', '目的', '支援の有無'],
      ['乙町', '00000012', '低栄養', '有'],
      [' 甲市 ', '12', '低栄養', '有'],
      ['丙村', '12', '口腔', '有'],
      ['', '12', '服薬（多剤）', '有'],
    ]);
    const placed = placeRecords(read, [table]);
    expect(placed.records.map(({ row, insurer, personId }) => [row, insurer, personId])).toEqual([
      [2, '39990029', '00000012'],
      [3, '39990011', '00000012'],
    ]);
    expect(placed.setAside['保険者を特定できない']).toEqual([4, 5]);
    expect(placed.setAside['重複']).toEqual([]);
    expect(placed.notices[0]).toContain('市町村名');
  });

  test('市町村名 of two insurers that bear one name tells nothing', () => {
    const twice = register([...rows.map((line) => line.replace('乙町', '甲市'))]);
    const placed = placeRecords(
      log([
        ['市町村名', '被保険者番号', '目的'],
        ['甲市', '12', '低栄養'],
      ]),
      [twice],
    );
    expect(placed.setAside['保険者を特定できない']).toEqual([2]);
  });

  test('one person written twice, once with 市町村名, is one course', () => {
    const placed = placeRecords(
      log([
        ['市町村名', '被保険者番号', '目的'],
        ['乙町', '56', '低栄養'],
        ['', '00000056', '低栄養'],
      ]),
      [table],
    );
    expect(placed.records.map((record) => record.rows)).toEqual([[2, 3]]);
    expect(placed.setAside['重複']).toEqual([]);
  });

  test('a blank insurer in some rows, 保険者番号-被保険者番号, and the same person written twice', () => {
    const placed = placeRecords(
      log([
        ['保険者番号', '被保険者番号', '目的', '支援の有無'],
        ['39990011', '00000012', '低栄養', '有'],
        ['', '39990029-00000012', '低栄養', '有'],
        ['', '12', '低栄養', '有'],
        ['', '34', '低栄養', '有'],
        ['39990011', '00000034', '低栄養', '有'],
        ['', '３９９９００２９－５６', '口腔', '有'],
        // Not a person of that insurer.
        ['39990011', '00000056', '口腔', '有'],
      ]),
      [table],
    );
    expect(placed.records.map(({ row, insurer, personId }) => [row, insurer, personId])).toEqual([
      [2, '39990011', '00000012'],
      [3, '39990029', '00000012'],
      [5, '39990011', '00000034'],
      [7, '39990029', '00000056'],
      [8, '39990011', '00000056'],
    ]);
    expect([placed.setAside['保険者を特定できない'], placed.setAside['重複']]).toEqual([[4], []]);
    // The two writings of one person are one course of two rows.
    expect(placed.records.map((record) => record.rows)).toEqual([[2], [3], [5, 6], [7], [8]]);
    expect(placed.notices.join('\n')).toContain(
      '5、6 行目は、同じ人・同じ目的・同じ年度のため 1 つの支援に数えています',
    );
  });
});

test('a number that another insurer gives out in the year after is open, without its insurer', () => {
  const before = register(ROWS.slice(2));
  const after = register([...ROWS.slice(2), '39990029,乙町,00000034,男,1950-01-01,2026-04-01'].map((row) => row));
  const rows: Cell[][] = [
    ['被保険者番号', '目的', '支援の有無'],
    ['00000034', '低栄養', '有'],
  ];
  expect(placeRecords(log(rows), [before]).records).toHaveLength(1);
  const later = buildIntake(
    [
      csv(
        '台帳.csv',
        ['保険者番号,被保険者番号,性別,生年月日,資格取得日', '39990029,00000034,男,1950-01-01,2026-04-01'].join('\n'),
      ),
    ],
    { fiscalYear: 2026 },
  ).table;
  expect(placeRecords(log(rows), [before, later]).setAside['保険者を特定できない']).toEqual([2]);
  expect(after.size).toBe(2);
});

test('rows are named on the sheet beside the table, and the marks go when there is nothing to be said', () => {
  const rows: Cell[][] = [
    ['メモ', null, null],
    ['被保険者番号', '目的', '支援の有無'],
    ['00000012', '低栄養', '有'],
    ['34', '低栄養', '有'],
  ];
  const header = supportHeader(rows)!;
  const open = marksOf(placeRecords(log(rows), [register(ROWS)]));
  expect([...open]).toEqual([[3, OPEN_MARK]]);
  expect(checkColumn(rows, header, new Map())).toBeNull();
  expect(checkColumn(rows, header, open)).toEqual({ row: 1, column: 3, cells: ['行の確認', OPEN_MARK, ''] });
  // A column of an earlier version is taken over.
  for (const heading of ['行の確認', '保険者の特定']) {
    const marked = rows.map((cells, at) => [...cells, [null, heading, OPEN_MARK, null][at]!]);
    expect(supportHeader(marked)!.columns).toEqual(header.columns);
    expect(checkColumn(marked, supportHeader(marked)!, new Map())).toEqual({
      row: 1,
      column: 3,
      cells: ['行の確認', '', ''],
    });
  }
});

describe('persons added to a log', () => {
  const draft = (insurer: string, personId: string): SupportDraft => ({
    personId,
    insurer,
    municipality: insurer === '39990011' ? '甲市' : '乙町',
    name: '',
    purpose: '低栄養',
    targetedOn: 20_000,
  });
  const drafts = [draft('39990011', '00000012'), draft('39990029', '00000012'), draft('39990011', '00000034')];
  const table = register(ROWS);

  test('a new log has 保険者番号 and 市町村名 where there are several insurers, and neither where there is one', () => {
    const headings = (of: readonly SupportDraft[]): readonly unknown[] =>
      supportSheet(of)
        .blocks.find(({ style }) => style === 'header')!
        .cells[0]!.slice(0, 4);
    expect(headings(drafts)).toEqual(['被保険者番号', '保険者番号', '市町村名', '目的']);
    expect(headings([{ ...drafts[0]!, insurer: '' }])).toEqual(['被保険者番号', '目的', '対象とした日', '除外の理由']);
  });

  test('an old log without 保険者番号 takes each person of one number, and nobody twice', () => {
    const old: Cell[][] = [
      ['被保険者番号', '目的'],
      ['34', '低栄養'],
    ];
    const added = additionsTo(old, drafts, [table]);
    expect(added.drafts.map(({ personId }) => personId)).toEqual(['39990011-00000012', '39990029-00000012']);
    const grown = [...old, ...added.drafts.map(({ personId, purpose }) => [personId, purpose])];
    expect(additionsTo(grown, drafts, [table]).drafts).toEqual([]);
    expect(additionsTo(grown, drafts).known).toBe(2);
    const placed = placeRecords(log(grown), [table]);
    expect(placed.records.map(({ insurer, personId }) => `${insurer} ${personId}`).sort()).toEqual([
      '39990011 00000012',
      '39990011 00000034',
      '39990029 00000012',
    ]);
  });

  test('a log with the column knows a row whose insurer was left blank', () => {
    const standing: Cell[][] = [
      ['保険者番号', '被保険者番号', '目的'],
      ['', '34', '低栄養'],
      ['39990029', '12', '低栄養'],
    ];
    const added = additionsTo(standing, drafts, [table]);
    expect(added.drafts.map(({ insurer, personId }) => `${insurer} ${personId}`)).toEqual(['39990011 00000012']);
  });

  test('a list of several insurers hands the insurer and the municipality on', () => {
    const list: Cell[][] = [
      ['被保険者番号', '保険者番号', '氏名', '市町村名', '優先度'],
      ['00000012', '39990029', '合成 二', '乙町', 'A'],
    ];
    expect(draftsOfList(list, 'lowNutrition', 20_000)).toEqual([{ ...drafts[1]!, name: '合成 二' }]);
  });

  test('a log without 目的 is refused as before', () => {
    expect(refusal(() => additionsTo([['被保険者番号', '支援の有無']], drafts))).toBe('support.noPurpose');
  });
});
