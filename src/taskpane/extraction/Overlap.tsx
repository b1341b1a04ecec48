/** How the purposes overlap: who meets one, two, or more of them, and every pair in a matrix. */
import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { criterionById, titleOf, type CriterionId, type CriterionResult } from '../../criteria';
import { shortPurpose } from '../../plan/lists/extractionRows';
import { byPurposes, overlaps } from '../model/people';
import { countText } from '../model/words';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  sums: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalXXL, margin: 0 },
  sum: { display: 'flex', flexDirection: 'column' },
  term: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
  value: { ...typographyStyles.subtitle2, margin: 0, fontVariantNumeric: 'tabular-nums' },
  view: {
    overflowX: 'auto',
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  table: { borderCollapse: 'collapse', ...typographyStyles.caption1, fontVariantNumeric: 'tabular-nums' },
  caption: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
  /** Said where not all columns are in sight. */
  wide: { display: 'none', '@media (max-width: 450px)': { display: 'inline' } },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXXS}`,
    minWidth: '2em',
    textAlign: 'end',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  name: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    minWidth: '6.5em',
    maxWidth: '13em',
    overflowWrap: 'anywhere',
    position: 'sticky',
    insetInlineStart: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  people: {
    width: '100%',
    minHeight: '24px',
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'end',
    cursor: 'pointer',
    textDecorationLine: 'underline',
    textDecorationStyle: 'dotted',
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  own: { fontWeight: tokens.fontWeightSemibold, backgroundColor: tokens.colorNeutralBackground3 },
  // Three steps of colour, each with text that stands out from it.
  some: { backgroundColor: tokens.colorBrandBackground2 },
  many: { backgroundColor: tokens.colorBrandBackground2Pressed },
});

/** Marks of the columns: the names stand at the rows. */
const NUMBERS = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮';

interface OverlapProps {
  readonly results: readonly CriterionResult[];
  /** Shows the persons of one purpose, or of two. */
  readonly onPeople: (purpose: CriterionId, also?: CriterionId) => void;
}

export function Overlap({ results, onPeople }: OverlapProps) {
  const styles = useStyles();
  const matrix = overlaps(results);
  const [one, two, more] = byPurposes(results);
  const names = results.map(({ id }) => titleOf(criterionById(id)));
  // In a narrow pane each column counts: 服薬（多剤） is 多剤 here, and its full name stands on its buttons.
  const short = results.map(({ id }) => shortPurpose(id));
  const shade = (both: number, own: number): string | undefined =>
    own === 0 || both / own < 0.1 ? undefined : both / own < 0.3 ? styles.some : styles.many;
  return (
    <div className={styles.box}>
      <dl className={styles.sums}>
        {[
          ['1 つの目的だけ', one],
          ['2 つの目的', two],
          ['3 つ以上の目的', more],
        ].map(([term, count]) => (
          <div key={term} className={styles.sum}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.value}>{countText(Number(count))} 人</dd>
          </div>
        ))}
      </dl>
      <p className={styles.caption} id="ikkatsu-overlap">
        行と列の両方の目的に該当する人数。人数を押すと、その人たちを名簿で見られます。色は、行の目的の該当者に占める割合（10%
        以上・30% 以上）。
        <span className={styles.wide}>表は横に動かせます。</span>
      </p>
      <div className={styles.view} tabIndex={0} role="region" aria-label="目的の重なりの表">
        <table className={styles.table} aria-describedby="ikkatsu-overlap">
          <thead>
            <tr>
              <th scope="col" className={mergeClasses(styles.cell, styles.name)}>
                抽出目的
              </th>
              {names.map((name, index) => (
                <th key={name} scope="col" className={styles.cell} title={name} aria-label={name}>
                  {NUMBERS[index]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.map((line, row) => (
              <tr key={names[row]}>
                <th scope="row" title={names[row]} className={mergeClasses(styles.cell, styles.name)}>
                  {NUMBERS[row]} {short[row]}
                </th>
                {line.map((both, column) => (
                  <td
                    key={names[column]}
                    className={mergeClasses(styles.cell, row === column ? styles.own : shade(both, line[row] ?? 0))}
                  >
                    {both === 0 ? (
                      '・'
                    ) : (
                      <button
                        type="button"
                        className={styles.people}
                        aria-label={
                          row === column
                            ? `${names[row]}の ${countText(both)} 人を名簿で見る`
                            : `${names[row]}と${names[column]}の両方の ${countText(both)} 人を名簿で見る`
                        }
                        onClick={() => onPeople(results[row]!.id, row === column ? undefined : results[column]!.id)}
                      >
                        {countText(both)}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
