/** The sheet 中間評価: what was reached by year beside the targets, the judgement by a rule that is shown, causes and decisions. */
import { writtenWith } from '../dataStamp';
import { quoteSheetName } from '../../formula';
import { PROGRAMMES } from '../../indicators/programmes';
import { ref, type FormCell, type FormSheet, type PlanFacts } from '../forms';
import {
  entry,
  choice,
  composed,
  figure,
  gap,
  liveText,
  number,
  plain,
  text,
  wide,
  type DraftRow,
} from '../reports/compose';
import { MIDTERM_SHEET, MIDTERM_WORKING_SHEET, RECORD_SHEET } from '../sheetNames';
import { DASH, quoted } from '../formulaCalls';
import { LAST, MIDDLE, placeSections, PROGRAMME_SECTIONS, WHOLE, YEARS, type Judged, type Section } from './measures';
import {
  BY_INTERVAL,
  BY_VALUE,
  recordedWords,
  stepColumn,
  stepKey,
  valueCell,
  workingSheet,
  WORKING_COLUMNS,
  type RuleCells,
  type StepName,
} from './working';
import { isMade } from '../forms/roles';
import { shownQuantity, type RecordedIndicator } from '../record/indicators';
import { heightOfLines, linesOf, STANDARD_HEIGHT } from '../textSize';
import { STYLES } from '../styles';
import { changeOf, PLAIN, yearOf, type Quantity, SHARE, decimalsOf, formatFor } from '../figures/quantity';
import { fiscalYearName } from '../years';

const HINT_WIDTH = 20;
/** As wide as a landscape page of A4 holds at 8 points. */
const COLUMNS = [
  { key: 'indicator', width: 20 },
  ...YEARS.map((year) => ({ key: `y${year}`, width: 8 })),
  { key: 'target8', width: 8 },
  { key: 'target11', width: 8 },
  { key: 'change', width: 15.5 },
  { key: 'projected', width: 13.6 },
  { key: 'verdict', width: 11.5 },
  { key: 'hint', width: HINT_WIDTH },
  { key: 'cause', width: 12.3 },
  { key: 'newTarget', width: 8 },
  { key: 'decision', width: 8.2 },
] as const;
type Column = (typeof COLUMNS)[number]['key'];

/** The letters of the judgement with the words of 健康日本21（第二次）最終評価, shortened. */
const VERDICTS = [
  ['A', '目標達成'],
  ['B', '改善'],
  ['C', '変わらない・区別できない'],
  ['D', '悪化'],
  ['E', '判定できない'],
] as const;
const DECISIONS = ['継続', '見直して継続', '縮小・統合', '終了'] as const;

const verdictKey = (letter: string): string => `rule.${letter}`;

/** To how many decimals a figure is shown: 0.0% shows three of a fraction. */
const roundedTo = (quantity: Quantity): number => decimalsOf(quantity) + (quantity.unit === '割合' ? 2 : 0);

/** A figure of an indicator in words, a mean change with its sign and unit. What is rounded to 0 has no sign. */
function inWords(cell: string, indicator: RecordedIndicator): string {
  return `TEXT(ROUND(${cell},${roundedTo(indicator.quantity)}),${quoted(formatFor(shownQuantity(indicator))!)})`;
}

/** A change between two years: of a share in percentage points, never in percent of what it was. */
function changeInWords(cell: string, { quantity }: RecordedIndicator): string {
  const isShare = quantity.unit === '割合';
  const rounded = `ROUND(${cell},${roundedTo(quantity)})${isShare ? '*100' : ''}`;
  return `TEXT(${rounded},${quoted(formatFor({ unit: quantity.unit === '割合' ? '比' : quantity.unit, decimals: decimalsOf(quantity), isChange: true })!)})`;
}
const unitOfChange = ({ quantity, unit = '' }: RecordedIndicator): string =>
  quantity.unit === '割合' ? 'ポイント' : unit === '' || unit === '%' ? unit : ` ${unit}`;
/** The indicator as its line names it: with the unit of a mean change. */
const labelOf = ({ name, unit }: RecordedIndicator): string => (unit === undefined ? name : `${name}（${unit}）`);

interface Sheets {
  readonly whole: FormSheet;
  readonly programmes: ReadonlyMap<string, FormSheet>;
}

