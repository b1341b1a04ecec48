/** Tests that whatever is wrong at a place of a file is told with the file, the row and the column, in Japanese. */
import { AnalystError, buildIntake, FINDINGS, MESSAGES, qualityFinding, readFile } from '../../src/kdb';
import type { FindingCode, Intake, IntakeOptions, MessageCode } from '../../src/kdb';
import { csv } from './support';

/** Why a sentence names no row or column of a file. */
const WHY = {
  wholeFile: 'the file as a whole is the cause, and is named',
  columnMissing: 'a column that is missing has no letter; the row of the headings is named',
  wholeRun: 'all sources together are the cause, none of them alone',
  settingsCell: 'the cell of the sheet 抽出条件 (支援記録, 様式の対応) names row and column in one',
  settingsRow: 'the row of the sheet 様式の対応 is named, with what is wrong in it',
  argument: 'an argument of a formula or a switch: its own cell shows the error',
  figures: 'numbers given to a calculation, by their position in the range or their meaning',
  workbook: 'the state of the workbook or of a sheet, which is named; no file',
  machine: 'the machine or the program; no file is read',
} as const;

type Names = readonly string[];

/** The places that every message names, or why it names none of a file. Every code stands here once. */
const NAMED: Readonly<Record<MessageCode, Names | keyof typeof WHY>> = {
  'history.none': 'wholeFile', 'support.byHeadings': 'wholeFile',
  'csv.unclosedQuote': ['file', 'row', 'column'],
  'source.noKey': 'columnMissing',
  'support.cell': 'settingsCell', 'support.year': 'settingsCell', 'support.logYear': 'settingsCell',
  'settings.excludedPersons': 'settingsCell', 'settings.listColumns': 'settingsCell', 'settings.notNumber': 'settingsCell', 'settings.outOfRange': 'settingsCell', 'settings.notWhole': 'settingsCell',
  'settings.fiscalYear': 'settingsCell', 'settings.referenceDate': 'settingsCell', 'settings.notSwitch': 'settingsCell',
  'settings.receiptRule': 'settingsCell', 'settings.foreign': 'workbook', 'binding.row': 'settingsRow',
  'file.unreadable': 'wholeFile', 'file.empty': 'wholeFile', 'file.kind': 'wholeFile', 'file.noFolder': 'wholeFile',
  'file.isFolder': 'wholeFile', 'file.unwritable': 'wholeFile', 'layout.unreadable': 'wholeFile',
  'mapping.twice': ['where', 'columns'], 'mapping.nowhere': 'wholeFile',
  'file.foreign': 'wholeFile', 'file.tooLarge': 'wholeFile', 'file.twoEncodings': ['file', 'row'],
  'sheet.damaged': 'wholeFile', 'sheet.uncalculated': ['file', 'sheet', 'cells'],
  'source.notExport': 'wholeFile', 'source.stranger': 'wholeFile', 'binding.template': 'wholeFile',
  'excel.noFile': 'workbook', 'excel.calculating': 'workbook',
  'excel.tooWide': 'wholeFile', 'file.notFolder': 'wholeFile', 'file.notRegular': 'wholeFile',
  'file.isInput': 'wholeFile', 'file.twice': 'wholeFile',
  'source.none': 'wholeRun', 'source.noPersons': 'wholeRun', 'source.noYear': 'wholeRun', 'data.none': 'wholeRun',
  'figure.noColumn': 'wholeRun', 'aggregate.none': 'wholeRun', 'aggregate.noIndicator': 'wholeRun',
  'aggregate.noRecord': 'wholeRun', 'aggregate.several': 'wholeRun', 'aggregate.hidden': 'wholeRun',
  'answer.undetermined': 'wholeRun', 'list.empty': 'wholeRun', 'support.noPersons': 'wholeRun',
  'filter.unknownKey': 'argument', 'filter.unknownValue': 'argument', 'filter.noColumn': 'argument',
  'filter.twice': 'argument', 'filter.form': 'argument', 'argument.wanted': 'argument', 'argument.purpose': 'argument',
  'argument.person': 'argument', 'argument.personTwice': 'argument', 'argument.range': 'argument',
  'argument.number': 'argument', 'argument.date': 'argument', 'argument.missing': 'argument',
  'argument.impossible': 'argument', 'argument.choice': 'argument', 'argument.oneCell': 'argument',
  'argument.line': 'argument', 'argument.cellNumber': 'argument', 'argument.sameShape': 'argument',
  'outcome.purpose': 'argument', 'outcome.indicator': 'argument', 'cost.unknownPart': 'argument',
  'cost.unknownPayer': 'argument', 'standard.unknown': 'argument', 'standard.classes': 'argument',
  'confidence.range': 'argument', 'persons.sex': 'argument', 'questionnaire.answer': 'argument',
  'questionnaire.count': 'argument', 'function.failed': 'argument',
  'division.byZero': 'figures', 'number.notNumber': 'figures', 'number.negative': 'figures',
  'number.notPositive': 'figures', 'number.notWhole': 'figures', 'number.outOfRange': 'figures',
  'numerator.aboveDenominator': 'figures', 'rows.mismatch': 'figures', 'rows.none': 'figures',
  'rate.tooFewEvents': 'figures', 'ratio.noExpected': 'figures', 'pairs.tooFew': 'figures', 'trend.fewYears': 'figures', 'life.noLeavers': 'wholeRun',
  'survival.beyond': 'figures', 'size.noDifference': 'figures', 'size.tooFew': 'figures', 'regression.noSpread': 'figures',
  'pairs.notYesNo': 'figures', 'bands.order': 'figures', 'bands.notLabel': 'figures', 'bands.mismatch': 'figures',
  'life.deathsAbovePopulation': 'figures', 'life.openClassNoDeaths': 'figures', 'life.smallPopulation': 'figures',
  'life.fewInClass': 'figures',
  'life.ageNotClass': 'figures', 'life.nobodyAlive': 'figures', 'life.tooWide': 'figures',
  'answer.noInterval': 'figures', 'answer.noP': 'figures',
  'sheet.edited': 'workbook', 'sheet.tooLong': 'workbook', 'sheet.notWritten': 'workbook', 'undo.none': 'workbook', 'workbook.protected': 'workbook', 'sheet.protected': 'workbook',
  'cell.ours': 'workbook', 'cell.occupied': 'workbook', 'sheet.missing': 'workbook', 'support.none': 'workbook',
  'list.notListed': 'workbook', 'list.noSheet': 'workbook', 'list.noColumn': 'workbook', 'list.tooManyParts': 'workbook',
  'pages.noList': 'workbook', 'pages.noPersons': 'workbook', 'pages.tooMany': 'workbook', 'letters.noText': 'workbook', 'letters.unknownField': 'workbook',
  'support.noHeader': 'workbook', 'support.noPurpose': 'workbook', 'support.below': 'workbook',
  'support.tooLong': 'workbook', 'handIn.outdated': 'workbook', 'handIn.errors': 'workbook', 'handIn.drafts': 'workbook', 'handIn.person': 'workbook', 'handIn.personInName': 'workbook',
  'handIn.personLeft': 'workbook', 'handIn.none': 'workbook', 'handIn.busy': 'workbook', 'binding.none': 'workbook',
  'binding.noRows': 'workbook',
  'binding.place': 'workbook',
  'output.failed': 'machine', 'serve.portRefused': 'machine', 'serve.portTaken': 'machine', 'command.failed': 'machine', 'excel.failed': 'machine', 'excel.unfinished': 'machine', 'excel.silent': 'machine', 'work.cancelled': 'machine',
}; // prettier-ignore

