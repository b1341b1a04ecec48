/** Rows of 支援記録 that are one course, and rows that something must be said of: each is named, nothing is lost. */
import { evaluateProgramme, programmeById, type SupportLog } from '../../src/indicators';
import { readYears, type Cell } from '../../src/kdb';
import { marksOf, placeRecords, readSupport, supportNotices } from '../../src/plan/support';
import { logOf, tableOf } from './support';

const HEADER = [
  '被保険者番号',
  '目的',
  '支援の有無',
  '支援開始日',
  '案内日',
  '支援終了日',
  '状況',
  '支援前体重',
  '支援後体重',
  'つないだ先',
  '受診確認',
  '独自: 目標',
];
/** A row; what is not given is blank. */
const row = (cells: Partial<Record<string, Cell>>): Cell[] =>
  HEADER.map((heading) => cells[heading] ?? (heading === '目的' ? '低栄養' : null));
const course = (rows: readonly Cell[][]) => logOf([HEADER, ...rows]).records;

test('supported if any row is, begun with the earliest supported start; first values before, newest values after', () => {
  const rows = [
    row({ 被保険者番号: '1', 支援の有無: '有', 支援開始日: '2026/10/1', 支援終了日: '2026/12/1', 状況: '終了', 支援前体重: 42.5, 支援後体重: 39, '独自: 目標': '有' }),
    row({ 被保険者番号: '1', 支援の有無: '無', 案内日: '2026/5/1', 状況: '拒否' }),
    row({ 被保険者番号: '1', 支援の有無: '有', 支援開始日: '2026/6/1', 支援終了日: '2026/8/1', 状況: '中断', 支援前体重: 42, 支援後体重: 42.5, '独自: 目標': '無' }),
  ]; // prettier-ignore
  for (const order of [rows, [...rows].reverse()]) {
    const [one, ...others] = course(order);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ supported: true, status: '終了', before: { weight: 42 }, after: { weight: 39 }, own: { 目標: true } }); // prettier-ignore
    expect(one!.startedOn).toBe(Date.UTC(2026, 5, 1) / 86_400_000);
    expect(one!.endedOn).toBe(Date.UTC(2026, 11, 1) / 86_400_000);
    expect([...one!.rows].sort()).toEqual([2, 3, 4]);
  }
});

test('the newest value that was written counts, also where the last row has none', () => {
  const [one] = course([
    row({ 被保険者番号: '1', 支援の有無: '有', 支援開始日: '2026/6/1', 支援前体重: 42, 支援後体重: 43, 状況: '終了' }),
    row({ 被保険者番号: '1', 支援の有無: '有', 支援開始日: '2026/9/1', 支援前体重: 44 }),
  ]);
  expect(one).toMatchObject({ before: { weight: 42 }, after: { weight: 43 }, status: '終了' });
});

test('two fiscal years are two courses; a row without a date is of the year of most rows', () => {
  const starts = (...dates: readonly (string | null)[]) =>
    course(
      dates.map((date) =>
        row({ 被保険者番号: '1', 支援の有無: '有', 支援開始日: date, 支援後体重: 40 + dates.indexOf(date) }),
      ),
    );
  expect(starts('2026/3/31', '2026/4/1').map(({ rows }) => rows)).toEqual([[2], [3]]);
  expect(starts('2026/4/1', '2027/3/31').map(({ rows }) => rows)).toEqual([[2, 3]]);
  // 2026 has more rows than 2027; of as many, the earlier year.
  expect(starts('2026/6/1', '2027/6/1', '2026/7/1', null).map(({ rows }) => [...rows].sort())).toEqual([
    [2, 4, 5],
    [3],
  ]);
  expect(starts('2027/6/1', '2026/6/1', null).map(({ rows }) => [...rows].sort())).toEqual([[2], [3, 4]]);
});

test('a programme of several purposes counts a person once in a year', () => {
  const log = logOf([
    HEADER,
    row({ 被保険者番号: '1', 目的: '重症化予防（コントロール不良者）', 支援の有無: '無', 状況: '拒否' }),
    row({ 被保険者番号: '1', 目的: '重症化予防（糖尿病等治療中断者）', 支援の有無: '有', 支援開始日: '2026/6/1' }),
    row({ 被保険者番号: '2', 目的: '重症化予防（腎機能不良未受診者）', 支援の有無: '無', 状況: '拒否' }),
  ]);
  const { targeted, supported, notSupported } = evaluateProgramme(programmeById('diabeticKidney'), log, null, null);
  expect([log.records.length, targeted, supported, notSupported]).toEqual([3, 2, 1, 1]);
});

