/** What the answer of a function of ours is: measure, of whom, numerator, denominator and unit. Formats and help of cells come from it. */
import { findCriterion } from '../../criteria';
import { findInsuredFigure, INSURED_FIGURES, type InsuredFigure } from '../../indicators';
import { fiscalYearName } from '../years';
import type { Asked, Declaration } from './formula';

/** How a figure is counted: persons, person-years, cases, yen, a share (0 to 1), a ratio to 100, years, a p value, or words. */
export type Unit = '人' | '人年' | '件' | '円' | '割合' | '比' | '年' | 'p' | '文';

export interface Meaning {
  /** What is measured, in words: 「低栄養」に該当する人の割合. */
  readonly measure: string;
  readonly numerator?: string;
  readonly denominator?: string;
  /** Whose: the 絞り込み as it is written; '' for everybody. */
  readonly filter: string;
  /** The fiscal year that is named; '' for 抽出年度. */
  readonly year: string;
  /** null: that of a form, which prints several kinds of figures. */
  readonly unit: Unit | null;
}

type Measure = Pick<Meaning, 'measure' | 'numerator' | 'denominator' | 'unit'>;

/** Outputs of an estimate that are no figure of the measure itself. */
const OTHER_OUTPUTS: Readonly<Record<string, Unit>> = { p: 'p', 注意: '文', 方法: '文', 表示: '文' };
const LIMITS = new Set(['下限', '上限']);
/** How a limit is asked for behind the name of a figure: 健診受診率の下限. */
export const LIMIT_ASKED = /[のー\s(]*(下限|上限)\)?$/u;

const INSURED = '被保険者';
/** 求めるもの of a purpose. */
function purposeMeasures(name: string): Readonly<Record<string, Measure>> {
  const hits = `「${name}」に該当する人`;
  const judged = `「${name}」を判定できた人（判定可能者）`;
  return {
    人数: { measure: `${hits}の数`, unit: '人' },
    分母: { measure: `${INSURED}の数（割合の分母）`, unit: '人' },
    割合: { measure: `${hits}の割合`, numerator: hits, denominator: INSURED, unit: '割合' },
    判定可能: { measure: `${judged}の数`, unit: '人' },
    判定不能: { measure: `値がなく「${name}」を判定できない人の数`, unit: '人' },
    発生割合: { measure: `${hits}の発生割合`, numerator: hits, denominator: judged, unit: '割合' },
    標準化比: {
      measure: `${hits}の、性・年齢をそろえた比（全体=100）`,
      numerator: hits,
      denominator: '全体と同じ割合なら該当すると見込まれる人',
      unit: '比',
    },
    年齢調整割合: { measure: `${hits}の、性・年齢をそろえた割合`, numerator: hits, denominator: judged, unit: '割合' },
    観察数: { measure: `${hits}の数`, unit: '人' },
    期待数: { measure: `全体と同じ割合なら${hits}と見込まれる数`, unit: '比' },
  };
}

function insuredMeasure({ name, unit, recipe }: InsuredFigure): Measure {
  if (recipe.kind === 'checkupRate')
    return { measure: name, numerator: '健診受診者', denominator: `${INSURED} − 対象外者`, unit };
  if (recipe.kind !== 'share') return { measure: name, unit };
  const counted = INSURED_FIGURES.find((each) => each.recipe.kind === 'count' && each.recipe.of === recipe.of)!;
  return { measure: name, numerator: counted.name.replace(/数$/u, ''), denominator: INSURED, unit };
}