/** What a sentence must name for the reason that it gives for naming no row and column. */
const AT_LEAST: Partial<Record<keyof typeof WHY, RegExp>> = {
  wholeFile: /\{(file|where|sheet)\}/,
  columnMissing: /\{where\}.*\{row\}/,
  settingsCell: /\{cell\}/,
  settingsRow: /\{row\} 行目/,
};

test.each(Object.keys(MESSAGES) as MessageCode[])(
  '%s names its file, row and column, or it is said why not',
  (code) => {
    const named = NAMED[code];
    const sentence = MESSAGES[code];
    if (typeof named !== 'string') for (const place of named) expect(sentence).toContain(`{${place}}`);
    else {
      expect(WHY[named]).toEqual(expect.any(String));
      expect(sentence).toMatch(AT_LEAST[named] ?? /./);
      // A sentence about a place in a file says all of it.
      expect(sentence).not.toMatch(/\{file\}.*\{row\}/);
    }
  },
);

test('every message stands in the list once, and no other', () => {
  expect(Object.keys(NAMED).sort()).toEqual(Object.keys(MESSAGES).sort());
});

test.each(Object.entries(FINDINGS))('the finding %s has places for file, column and rows', (_, sentence) => {
  for (const place of ['{place}', '{column}', '{rows}']) expect(sentence).toContain(place);
});