/** Rows of 方法 and 体制 on Ⅳ, with their names there. */
const PROCESS = ['inform', 'invite', 'support', 'place', 'other'].map((name) => `method.${name}`);
const STRUCTURE = ['office', 'professions', 'federation', 'firms', 'other'].map((name) => `structure.${name}`);

/** What is written on rows of Ⅳ, one below the other: 担当課: …. */
function writtenOn(form: FormSheet, keys: readonly string[]): string {
  const parts = keys.map((key) => {
    const row = form.rows.find((each) => each.key === key)!;
    const label = row.cells[0];
    const name = label !== null && label !== undefined && 'text' in label ? String(label.text) : '';
    const cell = `${quoteSheetName(form.name)}!${ref(form, key, 'name')}`;
    return `IF(${cell}="","","・${name}："&${cell}&CHAR(10))`;
  });
  return `=${parts.join('&')}`;
}

/** The builder of 中間評価 and of its working. `target` names the cell of a target on Ⅲ or Ⅳ. */
export function midtermSheets(
  facts: PlanFacts,
  sheets: Sheets,
  target: (indicator: RecordedIndicator, year: number) => string | null,
): FormSheet[] {
  const places = placeSections(facts);
  const sections = [WHOLE, ...PROGRAMME_SECTIONS, ...places];
  // Both sheets name cells of the other: their rows are known before any cell is made.
  const drafts: DraftRow[] = [];
  const here = (row: string, column: Column): string =>
    `'${MIDTERM_SHEET}'!${ref({ columns: COLUMNS, rows: drafts }, row, column)}`;
  const rule = (): RuleCells => ({
    evaluatedYear: here('rule.year', 'y2022'),
    meeting: here('rule.meeting', 'y2022'),
    points: here('rule.points', 'y2022'),
    ratio: here('rule.ratio', 'y2022'),
  });
  const working = workingSheet({ facts, rule, target }, sections);
  const there = (row: string, column: string): string =>
    `'${MIDTERM_WORKING_SHEET}'!${ref({ columns: WORKING_COLUMNS, rows: working.drafts }, row, column)}`;
  const step = (line: Judged, name: StepName): string => there(stepKey(line), stepColumn(name));
  drafts.push(
    ...rowsOf(facts, sheets, sections, {
      step,
      value: (line, year) => {
        const { row, column } = valueCell(line, year);
        return there(row, column);
      },
      furtherHints: (line) => recordedWords(facts, line).join(''),
    }),
  );
  const form = composed({ name: MIDTERM_SHEET, columns: COLUMNS, orientation: 'landscape' }, drafts);
  return [form, working.form()];
}

interface Cells {
  readonly step: (line: Judged, name: StepName) => string;
  readonly value: (line: Judged, year: number) => string;
  /** Words that may stand among the hints of this indicator only. */
  readonly furtherHints: (line: Judged) => string;
}

const HEADINGS = {
  indicator: '評価指標',
  y2022: '策定時\n令和4\n年度',
  y2023: '令和5\n年度',
  y2024: '令和6\n年度',
  y2025: '令和7\n年度',
  y2026: '見込み\n令和8\n年度',
  target8: '目標\n令和8\n年度',
  target11: '目標\n令和11\n年度',
  change: '変化\n（95%区間）',
  projected: '令和11年度\nの見込み\n（区間）',
  verdict: '判定',
  hint: '要因の手がかり\n（数字から）',
  cause: '要因\n（記入）',
  newTarget: '見直し後\nの目標\n令和11\n年度',
  decision: '決定',
};

const header = (key: string): DraftRow =>
  plain(
    key,
    COLUMNS.map(({ key: column }) => text(HEADINGS[column as keyof typeof HEADINGS], 'header')),
  );

/** Lines of the longest judgement, and of the hints that most indicators of a kind have. */
const VERDICT_LINES = 3;
const HINT_LINES = { share: 5, other: 3, reference: 3 } as const;

/** What stands in formulas tells no height: that of the judgement, and of hints with further words of this indicator. */
function heightOf(further: string, { indicator, judgedBy }: Judged): number {
  const kind = indicator !== judgedBy ? 'share' : indicator.better === 'neither' ? 'reference' : 'other';
  const more = further === '' ? 0 : linesOf(further, HINT_WIDTH, STYLES.note);
  return Math.max(
    heightOfLines(kind === 'reference' ? HINT_LINES.reference : VERDICT_LINES),
    heightOfLines(HINT_LINES[kind] + more, STYLES.note),
  );
}

