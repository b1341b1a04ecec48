/** 優先順位の案 of Ⅱ資料: size × severity × how much can be changed, and the purposes in the order of their points. */
import { NATIONAL_CRITERIA, type CriterionId } from '../../../../criteria';
import type { FormCell } from '../../form';
import { figure, orDash, purposeCall, SMALL_SHARE, text } from '../common';
import { fewerThan } from '../../../formulaCalls';
import { heightOfLines } from '../../../textSize';
import { fixed, header, heading, live, note, over, type At, type Draft } from './table';
import { PLAIN } from '../../../figures/quantity';

/** First proposals of ours, 1 to 3: how grave it is not to act, and how much support can change. Nothing official. */
const PROPOSED: Readonly<Partial<Record<CriterionId, readonly [severity: number, changeable: number]>>> = {
  lowNutrition: [2, 2],
  oral: [1, 3],
  polypharmacy: [2, 2],
  hypnotics: [2, 2],
  physicalFrailty: [2, 3],
  uncontrolled: [3, 3],
  discontinued: [3, 3],
  comorbidFrailty: [2, 2],
  kidney: [3, 2],
  unknownStatus: [2, 2],
};
const MIDDLE = 2;
/** Purposes of the greatest and of the next size. */
const [LARGE, MEDIUM] = [3, 7];

const pointsInput = (points: number, hint: string): FormCell => ({
  input: points,
  style: 'entryNumber',
  format: '0',
  hint,
});
const keyOf = (id: CriterionId): string => `priority.${id}`;
const rankKey = (rank: number): string => `order.${rank}`;

export function priorityDrafts(): Draft[] {
  const [first, last] = [NATIONAL_CRITERIA[0]!, NATIONAL_CRITERIA.at(-1)!];
  const column = (at: At, name: string): string => `${at(keyOf(first.id), name)}:${at(keyOf(last.id), name)}`;
  return [
    fixed(heading('priority', '8 優先順位の案（大きさ × 重さ × 変えやすさ）', { newPage: true })),
    fixed(
      note(
        'priority.note',
        `大きさは、該当者数の多い順に 3 位までを 3 点、${MEDIUM} 位までを 2 点、ほかを 1 点、該当者のいない目的を 0 点とします（健診や質問票の値のある人のなかで数えるため、受けた人が少ない目的は小さく出ます）。重さ（放っておいたときの影響）と変えやすさ（支援で変えられる度合い）は 1〜3 点で、はじめの値は本ツールの提案です。書きかえると、下の順位が並べ替わります。点数は話し合いの材料で、決定ではありません。`,
      ),
    ),
    fixed(
      header('priority.head', {
        item: '抽出目的',
        a: '該当者数',
        b: '割合',
        c: '大きさ',
        d: '重さ',
        e: '変えやすさ',
        f: '点',
      }),
    ),
    ...NATIONAL_CRITERIA.map(({ id, name }, index): Draft => {
      const key = keyOf(id);
      const [severity = MIDDLE, changeable = MIDDLE] = PROPOSED[id] ?? [];
      return live(key, (at) => {
        const cell = (name_: string): string => at(key, name_);
        const rank = `RANK(${cell('a')},${absolute(column(at, 'a'))})`;
        return {
          item: text(name),
          a: figure(orDash(purposeCall(id, '人数'))),
          b: figure(orDash(purposeCall(id, '割合')), SMALL_SHARE),
          c: over([cell('a')], `IF(${cell('a')}=0,0,IF(${rank}<=${LARGE},3,IF(${rank}<=${MEDIUM},2,1)))`, PLAIN),
          d: pointsInput(severity, '重さ 1〜3'),
          e: pointsInput(changeable, '変えやすさ 1〜3'),
          f: over([cell('c'), cell('d'), cell('e')], `${cell('c')}*${cell('d')}*${cell('e')}`, PLAIN),
          // Of the same points the greater number comes first, then the order of the purposes.
          u: over([cell('f'), cell('a')], `${cell('f')}+${cell('a')}/10^8-${index}/10^12`, {
            unit: '比',
            decimals: 12,
          }),
        };
      });
    }),
    fixed(header('order.head', { item: '点の高い順', kind: '順位', a: '該当者数', f: '点' })),
    ...NATIONAL_CRITERIA.map((_, index): Draft => {
      const rank = index + 1;
      const key = rankKey(rank);
      // The longest name takes two lines, and the height of a formula is not known here.
      const height = heightOfLines(2);
      return live(
        key,
        (at) => {
          const order = absolute(column(at, 'u'));
          const found = `MATCH(LARGE(${order},${rank}),${order},0)`;
          const shown = (name: string): string =>
            `=IF(${fewerThan(rank, `COUNT(${order})`, order)},"－",INDEX(${absolute(column(at, name))},${found}))`;
          return {
            item: { figure: shown('item'), style: 'body' },
            kind: text(`${rank} 位`),
            a: figure(shown('a')),
            f: figure(shown('f'), PLAIN),
          };
        },
        { height },
      );
    }),
  ];
}

const absolute = (range: string): string => range.replace(/([A-Z]+)(\d+)/gu, '$$$1$$$2');
