/** The sheet 中間評価_計算: every step from 実績の記録 to the judgement, one row a figure, then one row an indicator. */
import { fiscalYearFormula, fiscalYearName } from '../years';
import { DASH } from '../formulaCalls';
import type { FormCell, FormSheet, PlanFacts } from '../forms';
import { composed, figure, gap, liveText, plain, text, wide, type At, type DraftRow } from '../reports/compose';
import { keyOfName } from '../forms/nameKey';
import { EVERYBODY, OTHER_CONDITION_REMARK, REMAINING_REMARK } from '../record/entry';
import { recordedFormula } from '../record/lookup';
import type { RecordedIndicator } from '../record/indicators';
import { remarkOf } from '../record/merge';
import { recordOf } from '../record/ofFacts';
import { MIDTERM_WORKING_SHEET } from '../sheetNames';
import { BASE, LAST, uptakeKey, YEARS, type Judged, type Section } from './measures';
import { PLAIN, SHARE, yearOf } from '../figures/quantity';

/** The groups of columns of the first table, each with a column a year. */
const GROUPS = ['value', 'lower', 'upper', 'total', 'usable', 'below', 'above'] as const;
type Group = (typeof GROUPS)[number];
const GROUP_HEADINGS: Readonly<Record<Group, string>> = {
  value: '値',
  lower: '下限',
  upper: '上限',
  total: '分母',
  usable: '判定に使う',
  below: '値−下限',
  above: '上限−値',
};

/** The columns of the second table, in their order. */
const STEPS = [
  ['better', '良い向き（1 高い、-1 低い、0 判定しない）'],
  ['baseYear', '比べる前の年度'],
  ['baseValue', '前の値'],
  ['baseLower', '前の下限'],
  ['baseUpper', '前の上限'],
  ['newYear', '比べる後の年度'],
  ['newValue', '後の値'],
  ['newLower', '後の下限'],
  ['newUpper', '後の上限'],
  ['change', '変化（後−前）'],
  ['changeLower', '変化の下限'],
  ['changeUpper', '変化の上限'],
  ['direction', '向き'],
  ['uptakeBase', '受診率 前'],
  ['uptakeNew', '受診率 後'],
  ['coverageBase', '判定可能 前'],
  ['coverageNew', '判定可能 後'],
  ['uptakeChanged', '受診率の変化あり'],
  ['target8', '目標 令和8年度'],
  ['target11', '目標 令和11年度'],
  ['target', '使う目標'],
  ['actualYear', '実績の年度'],
  ['actual', '実績'],
  ['actualLower', '実績の下限'],
  ['actualUpper', '実績の上限'],
  ['flagged', '使えない年度'],
  ['met', '目標に達した'],
  ['verdict', '判定'],
  ['in1', '直線に使う 令和4年度'],
  ['in2', '令和5年度'],
  ['in3', '令和6年度'],
  ['in4', '令和7年度'],
  ['in5', '令和8年度'],
  ['mean', '年度の平均'],
  ['spread', '年度の偏差平方和'],
  ['weight1', '重み 令和4年度'],
  ['weight2', '令和5年度'],
  ['weight3', '令和6年度'],
  ['weight4', '令和7年度'],
  ['weight5', '令和8年度'],
  ['projected', '令和11年度の見込み'],
  ['projectedLower', '見込みの下限'],
  ['projectedUpper', '見込みの上限'],
  ['hint', '手がかり'],
] as const;
export type StepName = (typeof STEPS)[number][0];
/** The steps of the line to R11. */
const STEPS_OF_LINE: ReadonlySet<StepName> = new Set(
  STEPS.map(([step]) => step).filter((step) => /^(in\d|mean|spread|weight\d|projected)/u.test(step)),
);

const CELLS = Math.max(GROUPS.length * YEARS.length, STEPS.length);
const cellName = (index: number): string => `c${index + 1}`;
export const WORKING_COLUMNS = [
  { key: 'name', width: 40 },
  { key: 'area', width: 16 },
  ...Array.from({ length: CELLS }, (_, index) => ({
    key: cellName(index),
    width: index === STEPS.length - 1 ? 40 : 9,
  })),
];

const groupColumn = (group: Group, year: number): string =>
  cellName(GROUPS.indexOf(group) * YEARS.length + YEARS.findIndex((each) => each === year));
