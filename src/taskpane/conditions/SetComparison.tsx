/** Two sets of conditions side by side: only the thresholds and switches that differ. */
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { criterionById, PARAMETERS, type CriteriaSettings } from '../../criteria';

const useStyles = makeStyles({
  view: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%', ...typographyStyles.caption1 },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    textAlign: 'start',
    verticalAlign: 'top',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  same: { ...typographyStyles.body1, margin: 0 },
});

const shown = (value: number | boolean | undefined, unit: string): string =>
  typeof value === 'boolean' ? (value ? '使う' : '使わない') : value === undefined ? '－' : `${value}${unit}`;

interface SetComparisonProps {
  readonly name: string;
  readonly one: CriteriaSettings;
  readonly other: CriteriaSettings;
}

export function SetComparison({ name, one, other }: SetComparisonProps) {
  const styles = useStyles();
  const different = PARAMETERS.filter(({ key }) => one[key] !== other[key]);
  if (different.length === 0) return <p className={styles.same}>「{name}」といまの条件は同じです。</p>;
  return (
    <div className={styles.view} tabIndex={0} role="region" aria-label="条件の違い">
      <table className={styles.table}>
        <thead>
          <tr>
            {['抽出目的', '条件', name, 'いまの条件'].map((heading) => (
              <th key={heading} scope="col" className={styles.cell}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {different.map(({ key, id, parameter }) => (
            <tr key={key}>
              <td className={styles.cell}>{criterionById(id).name}</td>
              <td className={styles.cell}>{parameter.label}</td>
              <td className={styles.cell}>{shown(one[key], parameter.unit ?? '')}</td>
              <td className={styles.cell}>{shown(other[key], parameter.unit ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
