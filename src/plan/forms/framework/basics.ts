/** Ⅰ基本的事項: who plans, for when and why, and who is insured, as live figures. */
import { writtenWith } from '../../dataStamp';
import { fiscalYearName } from '../../years';
import { agePyramid, UNSIGNED } from '../../charts';
import { sumFormula, type Formula } from '../../figures/formula';
import type { PlanFacts } from '../facts';
import { rangeOf, ref, type FormCell, type FormColumn, type FormRow, type FormSheet } from '../form';
import { rowsFor } from '../rows';
import { BASICS_SHEET, draft, figure, insuredCall, PLAN_YEARS, SHARE, text } from './common';

const COLUMNS: readonly FormColumn[] = [
  { key: 'item', width: 24 },
  { key: 'men', width: 13 },
  { key: 'women', width: 13 },
  { key: 'both', width: 13 },
  { key: 'share', width: 13 },
  { key: 'detail', width: 40 },
  { key: 'menBar', width: 13, helper: true },
];
const { row, title, note, heading, header, entry, gap, across } = rowsFor(COLUMNS);

/** 年齢区分 of the insured: words, filter of the functions, key. */
const AGES = [
  ['65〜74歳（障害認定）', '65-74', 'a65'],
  ['75〜79歳', '75-79', 'a75'],
  ['80〜84歳', '80-84', 'a80'],
  ['85〜89歳', '85-89', 'a85'],
  ['90歳以上', '90以上', 'a90'],
] as const;

const CHART_ROWS = 14;

/** Persons of a class; a class in which nobody is counts 0, and no data stay no data. */
function persons(age: string, sex: '男' | '女'): Formula {
  const call = insuredCall('被保険者数', `年齢=${age};性別=${sex}`, '0');
  const all = insuredCall('被保険者数').text;
  return call.within(`=IF(ISNA(${all}),NA(),`, ')');
}

function ageRows(rows: readonly { key: string }[]): FormRow[] {
  const at = (rowKey: string, column: string): string => ref({ columns: COLUMNS, rows }, rowKey, column);
  const lines = AGES.map(([words, age, key]): FormRow => {
    const line = `insured.${key}`;
    return row(line, {
      item: text(words),
      men: figure(persons(age, '男')),
      women: figure(persons(age, '女')),
      both: figure(sumFormula(`=${at(line, 'men')}+${at(line, 'women')}`, '++')),
      share: figure(`=IF(${at('insured.all', 'both')}=0,"－",${at(line, 'both')}/${at('insured.all', 'both')})`, SHARE),
      menBar: figure(`=-${at(line, 'men')}`, UNSIGNED),
      detail: text(key === 'a65' ? '一定の障害の認定を受けた人' : ''),
    });
  });
  const sum = (column: string): FormCell => ({
    ...figure(sumFormula(`=SUM(${at('insured.a65', column)}:${at('insured.a90', column)})`, '+')),
    style: 'totalFigure',
  });
  return [
    ...lines,
    row('insured.all', {
      item: { text: '計', style: 'total' },
      men: sum('men'),
      women: sum('women'),
      both: sum('both'),
      share: { text: '', style: 'total' },
      detail: { text: '', style: 'total' },
    }),
  ];
}

/** The place that the data name, where there is exactly one. */
function placeOf({ intake }: PlanFacts): string {
  const { municipality } = intake.table.columns;
  const names = (municipality?.values ?? []).filter((name) => name !== '');
  return names.length === 1 ? names[0]! : '';
}

