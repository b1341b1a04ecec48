/** The form 実績報告書: every 取組区分 with 対象者数, 参加者数, 評価指標 and 状況, figures live, remarks the analyst's. */
import { writtenWith } from '../dataStamp';
import { fiscalYearName } from '../years';
import { ask, formula, joined, sumFormula, type Formula } from '../figures/formula';
import { criterionById, CRITERION_IDS } from '../../criteria';
import {
  denominatorLabel,
  DENOMINATORS,
  plainName,
  resultSentence,
  type Denominator,
  type IndicatorResult,
  type ProgrammeEvaluation,
  type SupportLog,
} from '../../indicators';
import { ref, type FormCell, type FormSheet, type PlanFacts } from '../forms';
import { FORM_ORIGIN, POPULATION_CATEGORIES, type PopulationCategory } from './categories';
import {
  choice,
  composed,
  entry,
  figure,
  gap,
  liveText,
  number,
  plain,
  text,
  wide,
  type At,
  type DraftRow,
} from './compose';
import {
  casesCall,
  funnelCall,
  NOT_YET,
  NOT_YET_LEGEND,
  orNotYet,
  outcomeCall,
  quoted,
  ROUNDING,
  SUPPORTED_LINE,
} from './formulas';
import { areaRatesCell, gatheringCell } from './gatherings';
import { PLAN_DOCUMENT_SHEET } from './programmeCosts';
import { linesOf, reportedCategories, type Line, type Reported, type ReportedCategory } from './programmesOf';
import { RESULT_REPORT_SHEET } from '../sheetNames';
import { COUNT, type Quantity, SHARE, changeOf, formatFor } from '../figures/quantity';

export { RESULT_REPORT_SHEET };

const COLUMNS = [
  { key: 'category', width: 19 },
  { key: 'targeted', width: 11 },
  { key: 'supported', width: 11 },
  { key: 'indicator', width: 30 },
  { key: 'whom', width: 14 },
  { key: 'count', width: 10 },
  { key: 'of', width: 10 },
  { key: 'rate', width: 10 },
  { key: 'change', width: 13 },
  { key: 'result', width: 30 },
  { key: 'remark', width: 46 },
] as const;
const LAST = COLUMNS.at(-1)!.key;
const OWN_LINES = 3;
/** Of whom a share may be asked. */
const WHOM = DENOMINATORS.filter((each) => each !== '必要と判断された人');
/** Rows whose text a formula makes. */
const TEXT_HEIGHT = 38;
/** The way of the cases in words takes three lines. */
const CASES_HEIGHT = 57;
/** The 取組区分 with the most contents, each a line of its own. */
const TOLD_APART = 'education';
const TOLD_APART_HEIGHT = 150;

const header = (key: string, headings: readonly string[], repeat = false): DraftRow =>
  plain(
    key,
    headings.map((heading) => text(heading, 'header')),
    repeat ? { repeat } : {},
  );

/** The decimals of a mean change, as everywhere. */
const meanOf = ({ decimals = 1 }: Line['indicator']): Quantity => ({ unit: '比', decimals });

/** 状況 as a text from the figures of its own row. */
function resultText(at: At, key: string, name: string, { indicator }: Line): Formula {
  const [count, of] = [at(key, 'count'), at(key, 'of')];
  const shown = at(key, indicator.kind === 'measure' ? 'change' : 'rate');
  const call = (wanted: string) => outcomeCall(name, indicator.name, wanted);
  const words = {
    reached: `TEXT(${shown},"0.0%")&"（"&TEXT(${of},"#,##0")&"人のうち"&TEXT(${count},"#,##0")&"人）"`,
    state: formula`"前 "&TEXT(${call('前')},"0.0%")&" → 後 "&TEXT(${call('後')},"0.0%")&"（"&TEXT(${of},"#,##0")&"人）"`,
    measure: `"平均 "&IF(${shown}>0,"+",IF(${shown}<0,"−",""))&TEXT(ABS(${shown}),${quoted(formatFor(meanOf(indicator))!)})&${quoted(` ${indicator.unit ?? ''}`)}&"（後−前、"&TEXT(${of},"#,##0")&"人）"`,
  }[indicator.kind];
  return formula`=IF(OR(ISTEXT(${shown}),ISBLANK(${shown})),${quoted(NOT_YET)},${words})`;
}

/** The first draft of a remark: the sentence of the figure, or that it is still to come. */
function remarkOf(result: IndicatorResult): string {
  return result.undetermined === '' ? resultSentence(result) : '後の値がそろってから評価します。';
}

