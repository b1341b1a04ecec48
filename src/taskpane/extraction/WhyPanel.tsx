/** 「なぜ該当?」 for one person: every purpose that is met with the conditions and values, and what could not be judged. */
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { criterionById, explain, type CriterionId, type CriterionResult } from '../../criteria';
import { textAt, valueText } from '../../kdb';
import type { Dataset } from '../door';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  title: { ...typographyStyles.body1Strong, margin: 0, fontVariantNumeric: 'tabular-nums' },
  purpose: { ...typographyStyles.body1Strong, margin: 0, color: tokens.colorBrandForeground1 },
  list: { ...typographyStyles.body1, margin: 0, paddingInlineStart: tokens.spacingHorizontalL },
  value: { color: tokens.colorNeutralForeground2 },
  small: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

interface WhyPanelProps {
  readonly dataset: Dataset;
  readonly results: readonly CriterionResult[];
  readonly row: number;
  /** The purpose of the list, told first. */
  readonly first: CriterionId | 'any';
  readonly hidesNames: boolean;
}

export function WhyPanel({ dataset, results, row, first, hidesNames }: WhyPanelProps) {
  const styles = useStyles();
  const { table, settings } = dataset;
  const has = (set: 'hits' | 'undetermined') =>
    results.filter((result) => result[set].get(row)).map(({ id }) => explain(table, id, settings, row));
  const met = has('hits').sort((a, b) => Number(b.id === first) - Number(a.id === first));
  const open = has('undetermined').sort((a, b) => Number(b.id === first) - Number(a.id === first));
  const name = hidesNames ? '' : textAt(table, 'name', row);
  return (
    <section className={styles.panel} aria-label="なぜ該当?" aria-live="polite">
      <h3 className={styles.title}>
        なぜ該当? {textAt(table, 'personId', row)}
        {name !== '' && ` ${name}`}（{valueText(table, 'sex', row) || '性別不明'}・
        {valueText(table, 'age', row) || '－'} 歳）
      </h3>
      {met.map(({ id, because }) => (
        <div key={id}>
          <p className={styles.purpose}>{criterionById(id).name}</p>
          <ul className={styles.list}>
            {because.map(({ label, value }) => (
              <li key={label}>
                {label} <span className={styles.value}>← {value}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {met.length === 0 && <p className={styles.small}>該当する目的はありません。</p>}
      {open.map(({ id, missing }) => (
        <p key={id} className={styles.small}>
          {criterionById(id).name}は判定できません：{missing.map(({ label }) => label).join('、')}の値がありません。
        </p>
      ))}
    </section>
  );
}
