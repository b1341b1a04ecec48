/** First drafts of アセスメント in Ⅱ, made of the figures when the sheet is written: what differs beyond chance, and no cause. */
import { parseFilter } from '../../../criteria';
import { comparedRatio } from '../../../indicators/questionnaireCompared';
import { compareProportions, findInsuredFigure, indirectlyStandardisedRatio, insuredFigure } from '../../../indicators';
import { AnalystError, QUESTIONS } from '../../../kdb';
import type { PlanFacts } from '../facts';
import { DISEASES } from './appendix/care';
import { diseaseCosts } from './appendix/diseases';
import { findingsForm, type FindingsForm } from './appendix/findings';
import { draft } from './common';

/** What data cannot answer is left out; every other error is a defect and thrown on. */
function orNull<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof AnalystError) return null;
    throw error;
  }
}

/** Names whose interval lies above, below and around 100. */
interface Sorted {
  readonly above: string[];
  readonly below: string[];
  readonly around: string[];
}

function sorted(ratios: readonly (readonly [name: string, limits: readonly [number, number] | null])[]): Sorted {
  const result: Sorted = { above: [], below: [], around: [] };
  for (const [name, limits] of ratios) {
    if (limits === null) continue;
    (limits[0] > 100 ? result.above : limits[1] < 100 ? result.below : result.around).push(name);
  }
  return result;
}

function sentenceOf({ above, below, around }: Sorted, what: string): string {
  const compared = above.length + below.length + around.length;
  if (compared === 0) return '';
  const parts = [
    ...(above.length === 0 ? [] : [`国より高い: ${above.join('、')}。`]),
    ...(below.length === 0 ? [] : [`国より低い: ${below.join('、')}。`]),
  ];
  if (parts.length === 0)
    return `性・年齢をそろえて国と比べて、${what}に偶然の範囲を超える差は見られない（差がないことを示すものではない）。`;
  const rest = around.length === 0 ? '' : 'ほかの項目は偶然の範囲と区別できない。';
  return `性・年齢をそろえて国と比べて、${parts.join('')}${rest}`;
}

/** The limits of the ratio of a finding to 国; null where the form lacks a class. */
function findingLimits({ strata, records }: FindingsForm, name: string): readonly [number, number] | null {
  const persons = (indicator: string, comparator: 'self' | 'nation') =>
    strata.map(
      (stratum) =>
        records.find(
          (record) =>
            record.indicator === indicator &&
            record.comparator === comparator &&
            record.sex === stratum.sex &&
            record.ageFrom === stratum.ageFrom &&
            record.ageTo === stratum.ageTo,
        )?.numerator ?? null,
    );
  const columns = [
    persons(name, 'self'),
    persons('受診者', 'self'),
    persons(name, 'nation'),
    persons('受診者', 'nation'),
  ];
  if (columns.some((values) => values.includes(null))) return null;
  const [hits, examined, theirHits, theirExamined] = columns as [number[], number[], number[], number[]];
  return orNull(() => {
    const { lower, upper } = indirectlyStandardisedRatio(hits, examined, theirHits, theirExamined);
    return [lower, upper] as const;
  });
}

function ofFindings({ aggregates }: PlanFacts): string {
  const form = findingsForm(aggregates);
  if (form === null) return '';
  return sentenceOf(sorted(form.names.map((name) => [name, findingLimits(form, name)])), '有所見の割合');
}

function ofAnswers({ aggregates, fiscalYear }: PlanFacts): string {
  return sentenceOf(
    sorted(
      QUESTIONS.map((question) => [
        `${question.mark}${question.title}`,
        orNull(() => {
          const { lower, upper } = comparedRatio(aggregates, question, 'nation', fiscalYear) as {
            lower?: number;
            upper?: number;
          };
          return lower === undefined || upper === undefined ? null : ([lower, upper] as const);
        }),
      ]),
    ),
    'リスクとする回答の割合',
  );
}