/** A line of an indicator. */
function lineRow(line: Judged, { step, value, furtherHints }: Cells): DraftRow {
  const { indicator, judgedBy } = line;
  const { quantity } = indicator;
  // A mean change goes up or down; its unit stands behind the name of the indicator.
  const sign = indicator.unit === undefined ? quantity : changeOf(quantity);
  const shown = (cell: string): FormCell =>
    figure(`=IF(ISNUMBER(${cell}),${cell},IF(${cell}="","${DASH}",${cell}))`, sign, 'narrowFigure');
  const between = (name: 'change' | 'projected', words: typeof inWords, unit: string): FormCell => {
    const [v, low, high] = (['', 'Lower', 'Upper'] as const).map((part) => step(line, `${name}${part}`)) as [
      string,
      string,
      string,
    ];
    const [own, from, to] = [v, low, high].map((cell) => words(cell, indicator));
    const behind = unit === '' ? '' : `&${quoted(unit)}`;
    return liveText(`=IF(NOT(ISNUMBER(${v})),"${DASH}",${own}${behind}&CHAR(10)&${from}&"〜"&${to})`);
  };
  const verdict = step(line, 'verdict');
  return {
    key: `line.${line.key}`,
    height: heightOf(furtherHints(line), line),
    cells: (at) => [
      text(indicator === judgedBy ? labelOf(indicator) : `${indicator.name}（変化は発生割合）`),
      ...YEARS.map((year) => shown(value(line, year))),
      shown(step(line, 'target8')),
      shown(step(line, 'target11')),
      between('change', changeInWords, unitOfChange(indicator)),
      between('projected', inWords, ''),
      liveText(
        `=${VERDICTS.reduceRight((otherwise, [letter]) => `IF(${verdict}="${letter}","${letter} "&${at(verdictKey(letter), 'y2022')},${otherwise})`, `"${DASH}"`)}`,
        'formLabel',
      ),
      { figure: `=${step(line, 'hint')}`, style: 'note' },
      entry('', 'なぜそうなったか（実施量、対象者、体制、データの違い など）'),
      number('', quantity, '見直すときだけ'),
      choice([...DECISIONS]),
    ],
  };
}

/** The rule: words, year and limits, in cells that may be changed. */
function ruleRows(): DraftRow[] {
  const across = [
    { from: 'y2022', to: 'y2026' },
    { from: 'target8', to: 'decision' },
  ] as const;
  const row = (key: string, label: string, cell: FormCell, words: string): DraftRow =>
    plain(key, [text(label, 'formLabel'), cell, null, null, null, null, text(words, 'note')], { merge: [...across] });
  const meaning: Readonly<Record<(typeof VERDICTS)[number][0], string>> = {
    A: '実績が目標に達した。被保険者数を分母とする割合は、発生割合が悪化しておらず、受診率の変化で下がっただけでないとき（受診率の変化があるときは、発生割合も改善したとき）に限る。',
    B: '変化の 95% 信頼区間が 0 をまたがず、良い向き。',
    C: '変化の 95% 信頼区間が 0 をまたぐ（変化がないという意味ではない）。',
    D: '変化の 95% 信頼区間が 0 をまたがず、悪い向き。',
    E: '実績がない（使う列がそろわない年度の目的は、少なく数えてしまうため実績にしません）、区間のある年度が 2 つない、または「残存のみ」「比較注意」の年度しかない。',
  };
  return [
    ...VERDICTS.map(([letter, word]) => row(verdictKey(letter), `判定 ${letter} の言葉`, entry(word), meaning[letter])),
    row(
      'rule.year',
      '評価する年度',
      number(MIDDLE, yearOf(MIDDLE, MIDDLE - 1)),
      `この年度までの実績で判定します。西暦の 4 けたで書きます（${MIDDLE} は${fiscalYearName(MIDDLE)}）。${fiscalYearName(MIDDLE)}の途中では、その時点の見込みです。`,
    ),
    row(
      'rule.meeting',
      '達成の見方',
      choice([BY_VALUE, BY_INTERVAL], BY_VALUE),
      `「${BY_VALUE}」は実績の値、「${BY_INTERVAL}」は 95% 信頼区間の目標に遠い側が目標に達したときに達成とします。目標は${fiscalYearName(MIDDLE)}、なければ${fiscalYearName(LAST)}のものを使います。`,
    ),
    row(
      'rule.points',
      '受診率の変化（差）',
      number(0.05, SHARE),
      '健診受診率の差がこれを超えると「受診率の変化あり」とします。',
    ),
    row(
      'rule.ratio',
      '受診率の変化（比）',
      number(0.25, { unit: '割合', decimals: 0 }),
      '健診受診率の差が、前の受診率のこの割合を超えるときも同じです。',
    ),
    wide(
      'rule.note',
      '変化の向きは、被保険者数を分母とするハイリスク者割合では、発生割合（判定可能者のうち）で判定します。受診率が変わると割合だけが動くためです。比べる年度は、区間のある最も古い年度と最も新しい年度です。市町村・圏域の行は、計画全体の目標と比べます。令和11年度の見込みは、区間のある新しい 3 つの年度の値に直線を当てはめて延ばした目安です（直線が続くことを前提にし、割合 ÷ 被保険者数は受診率が変わっても動きます）。',
      'note',
      COLUMNS,
    ),
  ];
}

