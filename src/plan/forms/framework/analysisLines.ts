/** The lines of Ⅱ that depend on what is loaded: 有所見, 質問票, 疾病分類別, 認定別, 突合, 通いの場 — and why a row stays empty. */
import { QUESTIONS } from '../../../kdb';
import { cellOf } from '../../reports/formulas';
import { POPULATION_CATEGORIES } from '../../reports/categories';
import { ask, formula, formulaFrom, type Formula } from '../../figures/formula';
import type { PlanFacts } from '../facts';
import { isAtHand } from '../roles';
import { CELLS, LEVELS, tells, type DISEASES } from './appendix/care';
import { diseaseCosts } from './appendix/diseases';
import { findingsForm, stratumWord } from './appendix/findings';
import type { AnalysisLine } from './analysisItems';
import { ANALYSIS_DATA_SHEET, GATHERINGS_SHEET } from '../../sheetNames';
import { fiscalYearName } from '../../years';
import { COUNT, insuredCall, kdbCall, PLAN_YEARS, SHARE } from './common';

const DATA = '取り込んだデータ';
const GATHERINGS = GATHERINGS_SHEET;
const DETAILS = ANALYSIS_DATA_SHEET;

function findingLines({ aggregates }: PlanFacts): AnalysisLine[] {
  const form = findingsForm(aggregates);
  if (form === null) return [];
  const words = ['男女計', '男', '女'] as const;
  return form.names.flatMap((name, finding) =>
    form.strata.map((stratum, index): AnalysisLine => {
      const { sex, ageFrom, ageTo } = stratum;
      const age = ageFrom === null ? '' : `;年齢=${ageTo === null ? `${ageFrom}以上` : `${ageFrom}-${ageTo}`}`;
      const indicator = `${name};性別=${words[sex]}${age}`;
      return {
        key: `finding${finding + 1}.${index + 1}`,
        label: `${name}（${stratumWord(stratum)}）`,
        quantity: SHARE,
        own: formula`${kdbCall(indicator)}/100`,
        compare: indicator,
        per: 100,
        source: `KDB 様式5-2。標準化比は ${DETAILS} 1`,
      };
    }),
  );
}

const answer = (item: number, wanted: string, output = ''): Formula =>
  ask('QUESTIONNAIRE', { as: String(item) }, wanted, null, output === '' ? null : output);

const answerLines = (): AnalysisLine[] =>
  QUESTIONS.map(({ number, mark, title }) => ({
    key: `answer${number}`,
    label: `${mark} ${title}（リスクとする回答）`,
    quantity: SHARE,
    own: answer(number, 'リスク該当割合'),
    lower: answer(number, 'リスク該当割合', '下限'),
    upper: answer(number, 'リスク該当割合', '上限'),
    others: {
      pref: answer(number, '県の割合'),
      peer: answer(number, '同規模の割合'),
      nation: answer(number, '国の割合'),
    },
    standardised: { lower: answer(number, '国との標準化比', '下限'), upper: answer(number, '国との標準化比', '上限') },
    source: `${DATA}、比較は KDB 質問票調査の状況。印は標準化比による`,
  }));

function diseaseLines({ aggregates }: PlanFacts): AnalysisLine[] {
  const ranks = new Map<string, number>();
  return diseaseCosts(aggregates)
    .map(({ kind, name }) => {
      const rank = (ranks.get(kind) ?? 0) + 1;
      ranks.set(kind, rank);
      return { kind, name, rank };
    })
    .filter(({ rank }) => rank <= 5)
    .map(({ kind, name, rank }, index) => ({
      key: `cost${index + 1}`,
      label: `${kind} ${rank} 位 ${name}（点数の割合）`,
      quantity: SHARE,
      own: formula`${kdbCall(`${kind} / ${name} / 割合`)}/100`,
      compare: `${kind} / ${name} / 割合`,
      per: 100,
      source: `KDB 医療費分析。10 位までは ${DETAILS} 2`,
    }));
}

/** Persons of a group who have a disease among those of whom it is known. */
function prevalence(group: string, disease: string, output: '' | '下限' | '上限' = ''): Formula {
  const [have, lack] = ['あり', 'なし'].map((state) =>
    insuredCall('被保険者数', `${group};${disease}=${state}`, '0'),
  ) as [Formula, Formula];
  return output === ''
    ? formula`IF(${have}+${lack}=0,"－",${have}/(${have}+${lack}))`
    : formula`IF(${have}+${lack}=0,"－",IKKATSU.PROPORTION(${have},${have}+${lack},"${output}"))`;
}

const groupLine = (key: string, name: string, filter: string, disease: (typeof DISEASES)[number]): AnalysisLine => ({
  key: `${key}.${disease.key}`,
  label: `${disease.name}：${name}`,
  quantity: SHARE,
  own: prevalence(filter, disease.filter),
  lower: prevalence(filter, disease.filter, '下限'),
  upper: prevalence(filter, disease.filter, '上限'),
  source: DATA,
});

const certifiedLines = (facts: PlanFacts): AnalysisLine[] =>
  tells
    .diseases(facts)
    .flatMap((disease) => [
      groupLine('certified', '認定あり', '認定=あり', disease),
      groupLine('uncertified', '認定なし', '認定=なし', disease),
    ]);