function lineRow(key: string, first: readonly FormCell[], name: string, line: Line): DraftRow {
  const { indicator, result } = line;
  const isMeasure = indicator.kind === 'measure';
  const label = (denominator: Denominator): string => denominatorLabel(indicator, denominator);
  // The analyst may ask it of other persons: those who were to be supported, were supported, or ended the support.
  const isOpen = indicator.kind === 'reached' && indicator.denominator !== '必要と判断された人';
  return {
    key,
    height: TEXT_HEIGHT,
    cells: (at) => {
      const call = (wanted: string) =>
        orNotYet(outcomeCall(name, indicator.name, wanted, isOpen ? at(key, 'whom') : undefined));
      return [
        ...first,
        text(`${indicator.level === 'output' ? '［OP］' : '［OC］'}${indicator.name}`),
        isOpen ? choice(WHOM.map(label), label(indicator.denominator)) : text(label(indicator.denominator)),
        isMeasure ? text('', 'figure') : figure(call('人数')),
        figure(call('分母')),
        isMeasure ? text('', 'figure') : figure(call('値'), SHARE),
        isMeasure ? figure(call('値'), changeOf(meanOf(indicator), indicator.unit)) : text('', 'figure'),
        liveText(resultText(at, key, name, line)),
        entry(result === null ? '' : remarkOf(result)),
      ];
    },
  };
}

/** Of how many persons each extraction purpose is the reason: 内訳 where a 取組区分 has several. */
function breakdown({ programme }: Reported, support: SupportLog | null): string {
  const records = (support?.records ?? []).filter(
    (record) => record.programme === programme.id && record.criterion !== null,
  );
  const parts = CRITERION_IDS.flatMap((id) => {
    const own = records.filter(({ criterion }) => criterion === id);
    const supported = own.filter((record) => record.supported).length;
    return own.length === 0 ? [] : [`${criterionById(id).name} 対象${own.length}人・支援${supported}人`];
  });
  return parts.length < 2 ? '' : `内訳：${parts.join('、')}`;
}

function programmeRows(category: ReportedCategory, reported: Reported, index: number, facts: PlanFacts): DraftRow[] {
  const { programme } = reported;
  const { name } = programme;
  const label = [
    ...(index === 0 ? [category.name] : []),
    ...(plainName(name) === plainName(category.name) || (index === 0 && category.programmes.length === 1)
      ? []
      : [name]),
  ].join('\n');
  const lines = linesOf(reported);
  const parts = breakdown(reported, facts.support);
  const rows = lines.map((line, position) => {
    const short = line.indicator.id.replace(/^[^.]*\./, '');
    const key = `risk.${category.id}.${programme.id === 'other' ? `other${index}` : programme.id}.${short}`;
    const first =
      position === 0
        ? [
            text(label, 'label'),
            figure(orNotYet(outcomeCall(name, SUPPORTED_LINE, '分母'))),
            figure(orNotYet(outcomeCall(name, SUPPORTED_LINE, '人数'))),
          ]
        : [text('', 'label'), text('', 'figure'), text('', 'figure')];
    return lineRow(key, first, name, line);
  });
  const note = plain(
    `risk.${category.id}.${programme.id === 'other' ? `other${index}` : programme.id}.words`,
    [text('', 'label'), text('所見', 'label'), entry(parts === '' ? '' : `${parts}。`)],
    { merge: [{ from: 'supported', to: LAST }] },
  );
  const funnel = plain(
    `risk.${category.id}.${programme.id === 'other' ? `other${index}` : programme.id}.funnel`,
    [text('', 'label'), text('人数の流れ', 'label'), liveText(funnelCall(name))],
    { merge: [{ from: 'supported', to: LAST }] },
  );
  // A purpose that nobody wrote has no lines, and no persons to follow.
  return [...rows, ...(lines.length === 0 ? [] : [funnel]), note];
}

/** The way of a case: of each 取組区分, and of everybody, each person once. */
const CASES_HEADER = [
  '取組区分',
  '対象者',
  '除外',
  '除外の内訳',
  '絞り込み後',
  '担当を決めた',
  '案内した',
  '返信なし',
  '訪問した',
  '支援・つなぎ・終了',
  '所見',
] as const;
const CASES_STEPS = ['絞り込み後', '担当', '案内', '返信なし', '訪問'] as const;
const EVERYBODY = '全体（1 人を 1 回数える）';

