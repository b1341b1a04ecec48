/** Tests of the lists for daily work: what goes along to the door, what is written into them, what a screen and a page show. */
import { NATIONAL_CRITERIA, createEvaluator } from '../../src/criteria';
import {
  everybodySheet,
  extractionSheet,
  isPersonList,
  readListWork,
  shortReason,
  withoutWork,
  type Extraction,
} from '../../src/plan';
import { everybodyRowsSteps, extractionRows } from '../../src/plan/lists/extractionRows';
import { atOnce } from '../../src/kdb/steps';
import { isHandInSheet } from '../../src/plan/handIn/sheets';
import { draftsOfList, fiscalYearOfList } from '../../src/plan/support';
import { personPagesSheet } from '../../src/plan/lists/personPages';
import { csvOfList } from '../../src/plan';
import { extractionOf, gridOf, intakeOf, sampleIntake } from './support';

const NATIONAL_IDS = NATIONAL_CRITERIA.map(({ id }) => id);
const HEADINGS = ['被保険者番号', '氏名', '性別', '生年月日', '処方薬剤数'];
const PERSONS = [
  ['1', '山田 花子', '女', '19400101', 21],
  ['00002', '佐藤　　一', '男', '19410101', 15],
  ['3', '', '男', '19410101', 3],
];
const wide = (headings: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  extractionOf(intakeOf([[...HEADINGS, ...headings], ...rows.map((cells, index) => [...PERSONS[index]!, ...cells])]));
const cellsOf = (extraction: Extraction, heading: string) => {
  const { columns, rows } = extractionRows(extraction, 'polypharmacy');
  return rows.map((cells) => cells[columns.findIndex((column) => column.heading === heading)]);
};
const headingsOf = (extraction: Extraction) =>
  extractionRows(extraction, 'polypharmacy').columns.map(({ heading }) => heading);

test('an export without addresses has no empty columns for them, and room for the work all the same', () => {
  const headings = headingsOf(wide([], [[], [], []]));
  expect(headings).not.toContain('住所');
  expect(headings).not.toContain('電話番号');
  expect(headings.filter((heading) => ['担当', '連絡日', '結果', '次回'].includes(heading))).toHaveLength(4);
});

test('an address in several columns is one cell, with the postal code before it', () => {
  const extraction = wide(
    ['郵便番号', '住所', '方書', 'TEL', '主治医', '要介護度', '備考１'],
    [
      ['1234567', '甲町一丁目 1-1', '', '090-0000-0000', '乙医院', '要支援1', '独居'],
      ['〒1234568', '甲町二丁目', '丙荘 2号', '', '', '', ''],
      ['', '', '', '', '', '', ''],
    ],
  );
  expect(cellsOf(extraction, '住所')).toEqual(['〒1234567 甲町一丁目 1-1', '〒1234568 甲町二丁目 丙荘 2号']);
  expect(cellsOf(extraction, '電話番号')).toEqual(['090-0000-0000', '']);
  expect(cellsOf(extraction, 'かかりつけ医')).toEqual(['乙医院', '']);
  expect(cellsOf(extraction, '要介護度')).toEqual(['要支援1', '非該当']);
  expect(cellsOf(extraction, '備考1')).toEqual(['独居', '']);
});

test('names stand with one full-width space, so that a search finds them on every sheet', () => {
  expect(cellsOf(wide([], [[], [], []]), '氏名')).toEqual(['山田　花子', '佐藤　一']);
});

test('one row stays in sight, and number and name sideways; the values on the right are not printed', () => {
  const sample = extractionOf(sampleIntake());
  for (const id of NATIONAL_IDS) {
    const spec = extractionSheet(sample, id, 'x');
    const headings = gridOf(spec)[0]!;
    expect([spec.frozenRows, spec.frozenColumns, headings[1]]).toEqual([1, 2, '氏名']);
    const { columns } = spec.print.area!;
    expect(headings.slice(0, columns)).toContain('次回');
    expect(headings.slice(0, columns).some((heading) => String(heading).startsWith('質問票'))).toBe(false);
    // A4 landscape: 770 points between the margins; 6 points a character of 8 pixels, 3.75 points of margin a column.
    const width = spec.columnWidths.slice(0, columns).reduce<number>((sum, each) => sum + each!, 0);
    expect([id, width * 6 + columns * 3.75 <= 770 / 0.72]).toEqual([id, true]);
  }
});

test('a screen of 1600 × 1000 shows the heading and 20 persons of every list', () => {
  const sample = extractionOf(sampleIntake());
  const specs = [everybodySheet(sample, 'x'), ...NATIONAL_IDS.map((id) => extractionSheet(sample, id, 'x'))];
  const few = specs.flatMap(({ name, rowHeights, tables }) => {
    // Of 1000 pixels some 750 are left to the cells below tabs, ribbon and formula bar: 562 points.
    let left = 562 - (rowHeights?.get(0) ?? 18.75);
    let row = 1;
    for (; row < tables![0]!.rows; row += 1) {
      left -= rowHeights?.get(row) ?? 18.75;
      if (left < 0) break;
    }
    return left < 0 && row - 1 < 20 ? [`${name}: ${row - 1}`] : [];
  });
  expect(few).toEqual([]);
});

test('理由 says together what is the same, in plain words', () => {
  const { intake, settings, results } = extractionOf(sampleIntake());
  const first = (index: number): number => {
    let row = -1;
    results[index]!.hits.forEach((hit) => (row = row < 0 ? hit : row));
    return row;
  };
  const unknown = NATIONAL_IDS.indexOf('unknownStatus');
  expect(shortReason(intake.table, 'unknownStatus', settings, first(unknown))).toBe(
    '健診・医科入院・医科外来・歯科・要介護認定 なし（2年とも）',
  );
  expect(shortReason(intake.table, 'lowNutrition', settings, first(0))).toMatch(/^BMI \d\d\.\d、体重変化 はい$/);
});

test('the other purposes stand by name, and who met the purpose a year before is marked', () => {
  const [intake, before] = [2025, 2024].map((year) =>
    intakeOf(
      [
        ['被保険者番号', '性別', '生年月日', '処方薬剤数', 'BMI', '質問票⑥'],
        ['1', '女', '19400101', 21, 17, 1],
        ['2', '男', '19410101', year === 2025 ? 15 : 3, '', ''],
        ['3', '男', '19410101', year === 2025 ? 16 : '', '', ''],
        ...(year === 2025 ? [['4', '男', '19410101', 17, '', '']] : []),
      ],
      year,
    ),
  );
  const extraction = extractionOf(intake!);
  const results = createEvaluator(before!.table).evaluateAll(extraction.settings);
  const { columns, rows } = extractionRows(
    { ...extraction, yearBefore: { table: before!.table, results } },
    'polypharmacy',
  );
  const [number, other, mark] = ['被保険者番号', '他の目的', '前年度も該当'].map((heading) =>
    columns.findIndex((column) => column.heading === heading),
  );
  expect(rows.map((cells) => [cells[number!], cells[other!], cells[mark!]])).toEqual([
    ['1', '低栄養', '○'],
    ['2', '', ''],
    ['3', '', ''],
    ['4', '', '－'],
  ]);
  expect(headingsOf(extraction)).not.toContain('前年度も該当');
});

describe('what was written into a list', () => {
  const extraction = wide([], [[], [], []]);
  const spec = extractionSheet(extraction, 'polypharmacy', 'x');
  const standing = gridOf(spec);
  const at = (heading: string) => standing[0]!.indexOf(heading);
  const write = (row: number, heading: string, text: string) => {
    standing[row]![at(heading)] = text;
  };
  write(1, '担当', '保健師A');
  write(1, '結果', '不在');
  write(2, '次回', '10/3');

  test('is read by person, and is no edit of the list', () => {
    const work = readListWork(standing);
    expect([...work.values()].map(({ number, cells }) => [number, cells])).toEqual([
      ['00001', ['保健師A', '', '不在', '']],
      ['00002', ['', '', '', '10/3']],
    ]);
    expect(withoutWork(standing)).toEqual(withoutWork(gridOf(spec)));
    const edited = standing.map((cells) => [...cells]);
    edited[1]![at('理由')] = 'x';
    expect(withoutWork(edited)).not.toEqual(withoutWork(gridOf(spec)));
  });

  test('stands beside the same person again, however the number is padded; who left the list is kept below it', () => {
    const fewer = extractionOf(
      intakeOf([HEADINGS, ['000000001', '山田 花子', '女', '19400101', 22], ['2', '佐藤 一', '男', '19410101', 3]]),
    );
    const work = new Map([['polypharmacy' as const, readListWork(standing)]]);
    const again = gridOf(extractionSheet({ ...fewer, work }, 'polypharmacy', 'x'));
    expect([again[1]![at('担当')], again[1]![at('結果')]]).toEqual(['保健師A', '不在']);
    const left = again.findIndex((cells) => cells[0] === '記入があり、今回の一覧にはいない人');
    expect([again[left + 1]![0], again[left + 1]![at('氏名')], again[left + 1]![at('次回')]]).toEqual([
      '00002',
      '佐藤　一',
      '10/3',
    ]);
    // Once more: nobody is lost, nobody is doubled, and the log takes the persons of the list only.
    const third = readListWork(again);
    expect([...third.values()].map(({ cells }) => cells)).toEqual(
      [...work.get('polypharmacy')!.values()].map(({ cells }) => cells),
    );
    expect(draftsOfList(again, 'polypharmacy', 20_000).map(({ personId }) => personId)).toEqual(['000000001']);
    expect(fiscalYearOfList(again)).toBe(2025);
  });
});

describe('everybody in one list', () => {
  const sample = extractionOf(sampleIntake());

  test('holds each person once, with every purpose that the lists name him or her under', () => {
    const { columns, rows } = atOnce(everybodyRowsSteps(sample));
    const at = (heading: string) => columns.findIndex((column) => column.heading === heading);
    const purposesOf = new Map<string, number>();
    for (const id of NATIONAL_IDS)
      for (const [number] of extractionRows(sample, id).rows)
        purposesOf.set(String(number), (purposesOf.get(String(number)) ?? 0) + 1);
    expect(new Map(rows.map((cells) => [cells[0], cells[at('該当目的数')]]))).toEqual(purposesOf);
    for (const cells of rows) {
      expect(String(cells[at('該当する目的')]).split('・')).toHaveLength(Number(cells[at('該当目的数')]));
      expect(cells.slice(at('低栄養')).filter((mark) => mark === '○')).toHaveLength(Number(cells[at('該当目的数')]));
    }
  });

  test('two persons of one name and one number under two insurers are two rows, each with their own writing', () => {
    const union = extractionOf(
      intakeOf([
        ['保険者番号', ...HEADINGS],
        ['39000001', '7', '山田 花子', '女', '19400101', 21],
        ['39000002', '7', '山田 花子', '女', '19400102', 22],
      ]),
    );
    const standing = gridOf(everybodySheet(union, 'x'));
    const at = (heading: string) => standing[0]!.indexOf(heading);
    standing[1]![at('担当')] = 'A';
    const first = standing[1]![at('保険者番号')];
    const again = gridOf(everybodySheet({ ...union, work: new Map([['everybody', readListWork(standing)]]) }, 'x'));
    expect(again.slice(1, 3).map((cells) => [cells[at('保険者番号')], cells[at('担当')]])).toEqual([
      [first, 'A'],
      [standing[2]![at('保険者番号')], ''],
    ]);
  });

  test('is a list of persons, and never handed in', () => {
    const { name } = everybodySheet(sample, 'x');
    expect([isPersonList(name), isHandInSheet(name)]).toEqual([true, false]);
  });
});

describe('一覧に出す列: columns that were asked for by their headings', () => {
  const EXPORT = [
    [...HEADINGS, '世帯構成', '住所', '送付先住所', 'HbA1c', '介護保険被保険者番号', '担当'],
    [...PERSONS[0]!, '独居', '甲町1', '乙町9', 7.5, '0000000001', '東'],
    [...PERSONS[1]!, '', '甲町2', '', '', '', '西'],
  ];
  const asked = (...listColumns: string[]) => extractionOf(intakeOf(EXPORT, 2025, { listColumns }));

  test('a column that nothing reads stands in the lists, the file and 個人票 under its own heading', () => {
    const extraction = asked('世帯構成');
    expect(cellsOf(extraction, '世帯構成')).toEqual(['独居', '']);
    expect(atOnce(everybodyRowsSteps(extraction)).columns.map(({ heading }) => heading)).toContain('世帯構成');
    const { intake, results, settings } = extraction;
    expect(csvOfList(intake, results, settings, 'polypharmacy')).toContain('独居');
    const pages = personPagesSheet({ table: intake.table, settings, results, before: [], fiscalYear: 2025, rows: [0] });
    expect(gridOf(pages).flat()).toEqual(expect.arrayContaining(['世帯構成', '独居']));
    expect(headingsOf(asked())).not.toContain('世帯構成');
  });

  test('a column that the purposes read stays theirs, and the lists show it too', () => {
    const extraction = asked('ＨｂＡ１ｃ');
    expect(cellsOf(extraction, 'ＨｂＡ１ｃ')).toEqual(['7.5', '']);
    expect(extraction.intake.table.columns.hba1c).toBeDefined();
  });

  test('a second address is named, and shown when it is asked for; letters go on using the first', () => {
    const notice = asked().intake.notices.find((each) => each.includes('住所の列が 2 つ'));
    expect(notice).toContain('「住所」を使い、空欄の人だけ「送付先住所」');
    const extraction = asked('送付先住所');
    expect(cellsOf(extraction, '送付先住所')).toEqual(['乙町9', '']);
    expect(cellsOf(extraction, '住所')).toEqual(['甲町1', '甲町2']);
    expect(extraction.intake.notices.join('')).not.toContain('住所の列が 2 つ');
  });

  test('a heading of ours stands twice, ours first, and what is written there is read back', () => {
    const headings = headingsOf(asked('担当'));
    expect([headings.indexOf('担当'), headings.indexOf('担当2')]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(headings.indexOf('担当')).toBeLessThan(headings.indexOf('担当2'));
    expect(cellsOf(asked('担当'), '担当2')).toEqual(['東', '西']);
  });

  test('a heading that stands nowhere, or tells numbers, is named; what every list has is not doubled', () => {
    const { intake } = asked('ない列', '介護保険被保険者番号', '世帯構成', '住所');
    expect(intake.notices.join('')).toContain('一覧に出す列「ない列」「介護保険被保険者番号」は');
    expect(headingsOf(asked('住所')).filter((heading) => heading.startsWith('住所'))).toEqual(['住所']);
  });

  test('the figures keep their stamp: what lists show changes none of them', () => {
    expect(asked('世帯構成').intake.table.stamp).toBe(asked().intake.table.stamp);
  });
});

test('an address in more than two columns is put together in the order of the table, blanks left out', () => {
  const extraction = wide(
    ['住所１', '番地', '建物名', '部屋番号'],
    [
      ['甲市乙町', '1-2', '丙荘', '203'],
      ['甲市丁町', '', '', '5号'],
      ['', '', '', ''],
    ],
  );
  expect(cellsOf(extraction, '住所')).toEqual(['甲市乙町 1-2 丙荘 203', '甲市丁町 5号']);
});
