/** The aggregate forms of the workbook: which form, how many figures, what was set aside, and how cells ask for them. */
import { Badge, Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { COMPARATOR_WORDS, type Aggregate } from '../../kdb';
import { countText, placeText, STATUS_LABELS } from '../model/words';
import { Details } from '../shell/Details';
import type { GoTo } from './CellLinks';

const useStyles = makeStyles({
  title: { ...typographyStyles.subtitle2, fontSize: tokens.fontSizeBase300, margin: 0 },
  list: { listStyleType: 'none', margin: `${tokens.spacingVerticalXS} 0 0`, padding: 0 },
  card: {
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: { ...typographyStyles.body1Strong, margin: 0, overflowWrap: 'anywhere' },
  line: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

/** Examples of a form that a glance is enough for. */
const EXAMPLES = 5;

function itemsOf({ headerRow, records, setAside, notices }: Aggregate): readonly string[] {
  const indicators = [...new Set(records.map(({ indicator }) => indicator))];
  return [
    `見出しは ${headerRow} 行目`,
    `比較：${[...new Set(records.map(({ comparator }) => COMPARATOR_WORDS[comparator][0]))].join('・')}`,
    `指標 ${countText(indicators.length)}：${indicators.slice(0, EXAMPLES).join('、')}${indicators.length > EXAMPLES ? ' ほか' : ''}`,
    ...Object.entries(setAside).map(([reason, count]) => `除外：${reason} ${countText(count)} 行`),
    ...notices,
  ];
}

interface AggregateListProps {
  readonly aggregates: readonly Aggregate[];
  readonly onGo: GoTo;
}

export function AggregateList({ aggregates, onGo }: AggregateListProps) {
  const styles = useStyles();
  if (aggregates.length === 0) return null;
  return (
    <div>
      <h3 className={styles.title}>集計表</h3>
      <p className={styles.line}>
        人の名簿ではない、帳票の集計です。セルから =IKKATSU.KDBFIGURE(指標,比較) で使えます。
      </p>
      <ul className={styles.list}>
        {aggregates.map((aggregate) => (
          <li key={placeText(aggregate)} className={styles.card}>
            <div className={styles.head}>
              <p className={styles.name}>
                <Link
                  as="button"
                  inline
                  onClick={() => onGo(aggregate.file, aggregate.headerRow, 0)}
                  aria-label={`${placeText(aggregate)} の見出しへ移動`}
                >
                  {placeText(aggregate)}
                </Link>
              </p>
              <Badge appearance="tint" color="informative">
                集計表
              </Badge>
            </div>
            <p className={styles.line}>
              {aggregate.form.name}（{STATUS_LABELS[aggregate.form.status]}）
            </p>
            <Details
              summary={`${countText(aggregate.rows)} 行 ＝ 使用 ${countText(aggregate.used)} ＋ 除外 ${countText(aggregate.rows - aggregate.used)}（値 ${countText(aggregate.records.length)}）`}
              items={itemsOf(aggregate)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