test('a confirmed visit belongs to the place that its own row names', () => {
  const dental = (first: string, second: string) => {
    const log = logOf([
      HEADER,
      row({
        被保険者番号: '1',
        目的: '口腔',
        支援の有無: '有',
        支援開始日: '2026/6/1',
        つないだ先: first,
        受診確認: '有',
      }),
      row({
        被保険者番号: '1',
        目的: '口腔',
        支援の有無: '有',
        支援開始日: '2026/9/1',
        つないだ先: second,
        受診確認: '無',
      }),
    ]);
    return evaluateProgramme(programmeById('oral'), log, null, null).outcome[0]!.count;
  };
  expect([dental('歯科', '医科'), dental('医科', '歯科')]).toEqual([1, 0]);
});

test('yearly dental counts: 0 is no, more is a visit only of a support begun before that year', () => {
  const visited = (start: string | null, count: number | null, to: string | null = null) => {
    const after = tableOf(
      [
        ['被保険者番号', '歯科レセ件数', '性別'],
        ['1', count, '女'],
      ],
      2026,
    );
    const log = logOf([
      HEADER,
      row({ 被保険者番号: '1', 目的: '口腔', 支援の有無: '有', 支援開始日: start, つないだ先: to }),
    ]);
    return evaluateProgramme(programmeById('oral'), log, null, after).outcome[0]!.count;
  };
  expect([visited('2026/6/1', 0), visited('2026/6/1', 2), visited('2026/3/31', 2), visited('2026/4/1', 2)]).toEqual([0, null, 1, null]); // prettier-ignore
  expect([visited(null, 0), visited(null, 2), visited('2026/6/1', 2, '医科')]).toEqual([0, null, null]);
});

/** What stands in the column 行の確認. */
const marks = (log: SupportLog): Record<number, string> => Object.fromEntries(marksOf(log));
const LAST_DAY = '2026-06-30';
const register = tableOf(
  [
    ['被保険者番号', '性別', '生年月日', '資格取得日', '資格喪失日'],
    ['1', '女', '1945-01-01', '2015-04-01', null],
    ['2', '女', '1945-01-01', '2015-04-01', LAST_DAY],
    ['3', '男', '1945-01-01', '2015-04-01', null],
  ],
  2025,
);