/** How many lines of a section have each letter. */
function countRow(section: Section, { step }: Cells): DraftRow {
  const last = section.lines.length;
  return {
    key: `summary.${section.key}`,
    merge: [
      { from: 'change', to: 'projected' },
      { from: 'verdict', to: 'decision' },
    ],
    cells: () => {
      const cells =
        last === 0
          ? ''
          : `${step(section.lines[0]!, 'verdict')}:${step(section.lines[last - 1]!, 'verdict').split('!')[1]!}`;
      return [
        text(section.title, 'formLabel'),
        ...VERDICTS.map(([letter]) => figure(last === 0 ? '=0' : `=COUNTIF(${cells},"${letter}")`, PLAIN)),
        figure(last === 0 ? '=0' : `=COUNTIF(${cells},"?")-COUNTIF(${cells},"${DASH}")`, PLAIN),
        null,
        choice([...DECISIONS]),
        null,
        entry('', '決めたこと、理由、いつから'),
      ];
    },
  };
}

/** Which programmes go on, change or stop, as the summary says. */
function decisionRows(): DraftRow[] {
  const rows = [...DECISIONS, ''] as const;
  return rows.map((decision, index): DraftRow => ({
    key: `decided.${index + 1}`,
    merge: [{ from: 'y2022', to: 'decision' }],
    cells: (at) => {
      const parts = PROGRAMME_SECTIONS.map(
        ({ key, title }) => `IF(${at(`summary.${key}`, 'change')}="${decision}","、${title}","")`,
      );
      return [
        text(decision === '' ? '方針がまだの事業' : `${decision} の事業`, 'formLabel'),
        liveText(`=IF(LEN(${parts.join('&')})=0,"${DASH}",MID(${parts.join('&')},2,500))`),
      ];
    },
  }));
}