export function basicsSheet(facts: PlanFacts): FormSheet {
  const [first, last] = [PLAN_YEARS[0], PLAN_YEARS.at(-1)!];
  const to = { at: 'men' };
  const ages = ['a65', 'a75', 'a80', 'a85', 'a90', 'all'].map((key) => ({ key: `insured.${key}` }));
  const before: FormRow[] = [
    title('Ⅰ 基本的事項'),
    note(
      'note.status',
      '様式名と書くべき事項は、手引きの公表資料で確認できた範囲です（計画の趣旨・計画期間・実施体制・保険者等の特性・前期計画等に係る考察）。行の並びと区分は本ツールの提案です。黄色の欄は自由に書き直せます。作り直しても、書いた文字は残ります。',
    ),
    note('note.data', `${writtenWith(facts.stamp)}。人数は関数で計算しています。`),
    heading('head.identity', '1 保険者と計画の名称'),
    entry('identity.insurer', '保険者・市町村名', placeOf(facts), {
      ...to,
      height: 24,
      hint: '広域連合または市町村の名称',
    }),
    entry('identity.plan', '計画の名称', draft('第3期保健事業実施計画（データヘルス計画）'), { ...to, height: 24 }),
    entry('identity.office', '担当部署・連絡先', '', { ...to, height: 24, hint: '担当部署と電話番号' }),
    entry('identity.date', '作成・改定の年月', '', { ...to, height: 24, hint: '令和 年 月' }),
    heading('head.purpose', '2 計画の趣旨'),
    entry(
      'purpose.background',
      '背景・目的',
      draft(
        '被保険者の健康の保持増進と生活の質の維持・向上をめざし、健康・医療情報等を分析して健康課題を明らかにし、効果的かつ効率的に保健事業を行うため、この計画を定めます。',
      ),
      to,
    ),
    entry(
      'purpose.position',
      '計画の位置づけ',
      draft(
        '関連する計画（都道府県の医療費適正化計画、市町村の介護保険事業計画・健康増進計画 など）との関係を書きます。',
      ),
      to,
    ),
    entry('purpose.period', '計画期間', `${fiscalYearName(first)}〜${fiscalYearName(last)}（6年間）`, {
      ...to,
      height: 24,
    }),
    entry('purpose.review', '中間評価の時期', draft(`${fiscalYearName(2026)}`), { ...to, height: 24 }),
    heading('head.structure', '3 実施体制・関係者の役割'),
    ...(
      [
        ['structure.office', '庁内・広域連合内の体制', '担当課、専門職の配置、関係課との連携'],
        ['structure.members', '構成市町村・広域連合との連携', '委託の範囲、会議、情報の共有'],
        ['structure.federation', '国民健康保険団体連合会', '支援・評価委員会、データの提供'],
        ['structure.professions', '保健医療関係団体', '医師会・歯科医師会・薬剤師会・栄養士会 など'],
        ['structure.persons', '被保険者・外部有識者', '意見を聴く場'],
      ] as const
    ).map(([key, label, hint]) => entry(key, label, '', { ...to, hint, height: 28 })),
    heading('head.insured', `4 保険者等の特性: 被保険者の構成（${fiscalYearName(facts.fiscalYear)} 年度末年齢）`, {
      newPage: true,
    }),
    header('insured.head', {
      item: '年齢区分',
      men: '男（人）',
      women: '女（人）',
      both: '計（人）',
      share: '構成比',
      detail: '備考',
    }),
  ];
  const keys = [...before.map(({ key }) => ({ key })), ...ages];
  const chartRows = Array.from({ length: CHART_ROWS }, (_, index) =>
    row(`chart.insured.${index + 1}`, {}, { height: 20 }),
  );
  const rows: FormRow[] = [
    ...before,
    ...ageRows(keys),
    gap('gap.chart'),
    ...chartRows,
    across('insured.source', {
      text: '図1 被保険者の年齢構成（男は左、女は右）。資料: 取り込んだ被保険者台帳など。年齢は年度末年齢。',
      style: 'note',
    }),
    entry('insured.reading', '構成の読み取り', '', { ...to, hint: '年齢構成の特徴と、これからの見込み' }),
    heading('head.previous', '5 前期計画等に係る考察'),
    entry('previous.results', '前期計画の目標と達成状況', '', { ...to, hint: '目標値と実績、達成の度合い' }),
    entry('previous.reasons', '要因（うまくいったこと・いかなかったこと）', '', {
      ...to,
      hint: '体制・方法・実施量のどこに要因があったか',
    }),
    entry('previous.next', '今期への引き継ぎ', '', { ...to, hint: '続けること、変えること、やめること' }),
  ];
  const form = { columns: COLUMNS, rows };
  return {
    name: BASICS_SHEET,
    ...form,
    charts: [
      agePyramid({
        name: '被保険者の年齢構成',
        title: `被保険者の年齢構成（${fiscalYearName(facts.fiscalYear)}）`,
        anchor: { ...rangeOf(form, 'chart.insured.1', `chart.insured.${CHART_ROWS}`, 'item', 'share') },
        source: '資料: 取り込んだ被保険者台帳など。年度末年齢。',
        altText: '被保険者の年齢構成。年齢区分ごとの男女の人数を左右の横棒で示す。数値は上の表と同じ。',
        ages: rangeOf(form, 'insured.a65', 'insured.a90', 'item'),
        negativeMen: rangeOf(form, 'insured.a65', 'insured.a90', 'menBar'),
        women: rangeOf(form, 'insured.a65', 'insured.a90', 'women'),
      }),
    ],
    orientation: 'landscape',
  };
}