function casesRow(key: string, label: string, purpose: string): DraftRow {
  const count = (step: string): FormCell => figure(orNotYet(casesCall(step, purpose)));
  const after = ['支援', 'つなぎ', '終了'].map(
    (step) => formula`"${step} "&IFNA(TEXT(${casesCall(step, purpose)},"#,##0")&"人","${NOT_YET}")`,
  );
  return {
    key,
    height: CASES_HEIGHT,
    cells: () => [
      text(label, 'label'),
      count('対象者'),
      count('除外'),
      liveText(orNotYet(casesCall('除外の内訳', purpose))),
      ...CASES_STEPS.map(count),
      liveText(joined(after, '&" → "&').whole()),
      entry(),
    ],
  };
}

function casesRows(categories: readonly ReportedCategory[]): DraftRow[] {
  const rows = categories.flatMap(({ id, programmes }) =>
    programmes
      .filter(({ evaluation }) => evaluation !== null)
      .map(({ programme }, index) =>
        casesRow(
          `cases.${id}.${programme.id === 'other' ? `other${index}` : programme.id}`,
          programme.name,
          programme.name,
        ),
      ),
  );
  return [
    gap('gap.cases'),
    wide('cases.title', '絞り込みから終了まで（支援記録）', 'heading', COLUMNS),
    header('cases.header', CASES_HEADER),
    ...rows,
    casesRow('cases.everybody', EVERYBODY, ''),
  ];
}

/** A line of the ポピュレーションアプローチ that the analyst counts by other means. */
function ownLine(category: PopulationCategory, index: number): DraftRow {
  const key = `population.${category.id}.own${index}`;
  return {
    key,
    cells: (at) => {
      const [label, count, of] = [at(key, 'indicator'), at(key, 'count'), at(key, 'of')];
      const share = `=IF(OR(${count}="",${of}="",${of}=0),"",${count}/${of})`;
      const words =
        `=IF(OR(${label}="",${count}=""),"",IF(${at(key, 'rate')}="",TEXT(${count},"#,##0")&"人",` +
        `TEXT(${count},"#,##0")&"人（"&TEXT(${at(key, 'rate')},"0.0%")&"）"))`;
      return [
        text('', 'label'),
        text('', 'figure'),
        text('', 'figure'),
        entry('', '独自の評価指標の名'),
        text(''),
        number(),
        number(),
        figure(share, SHARE),
        text('', 'figure'),
        liveText(words),
        entry(),
      ];
    },
  };
}

function populationRows(category: PopulationCategory, gatherings: FormSheet): DraftRow[] {
  const { id, name } = category;
  const cell = (column: Parameters<typeof gatheringCell>[2]): string => gatheringCell(gatherings, id, column);
  const rates = id === 'frailtyCheck' ? areaRatesCell(gatherings) : null;
  const [people, share, referred] = ['participants', 'share', 'referred'].map((each) => `population.${id}.${each}`) as [
    string,
    string,
    string,
  ];
  const blank = [text('', 'label'), text('', 'figure'), text('', 'figure')];
  return [
    {
      key: people,
      height: id === TOLD_APART ? TOLD_APART_HEIGHT : 57,
      cells: (at) => [
        text(name, 'label'),
        figure(`=${cell('place')}`),
        figure(sumFormula(`=${cell('participants')}`, '+')),
        text('各事業の参加者数'),
        text(''),
        figure(sumFormula(`=${cell('participants')}`, '+')),
        text('', 'figure'),
        text('', 'figure'),
        text('', 'figure'),
        liveText(
          `=IF(ISTEXT(${cell('area')}),"${NOT_YET}",IF(ISTEXT(${at(people, 'count')}),"","延べ"&TEXT(${at(people, 'count')},"#,##0")&"人・")&"実施"&TEXT(${cell('area')},"#,##0")&"回"&IF(ISTEXT(${cell('place')}),"","・"&TEXT(${cell('place')},"#,##0")&"箇所")&IF(${cell('content')}="","",CHAR(10)&${cell('content')}))`,
        ),
        entry(),
      ],
    },
    {
      key: share,
      height: TEXT_HEIGHT,
      cells: (at) => [
        ...blank,
        text(rates === null ? '参加率（実人数 ÷ 被保険者数）' : '各圏域における参加率・全体の参加率'),
        text(''),
        figure(sumFormula(`=${cell('newcomers')}`, '+')),
        figure(ask('INSURED', '被保険者数').whole()),
        figure(
          `=IF(OR(ISTEXT(${at(share, 'count')}),${at(share, 'of')}=0),"${NOT_YET}",${at(share, 'count')}/${at(share, 'of')})`,
          SHARE,
        ),
        text('', 'figure'),
        liveText(
          `=IF(ISTEXT(${at(share, 'rate')}),"${NOT_YET}","実"&TEXT(${at(share, 'count')},"#,##0")&"人（参加率"&TEXT(${at(share, 'rate')},"0.0%")&"）")` +
            (rates === null ? '' : `&CHAR(10)&${rates}`),
        ),
        entry(),
      ],
    },
    {
      key: referred,
      cells: (at) => [
        ...blank,
        text('ハイリスクアプローチにつないだ人数'),
        text(''),
        figure(sumFormula(`=${cell('referred')}`, '+')),
        text('', 'figure'),
        text('', 'figure'),
        text('', 'figure'),
        liveText(`=IF(ISTEXT(${at(referred, 'count')}),"${NOT_YET}",TEXT(${at(referred, 'count')},"#,##0")&"人")`),
        entry(),
      ],
    },
    ...Array.from({ length: OWN_LINES }, (_, index) => ownLine(category, index + 1)),
  ];
}

