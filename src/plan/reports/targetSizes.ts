/** The block of 計画書 before a programme starts: how many persons a target needs, and which difference the planned number can show. */
import { PROGRAMMES, targetIndicator, type Programme, type ProgrammeEvaluation } from '../../indicators';
import type { PlanFacts } from '../forms';
import { HIGH_RISK_CATEGORIES } from './categories';
import { figure, liveText, number, plain, text, wide, type At, type DraftRow } from './compose';
import { NOT_YET } from './formulas';
import { SHARE, changeOf } from '../figures/quantity';

const HEIGHT = 74;

/** The rows of 計画書 whose 支援予定者数 belong to a programme. */
function plannedRows({ criteria }: Programme): string[] {
  return HIGH_RISK_CATEGORIES.flatMap(({ id, criteria: listed }) =>
    listed.filter((each) => criteria.includes(each)).map((each) => `risk.${id}.${each}`),
  );
}

/** What the last evaluation says: the share before of a state, else the share that was reached; and who was lost. */
function drafts(evaluation: ProgrammeEvaluation | undefined, id: string): { now: number | ''; lost: number | '' } {
  const result = evaluation?.outcome.find((each) => each.id === id);
  if (result === undefined || result.undetermined !== '') return { now: '', lost: '' };
  // Of persons selected on the state itself all are in it: no share to start from.
  if (result.untested !== '') return { now: '', lost: '' };
  const share = (result.indicator.kind === 'state' ? result.before?.estimate : result.estimate)?.value;
  const { followed, lost } = result.followUp;
  return {
    now: share === undefined ? '' : Math.round(share * 1000) / 1000,
    lost: followed + lost === 0 ? '' : Math.round((100 * lost) / (followed + lost)) / 100,
  };
}

function targetRow(programme: Programme, evaluation: ProgrammeEvaluation | undefined): DraftRow[] {
  const aim = targetIndicator(programme);
  if (aim === null) return [];
  const key = `size.${programme.id}`;
  const { now: nowDraft, lost: lostDraft } = drafts(evaluation, aim.id);
  const direction = aim.better === 'lower' ? '減る' : '増える';
  const cells = (at: At) => {
    const [now, target, lost, needed, seen] = ['hits', 'insured', 'rate', 'planned', 'target'].map((column) =>
      at(key, column),
    ) as [string, string, string, string, string];
    const planned = plannedRows(programme).map((row) => at(row, 'planned'));
    const sum = `SUM(${planned.join(',')})`;
    const isShare = (cell: string): string => `AND(COUNT(${cell})=1,N(${cell})>=0,N(${cell})<=1)`;
    const isAsked = `AND(${isShare(now)},${isShare(target)},N(${now})<>N(${target}),N(${lost})>=0,N(${lost})<1)`;
    return [
      text(programme.name, 'label'),
      text(aim.wording),
      number(nowDraft, SHARE, 'いまの割合（例 30%）'),
      number('', SHARE, '目標の割合（例 20%）'),
      number(lostDraft, SHARE, '追跡できない割合（例 10%）'),
      figure(`=IF(${isAsked},IKKATSU.SAMPLESIZE(${now},${target},"目標",,,N(${lost})),"${NOT_YET}")`),
      liveText(
        `=IF(NOT(${isAsked}),"いまの割合と目標の割合（0〜100%で、違う値）を書くと、必要な人数を示します。",` +
          `"いまの "&TEXT(${now},"0.0%")&" が "&TEXT(${target},"0.0%")&" になったことを偶然と区別するには、支援を始める人が "&TEXT(${needed},"#,##0")&" 人必要です（検出力 80%、有意水準 5%、両側）。"` +
          `&IF(${sum}=0,"",IF(${sum}<${needed},"支援予定者数 "&TEXT(${sum},"#,##0")&" 人では足りず、目標に届いても偶然と区別できないことがあります。","支援予定者数 "&TEXT(${sum},"#,##0")&" 人で足ります。"))` +
          `&IF(ISNUMBER(${seen}),"この予定の人数で見分けられるのは、"&TEXT(ABS(${seen})*100,"0.0")&" ポイントからの差です。","")` +
          `&"いまの割合を決まった値とみなす計算です。対照群と比べるときは、これより多くの人数が要ります。")`,
        'note',
      ),
      text(''),
      figure(
        `=IF(AND(${isShare(now)},${sum}>0,N(${lost})>=0,N(${lost})<1),IFNA(IKKATSU.DETECTABLE(${now},${sum}*(1-N(${lost})),"目標","${direction}"),"${NOT_YET}"),"${NOT_YET}")`,
        changeOf(SHARE),
      ),
    ];
  };
  return [{ key, height: HEIGHT, merge: [{ from: 'method', to: 'indicator' }], cells }];
}

/** The block with one row a programme that has a share to aim at. */
export function targetRows({ evaluation }: PlanFacts, columns: readonly { readonly key: string }[]): DraftRow[] {
  return [
    wide('sizes.title', '3-2 目標に必要な人数（始める前に）', 'heading', columns),
    wide(
      'sizes.note',
      '目標の割合に届いたことを偶然のばらつきと区別するのに必要な人数と、支援予定者数で見分けられる差です。いまの割合と追跡できない割合は、前の評価があればその値を入れています（書き直せます）。',
      'note',
      columns,
    ),
    plain(
      'sizes.header',
      [
        '事業',
        '評価指標',
        'いまの割合',
        '目標の割合',
        '追跡できない割合',
        '必要な人数（人）',
        '読み方',
        '',
        '見分けられる差（ポイント）',
      ].map((heading) => text(heading, 'header')),
      { merge: [{ from: 'method', to: 'indicator' }] },
    ),
    ...PROGRAMMES.flatMap((programme) =>
      targetRow(
        programme,
        evaluation?.programmes.find((each) => each.programme.id === programme.id),
      ),
    ),
  ];
}