const levelLines = (facts: PlanFacts): AnalysisLine[] =>
  tells
    .diseases(facts)
    .flatMap((disease) =>
      LEVELS.filter(({ key }) => key !== 'none').map(({ key, name, filter }) => groupLine(key, name, filter, disease)),
    );

const costLine = (name: string, filter: string, key: string): AnalysisLine => ({
  key,
  label: `1人当たり医療費：${name}（円）`,
  quantity: COUNT,
  own: insuredCall('1人当たり医療費', filter, '"－"'),
  source: `${DATA}。要介護度別は ${DETAILS} 4`,
});

const joinedLines = (): AnalysisLine[] => [
  costLine('認定あり', '認定=あり', 'costCertified'),
  costLine('認定なし', '認定=なし', 'costUncertified'),
  ...CELLS.map(({ key, checkup, medical, certified, filter }): AnalysisLine => ({
    key,
    label: `健診${checkup}・医科受診${medical}・認定${certified}（人）`,
    quantity: COUNT,
    own: insuredCall('被保険者数', filter, '0'),
    source: `${DATA}。割合と区間は ${DETAILS} 5`,
  })),
];

/** The record of gatherings, where it stands in the workbook or is written together with this. */
export const hasGatherings = (facts: PlanFacts): boolean => isAtHand(facts, '報告', GATHERINGS);

function gatheringLines(facts: PlanFacts): AnalysisLine[] {
  if (!hasGatherings(facts)) return [];
  return POPULATION_CATEGORIES.flatMap(({ id, name }) =>
    (
      [
        ['places', '箇所数', 'place'],
        ['times', '実施回数', 'area'],
        ['participants', '参加者数（延べ）', 'participants'],
        ['newcomers', '実人数（今年度初めて）', 'newcomers'],
      ] as const
    ).map(([key, words, column]) => ({
      key: `gathering.${id}.${key}`,
      label: `${name}：${words}`,
      quantity: COUNT,
      own: formulaFrom(cellOf(GATHERINGS, `sum.${id}`, column)),
      source: GATHERINGS,
    })),
  );
}

/** What Ⅱ資料 projects to the last year of the plan, where that sheet stands or is written together with this. */
function projectedLines(
  facts: PlanFacts,
  lines: readonly (readonly [key: string, what: string, column: string, per?: number])[],
) {
  if (!isAtHand(facts, '計画', DETAILS)) return [];
  const own = (cell: string, per?: number): string =>
    per === undefined ? cell : `IF(ISNUMBER(${cell}),${cell}/${per},"－")`;
  return lines.map(([key, what, column, per]): AnalysisLine => ({
    key,
    label: `${what} ${fiscalYearName(PLAN_YEARS.at(-1)!)}（見込み）`,
    quantity: COUNT,
    own: formulaFrom(own(cellOf(DETAILS, 'projection.all', column), per)),
    source: `${DETAILS} 7（方法と、使った伸び・書き入れた人数）`,
  }));
}

/** Further lines of an item of Ⅱ, by its key. */
export function loadedLines(facts: PlanFacts, item: string): readonly AnalysisLine[] {
  switch (item) {
    case 'projection':
      return projectedLines(facts, [
        ['projectedInsured', '被保険者数（人）', 'f'],
        ['projectedCertified', '認定者数（人）', 'g'],
      ]);
    case 'costProjection':
      return projectedLines(facts, [['projectedCost', '医療費（百万円）', 'h', 10 ** 6]]);
    case 'findings':
      return findingLines(facts);
    case 'answers':
      return answerLines();
    case 'diseaseCost':
      return diseaseLines(facts);
    case 'prevalence':
      return tells.certified(facts) ? certifiedLines(facts) : [];
    case 'levels':
      return tells.certified(facts) ? levelLines(facts) : [];
    case 'joined':
      return tells.crossing(facts) ? joinedLines() : [];
    case 'gatherings':
      return gatheringLines(facts);
    case 'cost':
      return [
        ['costDental', '1人当たり医療費（歯科）'],
        ['costPharmacy', '1人当たり医療費（調剤）'],
      ].map(([key, wanted]) => ({
        key: key!,
        label: `${wanted}（円）`,
        quantity: COUNT,
        own: insuredCall(wanted!),
        source: DATA,
      }));
    default:
      return [];
  }
}

/** Why an item has no line, in words; null where it has some. */
export function whyEmpty(facts: PlanFacts, item: string): string | null {
  const has = (form: string): boolean => facts.aggregates.some((aggregate) => aggregate.form.id === form);
  if (item === 'findings' && !has('findings')) return '空欄のわけ: KDB の様式5-2 を取り込んでいません';
  if (item === 'diseaseCost' && !has('diseaseCosts')) return '空欄のわけ: KDB の医療費分析を取り込んでいません';
  if (item === 'gatherings' && !hasGatherings(facts))
    return '空欄のわけ: シート「通いの場記録」がありません（報告のシートを作ると入ります）';
  if (['prevalence', 'levels'].includes(item) && !(tells.certified(facts) && tells.diseases(facts).length > 0))
    return '空欄のわけ: 要介護認定と、傷病名または薬の列のあるデータを取り込んでいません';
  if (item === 'joined' && !tells.crossing(facts))
    return '空欄のわけ: 健診・医科のレセプト・要介護認定のすべては取り込んでいません';
  return null;
}
