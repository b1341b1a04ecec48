/** The charts of 圏域別 that both its layouts have: the shares of the places of a group with their intervals, beside the whole. */
import type { CriterionDefinition } from '../../../criteria';
import { dotsWithWhiskers } from '../../charts';
import type { CellRange, ChartSpec } from '../../chartSpec';
import { fiscalYearName } from '../../years';
import type { Group } from './areaGroups';

/** Rows of the sheet under a chart. */
export const CHART_ROWS = 13;

/** What every chart of a purpose over a group says of itself; `fiscalYear` in the Christian era. */
export const frameOf = (
  { name }: CriterionDefinition,
  { kind }: Group,
  fiscalYear: number,
): Pick<ChartSpec, 'name' | 'title'> & { readonly source: string } => ({
  name: `圏域別 ${name}${kind === '圏域' ? '' : `（${kind}）`}`,
  title: `${name}（${kind}、${fiscalYearName(fiscalYear)}）`,
  source: '資料: 取り込んだデータ。該当 ÷ 判定可能者数。',
});

/** The cells that a chart reads, one a place. */
export interface DotCells {
  readonly area: CellRange;
  readonly incidence: CellRange;
  readonly lower: CellRange;
  /** From the lower limit to the upper one. */
  readonly length: CellRange;
  readonly whole: CellRange;
}

export const areaDots = (
  criterion: CriterionDefinition,
  group: Group,
  fiscalYear: number,
  anchor: CellRange,
  { area, incidence, lower, length, whole }: DotCells,
): ChartSpec =>
  dotsWithWhiskers({
    ...frameOf(criterion, group, fiscalYear),
    anchor,
    altText: `「${criterion.name}」の発生割合を${group.kind}ごとに点で、95%信頼区間を縦の帯で、全体の発生割合を破線で示す。数値は表と同じ。`,
    categories: area,
    dots: { name: '発生割合', values: incidence },
    lower,
    length,
    categoryTitle: group.kind,
    references: [{ name: '全体', values: whole }],
  });
