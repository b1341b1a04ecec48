/** Ⅴその他: evaluation and review, publication, personal data, 地域包括ケア, and what else is to be noted. */
import { writtenWith } from '../../dataStamp';
import type { PlanFacts } from '../facts';
import type { FormColumn, FormSheet } from '../form';
import { rowsFor } from '../rows';
import { draft, OTHERS_SHEET } from './common';

const COLUMNS: readonly FormColumn[] = [
  { key: 'item', width: 30 },
  { key: 'text', width: 100 },
];
const { title, note, heading, entry } = rowsFor(COLUMNS);

const PARTS = [
  [
    'review',
    '1 計画の評価・見直し',
    [
      [
        'review.yearly',
        '毎年度の評価',
        draft('毎年度、評価指標の実績を確かめ、事業の方法を見直します。'),
        '時期と、誰が評価するか',
      ],
      ['review.middle', '中間評価・最終評価', '', '時期と方法'],
      ['review.body', '評価の体制', '', '外部有識者、支援・評価委員会'],
    ],
  ],
  [
    'publish',
    '2 計画の公表・周知',
    [
      ['publish.how', '公表の方法', draft('ホームページに載せて公表します。'), '場所と時期'],
      ['publish.whom', '周知', '', '被保険者、関係機関への周知'],
      [
        'publish.small',
        '少ない人数の扱い',
        draft('公表する表では、少ない人数から個人が分からないように、値を伏せます。'),
        '伏せる基準',
      ],
    ],
  ],
  [
    'privacy',
    '3 個人情報の取扱い',
    [
      [
        'privacy.law',
        '法令とガイドライン',
        draft('個人情報の保護に関する法律と、関係するガイドラインにもとづいて取り扱います。'),
        '根拠',
      ],
      ['privacy.contract', '外部委託・データの持ち出し', '', '委託契約での取り決め、データの保管と廃棄'],
    ],
  ],
  [
    'care',
    '4 地域包括ケアに係る取組',
    [
      ['care.shared', '課題の共有', '', '地域ケア会議、介護予防・日常生活支援総合事業との連携'],
      ['care.gatherings', '通いの場などとの連携', '', '専門職の関与、ポピュレーションアプローチ'],
    ],
  ],
  [
    'rest',
    '5 その他の留意事項',
    [
      ['rest.partners', '関係者との連携', '', '都道府県、国保連合会、保険者協議会、医療機関'],
      ['rest.training', '人材の確保・研修', '', '専門職の確保、研修への参加'],
      ['rest.other', 'その他', '', ''],
    ],
  ],
] as const;

export function othersSheet(facts: PlanFacts): FormSheet {
  return {
    name: OTHERS_SHEET,
    columns: COLUMNS,
    rows: [
      title('Ⅴ その他'),
      note(
        'note.status',
        '書くべき事項（評価・見直し、公表・周知、個人情報の取扱い、地域包括ケアに係る取組、その他）は、手引きの公表資料で確認できた項目です。行の並びと下書きは本ツールの提案です。',
      ),
      note('note.data', `${writtenWith(facts.stamp)}  作成日時: ${facts.writtenAt}`),
      ...PARTS.flatMap(([key, label, lines]) => [
        heading(`head.${key}`, label, { newPage: key === 'privacy' }),
        ...lines.map(([line, words, first, hint]) => entry(line, words, first, { at: 'text', hint, height: 48 })),
      ]),
    ],
    orientation: 'landscape',
  };
}