export const stepColumn = (step: StepName): string => cellName(STEPS.findIndex(([name]) => name === step));

const figureKey = (id: string, area: string): string => `v.${id}.${keyOfName(area)}`;
export const stepKey = ({ key }: Judged): string => `j.${key}`;
/** Where a value of a year stands on the working. */
export const valueCell = ({ indicator, area }: Judged, year: number) => ({
  row: figureKey(indicator.id, area),
  column: groupColumn('value', year),
});

/** Cells of the rule on 中間評価 that the working reads, and targets. */
export interface RuleCells {
  readonly evaluatedYear: string;
  readonly meeting: string;
  readonly points: string;
  readonly ratio: string;
}
export const BY_INTERVAL = '区間';
export const BY_VALUE = '値';

interface Surroundings {
  readonly facts: PlanFacts;
  readonly rule: () => RuleCells;
  /** The cell of a target on Ⅲ or Ⅳ; null where there is none. */
  readonly target: (indicator: RecordedIndicator, year: number) => string | null;
}

const YEAR_ROW = 'years';
/** A step that plays no part in an indicator. */
const NOTHING = '';
const better = ({ better: which }: RecordedIndicator): number => (which === 'higher' ? 1 : which === 'lower' ? -1 : 0);

/** A row of the first table: what is recorded of a figure, year by year. */
function figureRow({ facts, rule }: Surroundings, indicator: RecordedIndicator, area: string): DraftRow {
  const key = figureKey(indicator.id, area);
  const { quantity, name } = indicator;
  return {
    key,
    cells: (at) => {
      const of = (group: Group, year: number): string => at(key, groupColumn(group, year));
      const cellOf = (group: Group, year: number): FormCell => {
        const recorded = recordedFormula(facts, year, name, area);
        if (recorded === null)
          return text(group === 'usable' || group === 'below' || group === 'above' ? 0 : '', 'figure');
        switch (group) {
          case 'usable': {
            const { remark } = recorded;
            const isComparable =
              remark === null
                ? ''
                : `,ISERROR(SEARCH("${REMAINING_REMARK}",${remark})),ISERROR(SEARCH("${OTHER_CONDITION_REMARK}",${remark}))`;
            const isKnown = `ISNUMBER(${of('lower', year)}),ISNUMBER(${of('upper', year)})`;
            return figure(`=IF(AND(${isKnown},${year}<=${rule().evaluatedYear}${isComparable}),1,0)`, PLAIN);
          }
          case 'below':
            return figure(`=IF(${of('usable', year)}=1,${of('value', year)}-${of('lower', year)},0)`, quantity);
          case 'above':
            return figure(`=IF(${of('usable', year)}=1,${of('upper', year)}-${of('value', year)},0)`, quantity);
          case 'total':
            return figure(`=${recorded.column('denominator')}`);
          default:
            return figure(`=${recorded.column(group)}`, quantity);
        }
      };
      return [
        text(name),
        text(area),
        ...(isOfPlace(area) ? GROUPS.filter((group) => !ONLY_OF_WHOLE.has(group)) : GROUPS).flatMap((group) =>
          YEARS.map((year) => cellOf(group, year)),
        ),
      ];
    },
  };
}

/** A line is drawn through the figures of everybody only: the numbers of a place are too small to be continued. */
const ONLY_OF_WHOLE: ReadonlySet<Group> = new Set(['below', 'above']);
const isOfPlace = (area: string): boolean => area !== EVERYBODY;

/** The cells of a group from the first to the last year. */
function across(at: At, row: string, group: Group, from: number = BASE): string {
  return `${at(row, groupColumn(group, from))}:${at(row, groupColumn(group, YEARS.at(-1)!))}`;
}

/** What is remarked of a figure by year, as it was recorded. */
function remarksOf(facts: PlanFacts, { name }: RecordedIndicator, area: string): Map<number, string> {
  const { figures, current } = recordOf(facts);
  return new Map(
    figures.flatMap(({ candidates }) => {
      const [first] = candidates;
      const isOf = first!.indicator === name && first!.area === area;
      return isOf ? [[first!.fiscalYear, remarkOf(first!, current)] as const] : [];
    }),
  );
}

const NOT_COMPARED = new RegExp(`${REMAINING_REMARK}|${OTHER_CONDITION_REMARK}`, 'u');
const LOST = /追跡できず \d+ 人/u;