/** 市の概況 as it stands on 計画書. */
function overview(planForm: FormSheet): DraftRow[] {
  const from = (key: string): string => `'${PLAN_DOCUMENT_SHEET}'!${ref(planForm, key, 'criterion')}`;
  const shown = (key: string, quantity: Quantity): FormCell =>
    figure(`=IF(${from(key)}="","",${from(key)})`, quantity, 'figure');
  return [
    wide('overview.title', '市町村の概況（計画書から）', 'heading', COLUMNS),
    plain('overview.header', [
      text('市町村名', 'header'),
      text('人口', 'header'),
      text('高齢化率', 'header'),
      text('後期被保険者数', 'header'),
      text('日常生活圏域数', 'header'),
    ]),
    plain('overview', [
      liveText(`=IF(${from('head.municipality')}="","",${from('head.municipality')})`),
      shown('overview.population', COUNT),
      shown('overview.ageing', SHARE),
      shown('overview.insured', COUNT),
      shown('overview.areas', COUNT),
    ]),
  ];
}

const CLOSING = [
  { key: 'closing.results', label: '事業結果と評価概要' },
  { key: 'closing.issues', label: '課題・今後の展望' },
];

function supportNotes(evaluation: ProgrammeEvaluation | undefined): string {
  return evaluation === undefined ? '支援記録がまだありません。⑤評価で作れます。' : '';
}

/** The form. `gatherings` and `planForm` are the forms whose cells it shows. */
export function resultReport(facts: PlanFacts, gatherings: FormSheet, planForm: FormSheet): FormSheet {
  const categories = reportedCategories(facts);
  const missing = supportNotes(facts.evaluation?.programmes[0]);
  return composed(
    {
      name: RESULT_REPORT_SHEET,
      columns: COLUMNS,
      orientation: 'landscape',
    },
    [
      wide('title', '高齢者の保健事業と介護予防の一体的な実施  実績報告書', 'title', COLUMNS),
      wide('origin', FORM_ORIGIN, 'note', COLUMNS),
      wide(
        'stamp',
        `抽出年度: ${fiscalYearName(facts.fiscalYear)}  ${writtenWith(facts.stamp)}  ${NOT_YET_LEGEND}${ROUNDING}${missing}`,
        'note',
        COLUMNS,
      ),
      ...overview(planForm),
      gap('gap.1'),
      wide('risk.title', 'ハイリスクアプローチ', 'heading', COLUMNS),
      header(
        'risk.header',
        [
          '取組区分',
          '対象者数',
          '参加者数',
          '評価指標',
          '分母とする人',
          '人数',
          '分母',
          '割合',
          '平均の変化',
          '状況（評価結果）',
          '所見（下書き）',
        ],
        true,
      ),
      ...categories.flatMap((category) =>
        category.programmes.flatMap((reported, index) => programmeRows(category, reported, index, facts)),
      ),
      ...casesRows(categories),
      gap('gap.2'),
      wide('population.title', 'ポピュレーションアプローチ', 'heading', COLUMNS),
      header('population.header', [
        '取組区分',
        '通いの場（実績）',
        '参加者数（累計）',
        '評価指標',
        '',
        '人数',
        '分母',
        '割合',
        '',
        '状況（評価結果）',
        '所見',
      ]),
      ...POPULATION_CATEGORIES.flatMap((category) => populationRows(category, gatherings)),
      gap('gap.3'),
      ...CLOSING.map(({ key, label }) =>
        plain(key, [text(label, 'label'), entry()], { merge: [{ from: 'targeted', to: LAST }], height: 60 }),
      ),
    ],
  );
}
