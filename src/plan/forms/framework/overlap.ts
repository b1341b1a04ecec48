/** 目的の重なり: how many persons meet each two of the ten purposes, and what share of the smaller group they are. */
import { writtenWith } from '../../dataStamp';
import { headName } from '../../purposeLines';
import { NATIONAL_CRITERIA, type CriterionDefinition } from '../../../criteria';
import { sumFormula } from '../../figures/formula';
import type { PlanFacts } from '../facts';
import { ref, type FormCell, type FormColumn, type FormRow, type FormSheet } from '../form';
import { rowsFor } from '../rows';
import { DASH, figure, OVERLAP_SHEET, purposeCall, SHARE } from './common';

const COLUMNS: readonly FormColumn[] = [
  { key: 'purpose', width: 40 },
  ...NATIONAL_CRITERIA.map(({ id }) => ({ key: id, width: 13 })),
];
const { row, title, heading, note, header } = rowsFor(COLUMNS);
const NAMES = Object.fromEntries(NATIONAL_CRITERIA.map(({ id }) => [id, headName(id)]));

const countKey = ({ id }: CriterionDefinition): string => `count.${id}`;
const shareKey = ({ id }: CriterionDefinition): string => `share.${id}`;

export function overlapSheet(facts: PlanFacts): FormSheet {
  const before: FormRow[] = [
    title('抽出目的の重なり'),
    note(
      'note.method',
      '1人が2つ以上の目的に当てはまることがあります。支援の窓口をそろえる、訪問をまとめるなどの検討に使います。太字の斜めの並びは、その目的の該当者の全員です。',
    ),
    note('note.data', `${writtenWith(facts.stamp)}。少ない人数の公表には注意してください。`),
    heading('count', '1 両方に該当する人数（人）'),
    header('count.head', { purpose: '抽出目的', ...NAMES }),
  ];
  const between: FormRow[] = [
    heading('share', '2 人数の少ない方の目的に占める割合', { newPage: true }),
    note('share.note', '例えば 80% なら、人数の少ない方の目的の該当者10人のうち8人が、もう一方にも該当します。'),
    header('share.head', { purpose: '抽出目的', ...NAMES }),
  ];
  const keys = [
    ...before,
    ...NATIONAL_CRITERIA.map((one) => ({ key: countKey(one) })),
    ...between,
    ...NATIONAL_CRITERIA.map((one) => ({ key: shareKey(one) })),
  ];
  const at = (one: CriterionDefinition, other: CriterionDefinition): string =>
    ref({ columns: COLUMNS, rows: keys }, countKey(one), other.id);
  /** Each pair is asked once, below the diagonal; above it the same cell is shown. */
  const count = (one: CriterionDefinition, other: CriterionDefinition): FormCell => {
    const [place, across] = [NATIONAL_CRITERIA.indexOf(one), NATIONAL_CRITERIA.indexOf(other)];
    if (place === across) return { ...figure(purposeCall(one.id, '人数').whole()), style: 'totalFigure' };
    return figure(
      across > place
        ? sumFormula(`=${at(other, one)}`, '+')
        : purposeCall(one.id, '人数', `該当=${other.name}`).whole(),
    );
  };
  const share = (one: CriterionDefinition, other: CriterionDefinition): FormCell => {
    if (one === other) return { text: DASH, style: 'totalFigure' };
    const smaller = `MIN(${at(one, one)},${at(other, other)})`;
    return figure(`=IF(${smaller}=0,"${DASH}",${at(one, other)}/${smaller})`, SHARE);
  };
  const line = (
    key: (one: CriterionDefinition) => string,
    one: CriterionDefinition,
    cell: (one: CriterionDefinition, other: CriterionDefinition) => FormCell,
  ): FormRow =>
    row(key(one), {
      purpose: { text: one.name, style: 'formLabel' },
      ...Object.fromEntries(NATIONAL_CRITERIA.map((other) => [other.id, cell(one, other)])),
    });
  return {
    name: OVERLAP_SHEET,
    columns: COLUMNS,
    rows: [
      ...before,
      ...NATIONAL_CRITERIA.map((one) => line(countKey, one, count)),
      ...between,
      ...NATIONAL_CRITERIA.map((one) => line(shareKey, one, share)),
    ],
    orientation: 'landscape',
  };
}
