/** What each fiscal year has: a small table of years by kinds of sources, and which purposes lack a column. */
import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { Fragment } from 'react';
import { criterionById, lackingPurposes } from '../../criteria';
import type { SourceKind, YearRows } from '../../kdb';
import type { Dataset } from '../door';
import { countText, yearText } from '../model/words';

const useStyles = makeStyles({
  title: { ...typographyStyles.body1Strong, margin: 0 },
  /** A union has dozens of insurers. */
  many: { maxHeight: '24rem', overflow: 'auto' },
  table: {
    ...typographyStyles.caption1,
    width: '100%',
    borderCollapse: 'collapse',
    fontVariantNumeric: 'tabular-nums',
  },
  cell: {
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    textAlign: 'end',
    whiteSpace: 'nowrap',
  },
  /** Broken where a narrow pane has no room for the columns of numbers. */
  start: { textAlign: 'start', whiteSpace: 'normal' },
  whole: { display: 'inline-block' },
  /** A line below its year: the border above that year holds the two together. */
  lacking: {
    padding: `0 ${tokens.spacingHorizontalXS} ${tokens.spacingVerticalXXS}`,
    color: tokens.colorNeutralForeground2,
  },
});

const KINDS: readonly SourceKind[] = ['register', 'checkup', 'receipt', 'certification'];
/** Kinds in a word each: the pane may be narrow. */
const SHORT_LABELS: Readonly<Record<SourceKind, string>> = {
  register: '台帳',
  checkup: '健診',
  receipt: 'レセプト',
  certification: '認定',
};

export function YearTable({ dataset: { years, settings } }: { readonly dataset: Dataset }) {
  const styles = useStyles();
  const overview = years.overview();
  if (overview.length === 0) return null;
  const hasInsurers = overview.some(({ insurers }) => insurers.length > 0);
  const start = mergeClasses(styles.cell, styles.start);
  const span = KINDS.length + (hasInsurers ? 2 : 1);
  /** Rows by kind, and in a line of their own the purposes that lack a column. */
  const linesOf = (name: string, insurer: string, { rows, fields }: YearRows, isExtraction = false) => {
    const lacking = lackingPurposes(fields, settings);
    return (
      <Fragment key={`${name} ${insurer}`}>
        <tr>
          <th scope="row" className={start}>
            <span className={styles.whole}>{name}</span>
            {isExtraction && <span className={styles.whole}>（抽出年度）</span>}
          </th>
          {hasInsurers && <td className={start}>{insurer}</td>}
          {KINDS.map((kind) => (
            <td key={kind} className={styles.cell}>
              {rows[kind] === 0 ? '－' : countText(rows[kind])}
            </td>
          ))}
        </tr>
        {lacking.length > 0 && (
          <tr>
            <td className={styles.lacking} colSpan={span}>
              列の足りない目的：{lacking.map((id) => criterionById(id).name).join('、')}
            </td>
          </tr>
        )}
      </Fragment>
    );
  };
  const table = (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={start}>
            年度
          </th>
          {hasInsurers && (
            <th scope="col" className={start}>
              保険者
            </th>
          )}
          {KINDS.map((kind) => (
            <th key={kind} scope="col" className={styles.cell}>
              {SHORT_LABELS[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {overview.flatMap(({ fiscalYear, insurers, ...year }) => [
          linesOf(yearText(fiscalYear), 'すべて', year, fiscalYear === years.fiscalYear),
          ...insurers.map(({ insurer, ...own }) => linesOf(yearText(fiscalYear), insurer, own)),
        ])}
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
