/** One recognised source: what it is, and the ledger of its rows in words. */
import { Badge, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { SourceReport } from '../../kdb/types';
import { countText, KIND_LABELS, placeText, STATUS_LABELS } from '../model/words';
import { Details } from '../shell/Details';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalXS,
  },
  name: { ...typographyStyles.body1Strong, margin: 0, overflowWrap: 'anywhere' },
  line: {
    ...typographyStyles.caption1,
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  list: {
    ...typographyStyles.caption1,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalL,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
});

/** Rows set aside, each reason with its count and the first rows: 重複 3 行（5, 18, 20 行目）. */
function setAsideWords(source: SourceReport): readonly string[] {
  return Object.entries(source.setAside).map(([reason, count]) => {
    const rows = source.setAsideRows[reason as keyof typeof source.setAsideRows] ?? [];
    const more = rows.length > 0 && rows.length < count ? ' ほか' : '';
    const where = rows.length > 0 ? `（${rows.join(', ')} 行目${more}）` : '';
    return `${reason} ${countText(count)} 行${where}`;
  });
}

/** Columns that are not used, with the reason where there is one. */
function unusedWords(source: SourceReport): readonly string[] {
  return source.columns
    .filter((column) => column.heading !== '' && (column.field === null || column.remark !== undefined))
    .map((column) => (column.remark ? `${column.heading}：${column.remark}` : column.heading));
}

/** What stands behind the one line: where the header is, and which rows and columns are not used. */
function detailsOf(source: SourceReport): readonly string[] {
  const unused = unusedWords(source);
  const matched = source.columns.filter((column) => column.field !== null).length;
  return [
    `見出しは ${source.headerRow} 行目、使う列は ${matched}`,
    ...setAsideWords(source).map((words) => `除外：${words}`),
    ...(unused.length > 0 ? [`使わない列：${unused.join('、')}`] : []),
  ];
}

export function SourceCard({ source }: { readonly source: SourceReport }) {
  const styles = useStyles();
  const aside = countText(source.rows - source.used);
  const ledger = `${countText(source.rows)} 行 ＝ 使用 ${countText(source.used)} ＋ 除外 ${aside}`;
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <p className={styles.name}>{placeText(source)}</p>
        {source.kinds.map((kind) => (
          <Badge key={kind} appearance="tint" color="brand">
            {KIND_LABELS[kind]}
          </Badge>
        ))}
      </div>
      <p className={styles.line}>
        {source.layout.name}（{STATUS_LABELS[source.layout.status]}）
      </p>
      <Details summary={ledger} items={detailsOf(source)} />
      {source.notices.length > 0 && (
        <ul className={styles.list}>
          {source.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
    </li>
  );
}