/** 求めるもの of QUESTIONNAIRE that begin like this. */
const ANSWERS: readonly (readonly [begin: string, of: (item: string) => Measure])[] = [
  [
    'リスク該当割合',
    (item) => ({
      measure: `質問票${item}でリスクとする回答をした人の割合`,
      numerator: 'リスクとする回答をした人',
      denominator: 'その項目に答えた人',
      unit: '割合',
    }),
  ],
  ['リスク人数', (item) => ({ measure: `質問票${item}でリスクとする回答をした人の数`, unit: '人' })],
  ['公表できる回答者数', (item) => ({ measure: `質問票${item}に答えた人の数（10 人未満は示しません）`, unit: '人' })],
  ['回答者数', (item) => ({ measure: `質問票${item}に答えた人の数`, unit: '人' })],
  ['未回答者数', (item) => ({ measure: `質問票${item}に答えていない人の数`, unit: '人' })],
  ['回答人数', (item) => ({ measure: `質問票${item}で、その回答をした人の数`, unit: '人' })],
  [
    '回答割合',
    (item) => ({
      measure: `質問票${item}で、その回答をした人の割合`,
      numerator: 'その回答をした人',
      denominator: 'その項目に答えた人',
      unit: '割合',
    }),
  ],
  ['比較できた人数', (item) => ({ measure: `質問票${item}に前年度も答えた人の数`, unit: '人' })],
  [
    '公表できる比較人数',
    (item) => ({ measure: `質問票${item}に前年度も答えた人の数（10 人未満は示しません）`, unit: '人' }),
  ],
  ['改善者数', (item) => ({ measure: `質問票${item}が前年度より良くなった人の数`, unit: '人' })],
  ['維持者数', (item) => ({ measure: `質問票${item}が前年度と同じ人の数`, unit: '人' })],
  ['平均', (item) => ({ measure: `質問票${item}の平均`, unit: '比' })],
  // In points of a share, or of the score.
  ['変化', (item) => ({ measure: `質問票${item}の、前年度からの変化`, unit: null })],
  ['悪化者数', (item) => ({ measure: `質問票${item}が前年度より悪くなった人の数`, unit: '人' })],
];

const COMPARED = /^(自地域|県|同規模|国)(?:（KDB）)?(の割合|との標準化比)$/u;

function questionMeasure(item: string, wanted: string): Measure | null {
  const name = /^\d+$/u.test(item) ? ` ${item} 番の項目` : `の「${item}」`;
  const compared = COMPARED.exec(wanted);
  if (compared !== null)
    return compared[2] === 'の割合'
      ? { measure: `質問票${name}の、${compared[1]}の割合（KDB の集計表）`, unit: '割合' }
      : { measure: `質問票${name}の、${compared[1]}と性・年齢をそろえた比（${compared[1]}=100）`, unit: '比' };
  return ANSWERS.find(([begin]) => (wanted === '' ? 'リスク該当割合' : wanted).startsWith(begin))?.[1](name) ?? null;
}

/** 出力 of OUTCOME that count persons. */
const OUTCOME_COUNTS: Readonly<Record<string, string>> = {
  抽出: '抽出で該当した人',
  対象者: '対象者',
  支援: '支援できた者',
  追跡: '追跡できた人',
  追跡できず: '追跡できない人',
  分母: '指標の分母の人',
  人数: '指標に当てはまる人',
};
const OUTCOME_WORDS = new Set(['流れ', '文', '結果の文', '追跡の文', '検定', '内訳']);

function outcomeMeasure(programme: string, indicator: string, output: string): Measure {
  const counted = OUTCOME_COUNTS[output];
  const of = `事業「${programme}」の「${indicator}」`;
  if (counted !== undefined) return { measure: `${of}: ${counted}の数`, unit: '人' };
  if (OUTCOME_WORDS.has(output)) return { measure: `${of}を文にしたもの`, unit: '文' };
  // A share, a mean or a change: by the kind of the indicator.
  return { measure: `${of}${output === '' || LIMITS.has(output) ? '' : `（${output}）`}`, unit: null };
}

const OWN_LIFE: Readonly<Record<string, Unit>> = { 人年: '人年', 資格喪失者数: '人' };

function withOutput(measure: Measure | null, output: string): Measure | null {
  if (measure === null) return null;
  const other = OTHER_OUTPUTS[output];
  if (other !== undefined) return { measure: `${measure.measure}の${output}`, unit: other };
  return LIMITS.has(output) ? { ...measure, measure: `${measure.measure}の 95% 信頼区間の${output}` } : measure;
}

function measured(name: string, texts: readonly string[]): Omit<Meaning, 'year'> | null {
  const [first = '', second = '', third = '', fourth = ''] = texts;
  const of = (measure: Measure | null, filter = ''): Omit<Meaning, 'year'> | null =>
    measure === null ? null : { ...measure, filter };
  switch (name) {
    case 'EXTRACT':
    case 'STANDARDISED': {
      const criterion = findCriterion(first);
      const wanted = second === '' ? (name === 'EXTRACT' ? '人数' : '標準化比') : second;
      return criterion === null
        ? null
        : of(withOutput(purposeMeasures(criterion.name)[wanted] ?? null, name === 'EXTRACT' ? '' : fourth), third);
    }
    case 'INSURED': {
      const limit = LIMIT_ASKED.exec(first)?.[1] ?? '';
      const figure = findInsuredFigure(first === '' ? INSURED_FIGURES[0]!.name : first.replace(LIMIT_ASKED, ''));
      return figure === null ? null : of(withOutput(insuredMeasure(figure), limit || fourth), second);
    }
    case 'QUESTIONNAIRE':
      return of(withOutput(questionMeasure(first, second), fourth), third);
    case 'CASES':
      return of({ measure: `支援記録の「${first}」の人の数`, unit: /流れ|内訳/u.test(first) ? '文' : '人' }, second);
    case 'OUTCOME':
      return of(withOutput(outcomeMeasure(first, second, third), third === 'p' ? 'p' : LIMITS.has(third) ? third : ''));
    case 'OWNHEALTHYLIFE':
      return of(
        withOutput({ measure: `${first}の${third || '平均自立期間'}（試算）`, unit: OWN_LIFE[third] ?? '年' }, fourth),
        second,
      );
    case 'KDBFIGURE':
      return of({ measure: `KDB の集計表の「${first}」（${second === '' ? '当地域' : second}）`, unit: null });
    default: {
      const criterion = findCriterion(name);
      return criterion === null
        ? null
        : of(purposeMeasures(criterion.name)[first === '' ? '人数' : first] ?? null, second);
    }
  }
}