/** ストラクチャー, プロセス, アウトプット and アウトカム of a programme beside each other. */
function viewpoints(facts: PlanFacts, section: Section, form: FormSheet, { step }: Cells): DraftRow[] {
  const written = (keys: readonly string[]): FormCell =>
    isMade(facts, form.name) ? liveText(writtenOn(form, keys)) : text('');
  const merge = [
    { from: 'indicator', to: 'y2023' },
    { from: 'y2024', to: 'change' },
    { from: 'projected', to: 'hint' },
    { from: 'cause', to: 'decision' },
  ] as const;
  const at4 = (cells: readonly FormCell[]): FormCell[] => {
    const places = ['indicator', 'y2024', 'projected', 'cause'];
    return COLUMNS.map(({ key }) => cells[places.indexOf(key)] ?? null);
  };
  const linesOfKind = (kind: 'アウトプット' | 'アウトカム') =>
    section.lines.filter(({ indicator }) => indicator.kind === kind);
  // Each result may run over two lines of text.
  const mostResults = Math.max(linesOfKind('アウトプット').length, linesOfKind('アウトカム').length);
  const height = Math.max(96, 10 + 2 * mostResults * STANDARD_HEIGHT);
  const results = (kind: 'アウトプット' | 'アウトカム'): string => {
    const parts = linesOfKind(kind).map((line) => {
      const actual = step(line, 'actual');
      return `"・${line.indicator.name.split('：')[1]!.replaceAll('"', '""')} "&IF(NOT(ISNUMBER(${actual})),"${DASH}",${inWords(actual, line.indicator)})&"（"&${step(line, 'verdict')}&"）"&CHAR(10)`;
    });
    return parts.length === 0 ? '=""' : `=${parts.join('&')}`;
  };
  return [
    plain(
      `viewpoints.head.${section.key}`,
      at4(
        ['ストラクチャー（体制。Ⅳ の 5）', 'プロセス（方法。Ⅳ の 4）', 'アウトプット', 'アウトカム'].map((heading) =>
          text(heading, 'header'),
        ),
      ),
      { merge: [...merge], keep: 1 },
    ),
    plain(
      `viewpoints.${section.key}`,
      at4([written(STRUCTURE), written(PROCESS), liveText(results('アウトプット')), liveText(results('アウトカム'))]),
      { merge: [...merge], height },
    ),
    plain(
      `viewpoints.notes.${section.key}`,
      at4([
        entry('', '体制について気づいたこと'),
        entry('', '方法について気づいたこと'),
        entry('', '実施量について気づいたこと'),
        entry('', '成果について気づいたこと'),
      ]),
      {
        merge: [...merge],
        height: 38,
      },
    ),
  ];
}

function rowsOf(facts: PlanFacts, sheets: Sheets, sections: readonly Section[], cells: Cells): DraftRow[] {
  const of = (section: Section): DraftRow[] => {
    const programme = PROGRAMMES.find(({ id }) => id === section.key);
    return [
      { ...wide(`section.${section.key}`, section.title, 'heading', COLUMNS), newPage: section === WHOLE },
      ...(programme === undefined ? [] : viewpoints(facts, section, sheets.programmes.get(programme.id)!, cells)),
      header(`head.${section.key}`),
      ...section.lines.map((line) => lineRow(line, cells)),
      plain(
        `decided.${section.key}`,
        [text('見直し・決定したこと', 'formLabel'), entry('', '何を、いつから、どう変えるか')],
        {
          merge: [{ from: 'y2022', to: 'decision' }],
          height: 44,
        },
      ),
    ];
  };
  return [
    wide('title', '中間評価（第3期データヘルス計画 令和6〜11年度）', 'title', COLUMNS),
    wide('note.data', `${writtenWith(facts.stamp)}  ${facts.writtenAt}`, 'note', COLUMNS),
    wide(
      'note.1',
      `実績はシート「${RECORD_SHEET}」、目標と策定時の値はシート「Ⅲ計画全体」「Ⅳ」から引いています。計算の途中はシート「${MIDTERM_WORKING_SHEET}」にあります。欄の並びと判定のきまりは本ツールの提案です（国が定めた様式ではありません）。`,
      'note',
      COLUMNS,
    ),
    wide('head.summary', 'まとめ', 'heading', COLUMNS),
    plain(
      'summary.head',
      ['対象', ...VERDICTS.map(([letter]) => letter), '計', '', '方針', '', '決定したこと'].map((heading) =>
        text(heading, 'header'),
      ),
      {
        merge: [
          { from: 'change', to: 'projected' },
          { from: 'verdict', to: 'decision' },
        ],
      },
    ),
    ...sections.map((section) => countRow(section, cells)),
    ...decisionRows(),
    gap('gap.rule'),
    wide('head.rule', '判定のきまり（色のついた欄は変えられます）', 'heading', COLUMNS),
    ...ruleRows(),
    ...sections.flatMap(of),
    wide(
      'origin',
      '判定の言葉は健康日本21（第二次）最終評価の A〜E（目標値に達した・改善傾向・変わらない・悪化・評価困難）にならい、区間で見分けられないことを C に含めました。ストラクチャー・プロセス・アウトプット・アウトカムの四つの見方は、国保・後期高齢者ヘルスサポート事業ガイドライン（平成28年1月）によります。',
      'note',
      COLUMNS,
    ),
  ];
}