describe('bad input', () => {
  test('the same row twice is used once, and named', () => {
    const same = row({ 被保険者番号: '1', 支援の有無: '有', 支援開始日: '2026/6/1' });
    const log = logOf([HEADER, same, same, row({ 被保険者番号: '1', 支援の有無: '有', 支援開始日: '2026/6/2' })]);
    expect([log.rows, log.lines.length, log.setAside['重複']]).toEqual([3, 2, [3]]);
    expect(log.records.map(({ rows }) => rows)).toEqual([[2, 4]]);
    expect(log.notices.join('\n')).toMatch(/（重複）: 3 行目/);
    expect(marks(log)).toEqual({ 2: expect.stringContaining('1 つの支援'), 3: '使っていません（重複）', 4: expect.stringContaining('2、4 行目') }); // prettier-ignore
  });

  test('a support without a person, an unreadable number, a row without a purpose', () => {
    const log = logOf([
      HEADER,
      row({ 支援の有無: '有', 支援開始日: '2026/6/1' }),
      row({ 被保険者番号: '1.23E+07', 支援の有無: '有' }),
      row({ 被保険者番号: '1', 目的: ' ', 支援の有無: '有' }),
    ]);
    expect(marks(log)).toEqual({ 2: '使っていません（番号なし）', 3: '使っていません（読めない番号）', 4: '使っていません（目的なし）' }); // prettier-ignore
    for (const at of ['2 行目', '3 行目', '4 行目']) expect(log.notices.join('\n')).toContain(at);
    expect(log.rows).toBe(3);
  });

  test('an unknown purpose is named with its rows, and counted as one’s own; the names of programmes and purposes are not', () => {
    const log = logOf([
      HEADER,
      ...['低栄羊', '服薬（睡眠薬）', '口腔', '低栄羊', '糖尿病性腎症重症化予防'].map((purpose, index) =>
        row({ 被保険者番号: String(index + 1), 目的: purpose, 支援の有無: '有' }),
      ),
    ]);
    expect(log.findings.map(({ rows, sentence }) => [rows, sentence])).toEqual([
      [
        [2, 5],
        '支援記録の目的「低栄羊」は、個別事業・抽出目的の名前にありません（独自の目的として数えています）: 2、5 行目。',
      ],
    ]);
    expect(log.otherPurposes).toEqual(['低栄羊', '服薬(睡眠薬)']);
  });

  test('dates before the birth, after the leaving and after the death, and an end before the start', () => {
    const log = placeRecords(
      logOf([
        HEADER,
        row({ 被保険者番号: '1', 支援の有無: '有', 支援開始日: '1944/12/31' }),
        row({ 被保険者番号: '1', 目的: '口腔', 支援の有無: '有', 支援開始日: '1945/1/1' }),
        row({ 被保険者番号: '2', 支援の有無: '有', 支援開始日: '2026/6/30' }),
        row({ 被保険者番号: '2', 目的: '口腔', 支援の有無: '有', 支援開始日: '2026/7/1' }),
        row({ 被保険者番号: '3', 支援の有無: '有', 支援開始日: '2026/6/1', 支援終了日: '2026/8/1', 状況: '死亡' }),
        row({ 被保険者番号: '3', 目的: '口腔', 支援の有無: '有', 支援開始日: '2026/8/2' }),
        row({ 被保険者番号: '1', 目的: '服薬', 支援の有無: '有', 支援開始日: '2026/6/2', 支援終了日: '2026/6/1' }),
        row({ 被保険者番号: '9', 支援の有無: '有', 支援開始日: '2026/6/1', 支援終了日: '2026/6/1' }),
      ]),
      [register],
    );
    expect(log.findings.map(({ rows, mark }) => [rows, mark.replace(/（日付.*$/, '')])).toEqual([
      [[9], 'データにいない番号（書かれた値だけで評価します）'],
      [[2], '生年月日より前の日付'],
      [[5], '資格喪失日より後の支援・案内'],
      [[7], '死亡した日（状況が死亡の行の支援終了日）より後の日付'],
      [[8], '支援終了日が支援開始日より前'],
    ]);
    for (const { sentence } of log.findings) expect(log.notices).toContain(sentence);
    // Nothing is lost: every row is still a line.
    expect([log.rows, log.lines.length]).toEqual([8, 8]);
  });

  test('10,000 rows of one person are one course; the sentence names the first rows and says how many there are', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) =>
      row({ 被保険者番号: '1', 支援の有無: index === 9_999 ? '有' : '無', 支援後体重: 30 + (index % 400) / 10, 支援開始日: '2026/6/1', 'つないだ先': `医科${index}` }),
    ); // prettier-ignore
    const log = placeRecords(logOf([HEADER, ...rows]), [register]);
    expect([log.rows, log.lines.length, log.records.length]).toEqual([10_000, 10_000, 1]);
    expect(log.records[0]).toMatchObject({ supported: true, after: { weight: 30 + (9_999 % 400) / 10 } });
    expect(log.notices).toHaveLength(1);
    expect(log.notices[0]).toMatch(/^支援記録の 2、3、4、.*21 行目ほか（全 10,000 行）は、同じ人・同じ目的/);
    expect(marksOf(log).size).toBe(10_000);
  });

  test('somebody whom only the year before knows is named so, and asked of that year once', () => {
    let asked = 0;
    const log = placeRecords(
      logOf([
        HEADER,
        row({ 被保険者番号: '4', 支援の有無: '有', 支援開始日: '2026/2/2' }),
        row({ 被保険者番号: '4', 目的: '口腔', 支援の有無: '有', 支援開始日: '2025/12/1' }),
        row({ 被保険者番号: '9', 支援の有無: '有', 支援開始日: '2026/6/1' }),
        row({ 被保険者番号: '1', 支援の有無: '有', 支援開始日: '2026/6/1' }),
      ]),
      [register],
      () => {
        asked += 1;
        return tableOf(
          [
            ['被保険者番号', '資格取得日', '資格喪失日'],
            ['4', '2015-04-01', '2025-12-01'],
          ],
          2024,
        );
      },
    );
    expect([asked, log.findings.map(({ rows, mark }) => [rows, mark.replace(/（.*$/, '')])]).toEqual([
      1,
      [
        [[4], 'データにいない番号'],
        [[2, 3], '前の年度のデータにだけいる人'],
        [[2], '資格喪失日より後の支援・案内'],
      ],
    ]);
    placeRecords(logOf([HEADER, row({ 被保険者番号: '1', 支援の有無: '有' })]), [register], () => {
      throw new Error('nobody has to be looked for');
    });
  });

  test('an empty log evaluates nobody, and says so', () => {
    const log = logOf([HEADER]);
    expect([log.rows, log.records, log.notices, log.year]).toEqual([0, [], [], null]);
    const { targeted, outcome, notices } = evaluateProgramme(programmeById('lowNutrition'), log, null, null);
    expect([targeted, outcome.every(({ undetermined }) => undetermined !== '')]).toEqual([0, true]);
    expect(notices[0]).toBe('支援記録に「低栄養」の人がいません。');
    const years = readYears([{ file: '台帳.csv', rows: () => [['被保険者番号', '資格取得日'], ['1', '2015-04-01']] }], { fiscalYear: 2025 }); // prettier-ignore
    expect(supportNotices([HEADER], years)).toEqual(['支援記録は見出しだけで、人の行がありません。']);
    expect(supportNotices([], years)).toEqual([]);
  });

  test('values that are text count as blank and are named by their cells', () => {
    const log = readSupport([
      HEADER,
      row({ 被保険者番号: '1', 支援の有無: '有', 支援開始日: 'きのう', 支援前体重: '軽い' }),
    ]);
    expect(log.unreadable.map(({ address }) => address)).toEqual(['D2', 'H2']);
    expect(log.notices.join('\n')).toMatch(/D2「支援開始日」の値「きのう」.*\n.*H2「支援前体重」の値「軽い」/);
  });
});
