/** The ten purposes with 人数, 割合 and who could be judged: one line each where there is room, two in a narrow pane. */
import { Link, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { criterionById, titleOf, type CriterionCount, type CriterionId } from '../../criteria';
import { scaleEnd } from '../model/results';
import { countText, percentText } from '../model/words';
import { RateBar } from './RateBar';

const ROOMY = '@media (min-width: 560px)';

const useStyles = makeStyles({
  table: {
    display: 'block',
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    [ROOMY]: { display: 'table', borderCollapse: 'collapse' },
  },
  caption: {
    display: 'block',
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    textAlign: 'start',
    paddingBottom: tokens.spacingVerticalS,
    [ROOMY]: { display: 'table-caption' },
  },
  head: {
    // In a narrow pane each figure carries its own label; the headings stay for screen readers.
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    [ROOMY]: { position: 'static', width: 'auto', height: 'auto', overflow: 'visible', clipPath: 'none' },
  },
  heading: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    textAlign: 'end',
    verticalAlign: 'bottom',
    whiteSpace: 'nowrap',
    padding: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
  },
  start: { textAlign: 'start', paddingInlineStart: 0 },
  unseen: { fontSize: 0 },
  body: { display: 'block', [ROOMY]: { display: 'table-row-group' } },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto auto',
    alignItems: 'baseline',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    [ROOMY]: { display: 'table-row' },
  },
  cell: {
    padding: 0,
    textAlign: 'end',
    whiteSpace: 'nowrap',
    [ROOMY]: {
      padding: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
      borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
      verticalAlign: 'middle',
    },
  },
  name: {
    ...typographyStyles.body1Strong,
    whiteSpace: 'normal',
    textAlign: 'start',
    overflowWrap: 'anywhere',
    [ROOMY]: { paddingInlineStart: 0, width: '40%' },
  },
  hits: { ...typographyStyles.subtitle2 },
  rate: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2, minWidth: '4em' },
  bar: { gridColumn: '1 / -1', gridRow: '2', minWidth: '80px', [ROOMY]: { width: '22%' } },
  small: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    gridRow: '3',
    [ROOMY]: { fontSize: tokens.fontSizeBase300 },
  },
  judged: { gridColumn: '1', textAlign: 'start', [ROOMY]: { textAlign: 'end' } },
  undetermined: { gridColumn: '2 / -1' },
  label: { paddingInlineEnd: tokens.spacingHorizontalXS, [ROOMY]: { display: 'none' } },
  unit: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
});

/** Heading of the bars: read out, but not worth a visible word. */
const BAR = '割合の棒';

interface ResultsTableProps {
  readonly caption: string;
  readonly criteria: readonly CriterionCount[];
  readonly sheetOf: (id: CriterionId) => string | undefined;
  readonly onOpenSheet: (name: string) => void;
}

/** The roles are spelled out because a table that is laid out as a grid loses its own in some browsers. */
export function ResultsTable({ caption, criteria, sheetOf, onOpenSheet }: ResultsTableProps) {
  const styles = useStyles();
  const end = scaleEnd(criteria);
  return (
    <table role="table" className={styles.table}>
      <caption className={styles.caption}>
        {caption}（棒の右端は {end}%）
      </caption>
      <thead role="rowgroup" className={styles.head}>
        <tr role="row">
          {['抽出目的', '人数', '割合', BAR, '判定可能', '判定不能'].map((heading, index) => (
            <th
              key={heading}
              role="columnheader"
              scope="col"
              className={mergeClasses(styles.heading, index === 0 && styles.start, heading === BAR && styles.unseen)}
            >
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className={styles.body}>
        {criteria.map((criterion) => (
          <ResultRow
            key={criterion.id}
            criterion={criterion}
            end={end}
            sheet={sheetOf(criterion.id)}
            onOpenSheet={onOpenSheet}
          />
        ))}
      </tbody>
    </table>
  );
}

interface ResultRowProps {
  readonly criterion: CriterionCount;
  readonly end: number;
  readonly sheet: string | undefined;
  readonly onOpenSheet: (name: string) => void;
}

function ResultRow({ criterion, end, sheet, onOpenSheet }: ResultRowProps) {
  const styles = useStyles();
  const { id, hits, denominator, judged, undetermined } = criterion;
  const name = titleOf(criterionById(id));
  const percent = percentText(hits, denominator);
  return (
    <tr role="row" className={styles.row}>
      <th role="rowheader" scope="row" className={mergeClasses(styles.cell, styles.name)}>
        {sheet ? (
          <Link as="button" onClick={() => onOpenSheet(sheet)} title={`シート「${sheet}」を開く`}>
            {name}
          </Link>
        ) : (
          name
        )}
      </th>
      <td role="cell" className={mergeClasses(styles.cell, styles.hits)}>
        {countText(hits)}
        <span className={styles.unit}> 人</span>
      </td>
      <td role="cell" className={mergeClasses(styles.cell, styles.rate)}>
        {percent}
        {denominator > 0 && '%'}
      </td>
      <td role="cell" className={mergeClasses(styles.cell, styles.bar)}>
        <RateBar part={hits} whole={denominator} end={end} label={`割合 ${percent}%`} />
      </td>
      <td role="cell" className={mergeClasses(styles.cell, styles.small, styles.judged)}>
        <span className={styles.label}>判定可能</span>
        {countText(judged)}
      </td>
      <td role="cell" className={mergeClasses(styles.cell, styles.small, styles.undetermined)}>
        <span className={styles.label}>判定不能</span>
        {countText(undetermined)}
      </td>
    </tr>
  );
}
