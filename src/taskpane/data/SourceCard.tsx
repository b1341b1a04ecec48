/** One recognised source: what it is, the ledger of its rows in words, and the way to the cells in question. */
import type { ReactNode } from 'react';
import { Badge, Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { columnWords } from '../../kdb/findings';
import type { ColumnQuality, SourceReport } from '../../kdb';
import { countText, KIND_LABELS, placeText, STATUS_LABELS, yearText } from '../model/words';
import { Details } from '../shell/Details';
import { CellLinks, type GoTo } from './CellLinks';

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

/** Rows set aside, each reason with its count and links to the first rows: 重複 3 行（5, 18, 20 行目）. */
function setAsideItems(source: SourceReport, onGo: GoTo): readonly ReactNode[] {
  return Object.entries(source.setAside).map(([reason, count]) => {
    const rows = source.setAsideRows[reason as keyof typeof source.setAsideRows] ?? [];
    return (
      <>
        除外：{reason} {countText(count)} 行
        <CellLinks rows={rows} of={count} onGo={(row) => onGo(source.file, row, 0)} />
      </>
    );
  });
}

/** Columns with cells that could not be read, with links to the first of them. */
function qualityItems(source: SourceReport, quality: readonly ColumnQuality[], onGo: GoTo): readonly ReactNode[] {
  return quality.map(({ field, index, heading, unreadable, outOfRange, examples }) => {
    const column = index ?? source.columns.find((match) => match.field === field)?.index ?? 0;
    const parts = [
      ...(unreadable > 0 ? [`読めない値 ${countText(unreadable)}`] : []),
      ...(outOfRange > 0 ? [`ありえない値 ${countText(outOfRange)}`] : []),
    ];
    return (
      <>
        {index === undefined ? heading : columnWords({ index, heading })}：{parts.join('、')}
        <CellLinks rows={examples} of={unreadable + outOfRange} onGo={(row) => onGo(source.file, row, column)} />
      </>
    );
  });
}

/** Columns that are not used, with the reason where there is one. */
function unusedWords(source: SourceReport): readonly string[] {
  return source.columns
    .filter((column) => column.heading !== '' && (column.field === null || column.remark !== undefined))
    .map((column) => (column.remark ? `${column.heading}：${column.remark}` : column.heading));
}

/** What stands behind the one line: where the header is, and which rows and columns are not used. */
function detailsOf(source: SourceReport, onGo: GoTo): readonly ReactNode[] {
  const unused = unusedWords(source);
  const matched = source.columns.filter((column) => column.field !== null).length;
  return [
    `見出しは ${source.headerRow} 行目、使う列は ${matched}`,
    ...setAsideItems(source, onGo),
    ...(unused.length > 0 ? [`使わない列：${unused.join('、')}`] : []),
  ];
}

/** How surely the layout was met: the share of headings that are known columns. */
function knownText({ columns }: SourceReport): string {
  const headed = columns.filter(({ heading }) => heading !== '');
  const known = headed.filter(({ field }) => field !== null).length;
  const percent = Math.round((known / Math.max(1, headed.length)) * 100);
  return `見出し ${countText(headed.length)} のうち ${countText(known)} を認識（${percent}%）`;
}

interface SourceCardProps {
  readonly source: SourceReport;
  /** Columns of this source with cells that could not be read. */
  readonly quality: readonly ColumnQuality[];
  readonly onGo: GoTo;
  /** Asks what the columns of this source hold. */
  readonly onAsk: () => void;
}

export function SourceCard({ source, quality, onGo, onAsk }: SourceCardProps) {
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
        {source.layout.name}（{STATUS_LABELS[source.layout.status]}）・{knownText(source)}
      </p>
      {source.placed.basis !== '' && (
        <p className={styles.line}>
          {source.placed.years.map(({ year, rows }) => `${yearText(year)} ${countText(rows)} 行`).join('・')}（
          {source.placed.basis}）
        </p>
      )}
      {source.columns.some(({ heading, field }) => heading !== '' && field === null) && (
        <p className={styles.line}>
          <Link as="button" inline onClick={onAsk} aria-label={`${placeText(source)} の使っていない列を対応づける`}>
            使っていない列を対応づける
          </Link>
        </p>
      )}
      <Details summary={ledger} items={detailsOf(source, onGo)} />
      {quality.length > 0 && (
        <Details
          summary={`読めない・ありえない値のある列 ${quality.length}`}
          items={qualityItems(source, quality, onGo)}
        />
      )}
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