/** What the record itself says of causes, each with the year that it is said of; null: of all. */
function ofRecord(
  facts: PlanFacts,
  { judgedBy, area }: Judged,
): { readonly year: number | null; readonly words: string }[] {
  if (area !== EVERYBODY) return [];
  const remarks = [...remarksOf(facts, judgedBy, area)];
  const apart = remarks.flatMap(([year, remark]) => {
    const found = NOT_COMPARED.exec(remark);
    return found === null ? [] : [`${fiscalYearName(year)}は${found[0]}`];
  });
  const lost = remarks.flatMap(([year, remark]) => {
    const found = LOST.exec(remark);
    return found === null ? [] : [{ year, words: `${found[0]}。` }];
  });
  return [...(apart.length === 0 ? [] : [{ year: null, words: `${apart.join('、')}のため比べない。` }]), ...lost];
}

/** Words of the record that may stand among the hints: years that are not compared, the longest of persons who were lost. */
export function recordedWords(facts: PlanFacts, line: Judged): string[] {
  const said = ofRecord(facts, line);
  const lost = said.filter(({ year }) => year !== null).map(({ words }) => words);
  return [
    ...said.filter(({ year }) => year === null).map(({ words }) => words),
    ...lost.sort((a, b) => b.length - a.length).slice(0, 1),
  ];
}

/** The same as expressions. */
const recordedCauses = (facts: PlanFacts, line: Judged, actualYear: string): string[] =>
  ofRecord(facts, line).map(({ year, words }) =>
    year === null ? `"${words}"` : `IF(${actualYear}=${year},"${words}","")`,
  );

/** The steps of an indicator that no year holds anything of. */
function nothingRecorded({ indicator, area }: Judged): FormCell[] {
  const known: Partial<Record<StepName, string>> =
    indicator.better === 'neither'
      ? { verdict: DASH, hint: '判定しない（確認データ）。実績なし。' }
      : { verdict: 'E', hint: '実績なし。' };
  return [text(indicator.name), text(area), ...STEPS.map(([step]) => text(known[step] ?? ''))];
}