function ofDiseases({ aggregates }: PlanFacts): string {
  const diseases = diseaseCosts(aggregates);
  const kinds = [...new Set(diseases.map(({ kind }) => kind))];
  const first = kinds.map((kind) => {
    const { name, share } = diseases.find((each) => each.kind === kind)!;
    return `${kind}は${name}（${share.toFixed(1)}%）`;
  });
  const gaps = diseases
    .flatMap(({ kind, name, share, others: { nation } }) =>
      nation === undefined ? [] : [{ name: `${kind}の${name}`, gap: Math.round((share - nation) * 10) / 10 }],
    )
    .sort((a, b) => b.gap - a.gap);
  const widest = gaps[0];
  const gap =
    widest === undefined || widest.gap <= 0
      ? ''
      : `国との差が最も大きいのは${widest.name}（＋${widest.gap.toFixed(1)}ポイント）。`;
  return first.length === 0 ? '' : `点数の割合が最も高いのは、${first.join('、')}。${gap}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** Persons of a filter; 0 where nobody is meant, null where the data cannot tell. */
function countOf({ intake: { table } }: PlanFacts, filter: string): number | null {
  try {
    return parseFilter(table, filter).count();
  } catch (error) {
    if (!(error instanceof AnalystError)) throw error;
    return error.code === 'filter.unknownValue' ? 0 : null;
  }
}

/** 有病率 of the certified against the others within ages of their own: the certified are older. */
function ofCertified(facts: PlanFacts): string {
  const told = DISEASES.flatMap(({ name, filter }) => {
    const counts = ['認定=あり', '認定=なし'].flatMap((group) =>
      ['あり', 'なし'].map((state) => countOf(facts, `${group};年齢=75-84;${filter}=${state}`)),
    );
    if (counts.includes(null)) return [];
    const [x1, y1, x2, y2] = counts as [number, number, number, number];
    if (x1 + y1 === 0 || x2 + y2 === 0) return [];
    const { lower, upper } = compareProportions(x1, x1 + y1, x2, x2 + y2);
    return [{ name, word: lower > 0 ? '高い' : upper < 0 ? '低い' : '区別できない' }];
  });
  if (told.length === 0) return '';
  const of = (word: string): string[] => told.filter((each) => each.word === word).map(({ name }) => name);
  const parts = [
    ...(of('高い').length === 0 ? [] : [`認定のある人の有病率が高い: ${of('高い').join('、')}。`]),
    ...(of('低い').length === 0 ? [] : [`低い: ${of('低い').join('、')}。`]),
    ...(of('区別できない').length === 0 ? [] : [`偶然の範囲と区別できない: ${of('区別できない').join('、')}。`]),
  ];
  return `75〜84歳で、認定のない人と比べて、${parts.join('')}`;
}

function ofJoined(facts: PlanFacts): string {
  const { table } = facts.intake;
  const cost = (filter: string): number | null =>
    orNull(() => insuredFigure(table, findInsuredFigure('1人当たり医療費')!, parseFilter(table, filter)).value);
  const [certified, others] = [cost('認定=あり'), cost('認定=なし')];
  const groups = [
    [
      '抽出年度に健診も医科の受診も認定もない人（前年度と歯科も見る健康状態不明者とは別の数）',
      '健診=なし;医科受診=なし;認定=なし',
    ],
    ['健診だけを受けていない（医科の受診があり認定のない）人', '健診=なし;医科受診=あり;認定=なし'],
  ] as const;
  const shares = groups.flatMap(([words, filter]) => {
    const persons = countOf(facts, filter);
    return persons === null || table.size === 0 ? [] : [`${words}は被保険者の${percent(persons / table.size)}`];
  });
  const ratio =
    certified === null || others === null || others === 0
      ? ''
      : `認定のある人の1人当たり医療費は、認定のない人の${(certified / others).toFixed(1)}倍（年齢と病気の重さはそろえていない）。`;
  return `${shares.length === 0 ? '' : `${shares.join('、')}。`}${ratio}`;
}

/** Drafts by the key of the item; an item without data has none. */
export function assessmentDrafts(facts: PlanFacts): ReadonlyMap<string, string> {
  const sentences = {
    findings: ofFindings(facts),
    answers: ofAnswers(facts),
    diseaseCost: ofDiseases(facts),
    prevalence: ofCertified(facts),
    joined: ofJoined(facts),
  };
  return new Map(
    Object.entries(sentences).flatMap(([key, words]) => (words === '' ? [] : [[key, draft(words)] as const])),
  );
}