const YEAR = { fiscalYear: 2025 };
/** A file with one thing wrong at one place, and the beginning of what is said of it. */
const QUIRKS: readonly {
  readonly code: FindingCode;
  readonly lines: string;
  readonly says: string;
  readonly rows: string;
  readonly before?: string;
  readonly options?: IntakeOptions;
}[] = [
  { code: 'number.unreadable', lines: 'BMI,被保険者番号\n18,1\n19,1.23E+11', says: 'b.csv の B列『被保険者番号』に、番号を読めない行が 1 行', rows: '3 行目' },
  { code: 'number.otherKind', before: '被保険者番号,資格取得日\n00000001,20200401', lines: '氏名,被保険者番号,要介護度\n甲,0000000001,21\n乙,0000000002,22', says: 'b.csv の B列『被保険者番号』は介護保険', rows: '2、3 行目' },
  { code: 'number.needsInsurer', before: '保険者番号,被保険者番号,資格取得日\n39000001,1,20200401\n39000002,1,20200401', lines: '被保険者番号,処方薬剤数\n1,3', says: 'b.csv の A列『被保険者番号』と同じ', rows: '2 行目' },
  { code: 'cell.unreadable', lines: '被保険者番号,処方薬剤数,BMI\n1,1,18\n2,1,太め', says: 'b.csv の C列『BMI』に、読めない値が 1 件', rows: '3 行目' },
  { code: 'cell.impossible', lines: '被保険者番号,処方薬剤数,BMI\n1,1,1800\n2,1,18', says: 'b.csv の C列『BMI』に、ありえない値が 1 件', rows: '2 行目' },
  { code: 'cell.both', lines: '被保険者番号,BMI\n1,1800\n2,太め', says: 'b.csv の B列『BMI』に、読めない値が 1 件、ありえない値が 1 件', rows: '2、3 行目' },
  { code: 'cell.becameDate', lines: '被保険者番号,質問票①\n1,1月2日\n2,1', says: 'b.csv の B列『質問票①』の 1 件は、「1-2」', rows: '2 行目' },
  { code: 'date.missing', lines: '被保険者番号,BMI,健診受診日\n1,18,20250601\n2,18,6月ごろ', says: 'b.csv の C列『健診受診日』に日付がないか', rows: '3 行目' },
  { code: 'qualification.unreadable', lines: '被保険者番号,BMI,資格喪失日\n1,18,死亡\n2,18,', says: 'b.csv の C列『資格喪失日』に、日付として読めない値が 1 行あり、その人を除きました', rows: '2 行目' },
  { code: 'month.unreadable', lines: '被保険者番号,診療年月,医薬品コード\n1,2025-06,1\n2,先月,1', says: 'b.csv の B列『診療年月』に診療年月がないか', rows: '3 行目' },
  { code: 'validity.unreadable', lines: '被保険者番号,要介護度,認定有効期間開始日\n1,21,20250401\n2,21,春', says: 'b.csv の C列『認定有効期間開始日』に、日付として読めない値が 1 件', rows: '3 行目' },
  { code: 'exportYear.unreadable', lines: '被保険者番号,抽出年度,処方薬剤数\n1,2025,3\n2,今年,3', says: 'b.csv の B列『抽出年度』に、年度として読めない値が 1 件', rows: '3 行目' },
  { code: 'receiptType.unreadable', lines: '被保険者番号,診療年月,レセプト種別,医薬品コード\n1,2025-06,歯科,1\n1,2025-06,その他いろいろ,1', says: 'b.csv の C列『レセプト種別』に、レセプト種別を読めない', rows: '3 行目' },
  { code: 'heading.repeated', lines: '一覧\n被保険者番号,BMI,歯科レセ件数,ＢＭＩ\n1,18,0,19', says: 'b.csv の 2 行目の見出しで、D列『ＢＭＩ』はB列『BMI』と', rows: '2 行目' },
  { code: 'row.tooWide', lines: '被保険者番号,氏名,BMI\n1,甲 一,18\n2,乙,二,19', says: 'b.csv に、見出しのない D列以降まで値のある行が 1 行', rows: '3 行目' },
]; // prettier-ignore