/** A row of the second table: the judgement of an indicator, step by step. */
function stepRow({ facts, rule, target }: Surroundings, line: Judged): DraftRow {
  const key = stepKey(line);
  const { indicator, judgedBy, area } = line;
  const shown = figureKey(indicator.id, area);
  const judged = figureKey(judgedBy.id, area);
  const isShareOfInsured = indicator !== judgedBy;
  const uptake = `v.${uptakeKey(area)}`;
  const { quantity } = indicator;
  const yearsOf = ({ name }: RecordedIndicator): number[] =>
    YEARS.filter((year) => recordedFormula(facts, year, name, area) !== null);
  const [shownYears, judgedYears] = [yearsOf(indicator), yearsOf(judgedBy)];
  if (shownYears.length === 0) return plain(key, nothingRecorded(line));
  const hasNoLine = isOfPlace(area) || shownYears.length < 3;
  return {
    key,
    cells: (at) => {
      const its = (step: StepName): string => at(key, stepColumn(step));
      const rules = rule();
      const years = across(at, YEAR_ROW, 'value');
      /** The cell of a group in the year that a step names: no INDEX, so that every engine knows what the cell rests on. */
      const inYear = (row: string, group: Group, year: string): string =>
        shownYears.reduceRight(
          (otherwise, each) => `IF(${year}=${each},${at(row, groupColumn(group, each))},${otherwise})`,
          '""',
        );
      const ifYear = (year: StepName, formula: string): string => `=IF(ISNUMBER(${its(year)}),${formula},"")`;
      const usable = across(at, judged, 'usable');
      /** The first of the years in this order for which a condition holds. */
      const firstYear = (years: readonly number[], holds: (year: number) => string): string =>
        years.reduceRight((otherwise, year) => `IF(${holds(year)},${year},${otherwise})`, '""');

      const isUsable = (year: number): string => `${at(judged, groupColumn('usable', year))}=1`;
      const hasActual = (year: number): string =>
        `AND(ISNUMBER(${at(shown, groupColumn('value', year))}),${year}<=${rules.evaluatedYear})`;
      const targetCell = (year: number): string => {
        const cell = target(indicator, year);
        return cell === null ? NOTHING : `=IF(ISNUMBER(${cell}),${cell},${cell}&"")`;
      };
      const sign = its('better');
      const decided = (edge: 'actual' | 'actualLower' | 'actualUpper'): string =>
        `${better(indicator) === 1 ? `${its(edge)}-${its('target')}` : `${its('target')}-${its(edge)}`}+0.000000000001>=0`;
      const byInterval = `IF(ISNUMBER(${its('actualLower')}),IF(${sign}=1,${decided('actualLower')},${decided('actualUpper')}),FALSE)`;
      const inside = (index: number): string => {
        const from = YEARS[index]!;
        const own = at(shown, groupColumn('usable', from));
        return `=${own}*(SUM(${across(at, shown, 'usable', from)})<=3)`;
      };
      const ins = `${its('in1')}:${its('in5')}`;
      const weights = `${its('weight1')}:${its('weight5')}`;
      const isLine = `SUM(${ins})=3`;
      const half = (low: Group, high: Group): string =>
        `SQRT(SUMPRODUCT((${weights}>0)*(${weights}*${across(at, shown, low)})^2+(${weights}<0)*(${weights}*${across(at, shown, high)})^2))`;
      const isShare = quantity.unit === '割合';
      const lowest = (expression: string): string => (isShare ? `MAX(0,${expression})` : expression);
      const highest = (expression: string): string => (isShare ? `MIN(1,${expression})` : expression);
      const words = [
        `IF(${its('better')}=0,"判定しない（確認データ）。","")`,
        `IF(ISNUMBER(${its('actual')}),"","実績なし。")`,
        `IF(${its('flagged')}=1,"${REMAINING_REMARK}・${OTHER_CONDITION_REMARK}の年度。","")`,
        `IF(NOT(ISNUMBER(${its('change')})),IF(ISNUMBER(${its('actual')}),"区間のある年度が 2 つない。",""),${fiscalYearFormula(its('baseYear'))}&"→"&${fiscalYearFormula(its('newYear'))}&" ${isShareOfInsured ? '発生割合 ' : ''}"&${its('direction')}&"。")`,
        `IF(OR(AND(${its('target8')}<>"",NOT(ISNUMBER(${its('target8')}))),AND(${its('target11')}<>"",NOT(ISNUMBER(${its('target11')})))),"目標が数ではない。","")`,
        `IF(AND(${its('verdict')}="A",ISNUMBER(${its('actualLower')}),ISNUMBER(${its('target')})),IF(AND(${its('actualLower')}<${its('target')},${its('actualUpper')}>${its('target')}),"区間は目標をまたぐ。",""),"")`,
        ...recordedCauses(facts, line, its('actualYear')),
        ...(isShareOfInsured
          ? [
              `IF(AND(ISNUMBER(${its('uptakeBase')}),ISNUMBER(${its('uptakeNew')})),IF(${its('uptakeChanged')}=1,"受診率の変化あり ","受診率 ")&TEXT(${its('uptakeBase')},"0.0%")&"→"&TEXT(${its('uptakeNew')},"0.0%")&"。","")`,
              `IF(AND(ISNUMBER(${its('coverageBase')}),ISNUMBER(${its('coverageNew')})),"判定可能 "&TEXT(${its('coverageBase')},"0%")&"→"&TEXT(${its('coverageNew')},"0%")&"。","")`,
            ]
          : []),
      ];
      const formulas: Readonly<Record<StepName, string>> = {
        better: `=${better(indicator)}`,
        baseYear: `=${firstYear(judgedYears, isUsable)}`,
        baseValue: ifYear('baseYear', inYear(judged, 'value', its('baseYear'))),
        baseLower: ifYear('baseYear', inYear(judged, 'lower', its('baseYear'))),
        baseUpper: ifYear('baseYear', inYear(judged, 'upper', its('baseYear'))),
        newYear: `=IF(SUM(${usable})<2,"",${firstYear([...judgedYears].reverse(), isUsable)})`,
        newValue: ifYear('newYear', inYear(judged, 'value', its('newYear'))),
        newLower: ifYear('newYear', inYear(judged, 'lower', its('newYear'))),
        newUpper: ifYear('newYear', inYear(judged, 'upper', its('newYear'))),
        change: ifYear('newYear', `${its('newValue')}-${its('baseValue')}`),
        changeLower: ifYear(
          'newYear',
          `${its('change')}-SQRT((${its('newValue')}-${its('newLower')})^2+(${its('baseUpper')}-${its('baseValue')})^2)`,
        ),
        changeUpper: ifYear(
          'newYear',
          `${its('change')}+SQRT((${its('newUpper')}-${its('newValue')})^2+(${its('baseValue')}-${its('baseLower')})^2)`,
        ),
        direction: ifYear(
          'newYear',
          `IF(${its('changeLower')}>0,IF(${sign}=1,"改善",IF(${sign}=-1,"悪化","増加")),IF(${its('changeUpper')}<0,IF(${sign}=1,"悪化",IF(${sign}=-1,"改善","減少")),"区別できない"))`,
        ),
        uptakeBase: isShareOfInsured ? ifYear('newYear', inYear(uptake, 'value', its('baseYear'))) : NOTHING,
        uptakeNew: isShareOfInsured ? ifYear('newYear', inYear(uptake, 'value', its('newYear'))) : NOTHING,
        coverageBase: isShareOfInsured ? coverage('baseYear') : NOTHING,
        coverageNew: isShareOfInsured ? coverage('newYear') : NOTHING,
        uptakeChanged: isShareOfInsured
          ? `=IF(COUNT(${its('uptakeBase')},${its('uptakeNew')},${its('coverageBase')},${its('coverageNew')})<4,0,IF(MIN(${its('coverageBase')},${its('coverageNew')})>=1,0,IF(ABS(${its('uptakeNew')}-${its('uptakeBase')})>${rules.points}+0.000000000001,1,IF(ABS(${its('uptakeNew')}-${its('uptakeBase')})>${rules.ratio}*${its('uptakeBase')}+0.000000000001,1,0))))`
          : '=0',
        target8: targetCell(2026),
        target11: targetCell(LAST),
        target: `=IF(ISNUMBER(${its('target8')}),${its('target8')},IF(ISNUMBER(${its('target11')}),${its('target11')},""))`,
        actualYear: `=${firstYear([...shownYears].reverse(), hasActual)}`,
        actual: ifYear('actualYear', inYear(shown, 'value', its('actualYear'))),
        actualLower: ifYear('actualYear', inYear(shown, 'lower', its('actualYear'))),
        actualUpper: ifYear('actualYear', inYear(shown, 'upper', its('actualYear'))),
        flagged: `=IF(NOT(ISNUMBER(${its('actualYear')})),0,IF(AND(ISNUMBER(${its('actualLower')}),${inYear(shown, 'usable', its('actualYear'))}=0),1,0))`,
        met: `=IF(AND(ISNUMBER(${its('target')}),ISNUMBER(${its('actual')}),${sign}<>0),IF(${rules.meeting}="${BY_INTERVAL}",${byInterval},${decided('actual')}),FALSE)`,
        verdict: `=IF(${sign}=0,"${DASH}",IF(OR(NOT(ISNUMBER(${its('actual')})),${its('flagged')}=1),"E",IF(AND(${its('met')},${its('direction')}<>"悪化",OR(${its('uptakeChanged')}=0,${its('direction')}="改善")),"A",IF(${its('direction')}="改善","B",IF(${its('direction')}="区別できない","C",IF(${its('direction')}="悪化","D","E"))))))`,
        in1: inside(0),
        in2: inside(1),
        in3: inside(2),
        in4: inside(3),
        in5: inside(4),
        mean: `=IF(${isLine},SUMPRODUCT(${ins},${years})/3,"")`,
        spread: `=IF(${isLine},SUMPRODUCT(${ins}*(${years}-${its('mean')})^2),"")`,
        weight1: weight(1),
        weight2: weight(2),
        weight3: weight(3),
        weight4: weight(4),
        weight5: weight(5),
        projected: `=IF(${isLine},${lowest(highest(line_()))},"")`,
        projectedLower: `=IF(${isLine},${lowest(highest(`${line_()}-${half('below', 'above')}`))},"")`,
        projectedUpper: `=IF(${isLine},${lowest(highest(`${line_()}+${half('above', 'below')}`))},"")`,
        hint: `=${words.join('&')}`,
      };
      /** Share of the insured who could be judged, in the year that a step names. */
      function coverage(year: 'baseYear' | 'newYear'): string {
        const [some, all] = [judged, shown].map((row) => inYear(row, 'total', its(year))) as [string, string];
        return ifYear('newYear', `IF(AND(ISNUMBER(${some}),ISNUMBER(${all})),IF(${all}=0,"",${some}/${all}),"")`);
      }
      function weight(place: number): string {
        const own = its(`in${place}` as StepName);
        return `=IF(${isLine},${own}*(1/3+(${LAST}-${its('mean')})*(${YEARS[place - 1]}-${its('mean')})/${its('spread')}),0)`;
      }
      function line_(): string {
        return `SUMPRODUCT(${weights},${across(at, shown, 'value')})`;
      }
      const texts = new Set<StepName>(['direction', 'verdict', 'hint']);
      const whole = new Set<StepName>(['better', 'uptakeChanged', 'flagged']);
      /** Cells that hold a year, with the years that they hold most likely. */
      const yearsHeld: Partial<Readonly<Record<StepName, readonly number[]>>> = {
        baseYear: [...judgedYears, ...shownYears].slice(0, 2),
        newYear: [...shownYears, ...judgedYears].slice(-2),
        actualYear: shownYears.slice(-2),
      };
      return [
        text(indicator.name),
        text(area),
        ...STEPS.map(([step]) => {
          if (hasNoLine && STEPS_OF_LINE.has(step)) return text('');
          if (formulas[step] === NOTHING) return text('');
          if (texts.has(step)) return liveText(formulas[step]);
          const held = yearsHeld[step];
          if (held !== undefined) return figure(formulas[step], yearOf(...held));
          if (whole.has(step) || /^in\d$/u.test(step)) return figure(formulas[step], PLAIN);
          if (/^(weight|mean|spread)/u.test(step)) return figure(formulas[step], { unit: '比', decimals: 3 });
          if (/^(uptake|coverage)/u.test(step)) return figure(formulas[step], SHARE);
          return figure(formulas[step], quantity);
        }),
      ];
    },
  };
}