/** What stands for a text that another cell holds and nobody reads here. */
const OF_CELL = 'セルの値';
const CHOSEN = 'セルで選んだ抽出目的';

/**
 * What an answer is; null where the catalogue does not know it.
 * @param textOf the text of the cell that a reference of the formula names; absent: it is called by what it is
 */
export function meaningOf(
  { name, texts }: Asked,
  textOf: (reference: number) => string = () => OF_CELL,
): Meaning | null {
  const known = texts.map((text) => (typeof text === 'number' ? textOf(text) : text));
  if (name !== 'INYEAR') {
    const meaning = measured(name, known);
    return meaning === null ? null : { ...meaning, year: '' };
  }
  const [year = '', figure = '', wanted = '', filter = ''] = known;
  const inYear = (meaning: Omit<Meaning, 'year'> | null): Meaning | null =>
    meaning === null ? null : { ...meaning, year };
  if (findCriterion(figure) !== null) return inYear(measured('EXTRACT', [figure, wanted, filter]));
  const ofInsured = measured('INSURED', [figure, filter, '', wanted]);
  if (ofInsured !== null || figure !== OF_CELL) return inYear(ofInsured);
  // A purpose that somebody chooses in a cell which nobody reads here.
  const ofChosen = purposeMeasures(CHOSEN)[wanted === '' ? '人数' : wanted];
  return inYear(ofChosen === undefined ? null : { ...ofChosen, filter });
}

/** Number formats of cells that name none. */
const FORMATS: Readonly<Record<Unit, string>> = {
  人: '#,##0',
  人年: '#,##0',
  件: '#,##0',
  円: '#,##0',
  割合: '0.0%',
  比: '0.0',
  年: '0.0',
  p: '[<0.001]"<0.001";0.000',
  文: '@',
};

/** The answer that a cell shows as it is; null where it shows something else. */
const shownBy = ({ asks, shows }: Declaration): Asked | null => (shows === undefined ? null : (asks[shows] ?? null));

/** The unit of what a cell shows; null where its declaration does not tell it. */
export function unitOf(declares: Declaration): Unit | null {
  const shown = shownBy(declares);
  if (shown !== null) return meaningOf(shown)?.unit ?? null;
  return declares.sum !== undefined || declares.isPersons === true ? '人' : null;
}

/** The number format of a cell by what it declares; undefined where the declaration does not tell it. */
export function formatOf(declares: Declaration): string | undefined {
  const unit = unitOf(declares);
  return unit === null ? undefined : FORMATS[unit];
}

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  人: '人',
  人年: '人年',
  件: '件',
  円: '円',
  割合: '%（0〜1 の数を % で表示）',
  比: '比・数',
  年: '年',
  p: 'p 値',
  文: '文',
};

/** A year as it is asked for, in the words of the sheets. */
const yearWords = (year: string): string => (/^\d{4}$/u.test(year) ? fiscalYearName(Number(year)) : year);

/** A meaning in lines: what it is, how it is reckoned, of whom, of when, in which unit. */
export function meaningWords({ measure, numerator, denominator, filter, year, unit }: Meaning): string[] {
  return [
    `${measure}。`,
    ...(numerator === undefined || denominator === undefined ? [] : [`計算: ${numerator} ÷ ${denominator}`]),
    `だれの: ${filter === '' ? '全員' : filter}`,
    ...(year === '' ? [] : [`いつの: ${yearWords(year)}`]),
    ...(unit === null || unit === '文' ? [] : [`単位: ${UNIT_WORDS[unit]}`]),
  ];
}
