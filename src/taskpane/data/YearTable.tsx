/** What each fiscal year has: a small table of years by kinds of sources, and which purposes lack a column. */
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Fragment } from 'react';
import { criterionById, lackingPurposes } from '../../criteria';
import type { SourceKind, YearRows } from '../../kdb';
import type { Dataset } from '../door';
import { countText, KIND_LABELS } from '../model/words';

const useStyles = makeStyles({
  title: { ...typographyStyles.body1Strong, margin: 0 },
  /** A union has dozens of insurers. */
  many: { maxHeight: '24rem', overflow: 'auto' },
  table: {
    ...typographyStyles.caption1,
    width: '100%',
    borderCollapse: 'collapse',
    fontVariantNumeric: 'tabular-nums',
    '& th, & td': {
      padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
      borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
      textAlign: 'end',
    },
    '& th:first-child, & td:last-child, & th:last-child': { textAlign: 'start' },
  },
});

const KINDS: readonly SourceKind[] = ['register', 'checkup', 'receipt', 'certification'];

export function YearTable({ dataset: { years, settings } }: { readonly dataset: Dataset }) {
  const styles = useStyles();
  const overview = years.overview();
  if (overview.length === 0) return null;
  const hasInsurers = overview.some(({ insurers }) => insurers.length > 0);
  const cellsOf = ({ rows, fields }: YearRows) => {
    const lacking = lackingPurposes(fields, settings);
    return (
      <>
        {KINDS.map((kind) => (
          <td key={kind}>{rows[kind] === 0 ? '－' : countText(rows[kind])}</td>
        ))}
        <td>{lacking.length === 0 ? 'なし' : lacking.map((id) => criterionById(id).name).join('、')}</td>
      </>
    );
  };
  const table = (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">年度</th>
          {hasInsurers && <th scope="col">保険者</th>}
          {KINDS.map((kind) => (
            <th key={kind} scope="col">
              {KIND_LABELS[kind]}
            </th>
          ))}
          <th scope="col">列の足りない目的</th>
        </tr>
      </thead>
      <tbody>
        {overview.map(({ fiscalYear, insurers, ...year }) => (
          <Fragment key={fiscalYear}>
            <tr>
              <th scope="row">
                {fiscalYear}
                {fiscalYear === years.fiscalYear ? '（抽出年度）' : ''}
              </th>
              {hasInsurers && <td>すべて</td>}
              {cellsOf(year)}
            </tr>
            {insurers.map(({ insurer, ...own }) => (
              <tr key={insurer}>
                <th scope="row">{fiscalYear}</th>
                <td>{insurer}</td>
                {cellsOf(own)}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
  return (
    <div>
      <h3 className={styles.title}>年度ごとのデータ（行数）</h3>
      {hasInsurers ? (
        <div className={styles.many} role="region" aria-label="年度と保険者ごとのデータ" tabIndex={0}>
          {table}
        </div>
      ) : (
        table
      )}
    </div>
  );
}