/** The form. All figures are plain formulas of the sheet, so that every step can be followed. */
export function workingSheet(
  surroundings: Surroundings,
  sections: readonly Section[],
): { readonly drafts: readonly DraftRow[]; readonly form: () => FormSheet } {
  const lines = sections.flatMap((section) => section.lines);
  const figures = new Map(
    lines.flatMap(({ indicator, judgedBy, area }) =>
      [indicator, judgedBy].map((each) => [figureKey(each.id, area), { indicator: each, area }] as const),
    ),
  );
  const header = (key: string, headings: readonly string[]): DraftRow =>
    plain(
      key,
      ['指標', '区分', ...headings].map((heading) => text(heading, 'header')),
      { repeat: key === 'steps' },
    );
  const drafts: DraftRow[] = [
    wide('title', '中間評価の計算', 'title', WORKING_COLUMNS),
    wide(
      'note.1',
      'シート「中間評価」の数字と判定の、途中の計算です。上の表はシート「実績の記録」から年度ごとに引いた値、下の表は判定までの手順です。変化の 95% 信頼区間は、二つの年度の区間から作ります（Newcombe の方法、square-and-add。両年に同じ人が含まれるため目安）。',
      'note',
      WORKING_COLUMNS,
    ),
    wide(
      'note.2',
      '令和11年度の見込みは、区間のある新しい 3 つの年度の値に直線を当てはめて延ばしたものです（最小二乗法。区間は各年度の区間を重みで合わせたもので、直線が続くことを前提にした目安。割合は 0〜100% に収めます）。',
      'note',
      WORKING_COLUMNS,
    ),
    header(
      'groups',
      GROUPS.flatMap((group) => YEARS.map((_, index) => (index === 0 ? GROUP_HEADINGS[group] : ''))),
    ),
    plain(YEAR_ROW, [
      text('年度', 'header'),
      text('', 'header'),
      ...GROUPS.flatMap(() => YEARS.map((year) => text(year, 'header', yearOf(year)))),
    ]),
    ...[...figures.values()].map(({ indicator, area }) => figureRow(surroundings, indicator, area)),
    gap('gap'),
    header(
      'steps',
      STEPS.map(([, heading]) => heading),
    ),
    ...lines.map((line) => stepRow(surroundings, line)),
  ];
  return {
    drafts,
    form: () =>
      composed(
        {
          name: MIDTERM_WORKING_SHEET,
          columns: WORKING_COLUMNS,
          orientation: 'landscape',
        },
        drafts,
      ),
  };
}