/** Everything that is said of the places of the sources. */
const saidOf = (intake: Intake): readonly string[] => [
  ...intake.sources.flatMap(({ notices }) => notices),
  ...intake.quality.flatMap((column) => qualityFinding(column) ?? []),
];

test('every finding is shown by a quirk', () => {
  expect(QUIRKS.map(({ code }) => code).sort()).toEqual(Object.keys(FINDINGS).sort());
});

test.each(QUIRKS)('$code names file, row and column of its cells', ({ lines, says, rows, before, options }) => {
  const inputs = [...(before === undefined ? [] : [csv('a.csv', before)]), csv('b.csv', lines)];
  const said = saidOf(buildIntake(inputs, { ...YEAR, ...options })).filter((text) => text.startsWith(says));
  expect(said).toEqual([expect.stringContaining(rows)]);
});

test('cells of a sheet are told the same way as those of a file', () => {
  const rows = [['被保険者番号', '氏名', 'BMI'], ['1', '甲', 18], [1.23e21, '乙', 'x', 'はみ出し'], ['3', '丙', 'x', 'はみ出し']]; // prettier-ignore
  const said = saidOf(buildIntake([{ file: '帳票.xlsx', sheet: '一覧', rows: () => rows }], YEAR)).join('\n');
  expect(said).toContain('帳票.xlsx「一覧」 の A列『被保険者番号』に、番号を読めない行が 1 行');
  expect(said).toContain('帳票.xlsx「一覧」 の C列『BMI』に、読めない値が 1 件あります（4 行目）');
  expect(said).toContain('帳票.xlsx「一覧」 に、見出しのない D列以降まで値のある行が 1 行あります（4 行目）');
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AnalystError) return error.message;
  }
  throw new Error('nothing was refused');
}

test.each([
  ['the header', '被保険者番号,"BMI\n1,2', '1 行目、B列から'],
  ['a row near the header', '被保険者番号,歯科レセ件数\n1,2\n2,"3', '3 行目、B列『歯科レセ件数』から'],
  ['a row far below', `被保険者番号,歯科レセ件数\n${'1,2\n'.repeat(50)}2,"3`, '52 行目、B列『歯科レセ件数』から'],
  ['a doubled quote', `被保険者番号,歯科レセ件数\n${'1,2\n'.repeat(50)}2,"3""`, '52 行目、B列『歯科レセ件数』から'],
])('a quote that is never closed is told with row, letter and heading: in %s', (_, lines, place) => {
  for (const encoding of ['utf8', 'utf16le']) {
    const mark = encoding === 'utf8' ? '' : '\ufeff';
    expect(messageOf(() => buildIntake([csv('壊れ.csv', mark + lines, encoding)], YEAR))).toContain(
      `壊れ.csv の ${place}始まる引用符`,
    );
  }
});

test('letters of columns go on behind Z as in Excel', () => {
  const headings = ['被保険者番号', ...Array.from({ length: 701 }, (_, index) => `列${index}`), 'BMI'];
  const cells = ['1', ...new Array<string>(701).fill(''), 'x'];
  const bytes = new TextEncoder().encode(`${headings.join()}\n${cells.join()}`);
  expect(saidOf(buildIntake(readFile('広い.csv', bytes), YEAR)).join()).toContain('AAA列『BMI』に、読めない値');
});

const UNDATED = '被保険者番号,処方薬剤数\n1,3';
const REGISTER = csv('台帳.csv', '被保険者番号,資格取得日\n1,20200401');
test.each([
  ['the file name', 'レセプト集計_令和8年度.csv', UNDATED, 'ファイル名「レセプト集計_令和8年度.csv」'],
  ['a short file name', 'レセプト_R8.csv', UNDATED, 'ファイル名「レセプト_R8.csv」'],
  ['a western year', '2026年度レセプト.csv', UNDATED, 'ファイル名「2026年度レセプト.csv」'],
  ['a year alone', 'レセプト2026.csv', UNDATED, 'ファイル名「レセプト2026.csv」'],
  [
    'a pair above the header',
    'a.csv',
    `対象年度：令和8年度\n${UNDATED}`,
    '表の上の見出し（1 行目「対象年度:令和8年度」）',
  ],
  [
    'a title above the header',
    'a.csv',
    `令和８年度\u3000集計表\n${UNDATED}`,
    '表の上の見出し（1 行目「令和8年度 集計表」）',
  ],
  ['certifications', '認定_令和8年度.csv', '被保険者番号,要介護度\n1,21', 'ファイル名「認定_令和8年度.csv」'],
])(
  'a table without dates that is of another year by %s is set aside, and the year and its place are named',
  (_, name, lines, says) => {
    const { sources, notices } = buildIntake([REGISTER, csv(name, lines)], YEAR);
    expect(sources[1]).toMatchObject({
      used: 0,
      setAside: { 対象年度外: 1 },
      placed: { years: [{ year: 2026, rows: 1 }] },
    });
    expect(notices).toContainEqual(`${name} は${says}から令和8年度の表です。令和7年度の判定には使いません。`);
  },
);

test.each([
  ['is of the fiscal year', 'レセプト_令和7年度.csv', UNDATED],
  ['names the fiscal year in its title, whatever its file is called', '令和8年度提出.csv', `対象年度：R7\n${UNDATED}`],
  ['has dates', '健診_令和8年度.csv', '被保険者番号,健診受診日,BMI\n1,20250601,18'],
  ['has months', '明細_令和8年度.csv', '被保険者番号,診療年月,医薬品コード\n1,2025-06,1'],
  ['has a column 抽出年度', '一覧_令和8年度.csv', '被保険者番号,抽出年度,処方薬剤数\n1,2025,3'],
  ['has attributes only', '氏名.csv', '被保険者番号,氏名\n1,甲'],
])('nothing is said of a table that %s', (_, name, lines) => {
  const { notices } = buildIntake([REGISTER, csv(name, lines)], YEAR);
  expect(notices.filter((text) => text.includes(name))).toEqual([]);
});

test.each([
  ['no year', 'レセプト.csv'],
  ['a month only', 'レセプト_令和8年3月.csv'],
  ['the month of an export', 'レセプト_202604.csv'],
  ['two years', 'レセプト_R6_R7.csv'],
])('a table without dates that names %s is of the fiscal year, and a notice says so', (_, name) => {
  const { sources, notices } = buildIntake([REGISTER, csv(name, UNDATED)], YEAR);
  expect(sources[1]).toMatchObject({ used: 1, setAside: {} });
  expect(notices.join('\n')).toContain(`${name} には年度の記載がないため`);
});
