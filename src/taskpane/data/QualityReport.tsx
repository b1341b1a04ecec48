/** How the values lie and how the rates compare with published ones: small pictures that show a wrong column at a glance. */
import { useMemo, useState } from 'react';
import { Badge, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { countOf } from '../../criteria';
import { compareWithPublished, PUBLISHED_SOURCE } from '../../indicators';
import { distributionsOf, type Distribution } from '../../kdb';
import type { Dataset } from '../door';
import { countText, percentText } from '../model/words';

const useStyles = makeStyles({
  summary: {
    ...typographyStyles.body1Strong,
    width: 'fit-content',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  title: { ...typographyStyles.caption1Strong, margin: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalXS}` },
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ...typographyStyles.caption1,
    fontVariantNumeric: 'tabular-nums',
  },
  name: { flex: '1 1 9em', overflowWrap: 'anywhere' },
  picture: { flex: 'none', color: tokens.colorBrandForeground1 },
  words: { color: tokens.colorNeutralForeground2 },
});

const HEIGHT = 24;
const WIDTH = 120;

/** What a picture shows, for those who hear it. */
function describe({ label, unit, smallest, median, largest, bins, persons }: Distribution): string {
  if (persons === 0) return `${label}：値がありません`;
  if (smallest !== null) return `${label}：最小 ${smallest}、中央値 ${median}、最大 ${largest} ${unit}`;
  return `${label}：${bins.map((bin) => `${bin.label} ${percentText(bin.persons, persons)}%`).join('、')}`;
}

function Picture({ distribution }: { readonly distribution: Distribution }) {
  const styles = useStyles();
  const { bins } = distribution;
  const most = Math.max(1, ...bins.map(({ persons }) => persons));
  const step = WIDTH / bins.length;
  return (
    <svg
      className={styles.picture}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={describe(distribution)}
    >
      <line x1="0" y1={HEIGHT - 0.5} x2={WIDTH} y2={HEIGHT - 0.5} stroke="currentColor" strokeWidth="1" opacity="0.5" />
      {bins.map(({ label, persons }, index) => {
        const height = persons === 0 ? 0 : Math.max(1, (persons / most) * (HEIGHT - 2));
        return (
          <rect
            key={label}
            x={index * step + 0.5}
            y={HEIGHT - 1 - height}
            width={Math.max(1, step - 1)}
            height={height}
            fill="currentColor"
          />
        );
      })}
    </svg>
  );
}

function spanOf({ smallest, median, largest, unit, bins, persons }: Distribution): string {
  if (persons === 0) return '値なし';
  if (smallest !== null) return `${smallest}〜${median}〜${largest} ${unit}`;
  const [first] = bins;
  return first === undefined ? '' : `${first.label} ${percentText(first.persons, persons)}%`;
}

function Contents({ dataset }: { readonly dataset: Dataset }) {
  const styles = useStyles();
  const { evaluator, settings, table, intake } = dataset;
  const counts = useMemo(
    () => evaluator.evaluateAll(settings).map((result) => countOf(table, result)),
    [evaluator, settings, table],
  );
  const distributions = useMemo(() => intake.distributions ?? distributionsOf(table), [intake, table]);
  return (
    <>
      <h4 className={styles.title}>公表された割合との比較</h4>
      <p className={styles.note}>公表値：{PUBLISHED_SOURCE}。範囲の外でも誤りとは限りません。</p>
      <ul className={styles.list}>
        {counts.map(({ id, name, hits, denominator, judged }) => {
          const { range, verdict, advice } = compareWithPublished(id, hits, denominator, judged);
          const odd = advice !== '';
          return (
            <li key={id} className={styles.item}>
              <span className={styles.name}>{name}</span>
              <span>{percentText(hits, denominator)}%</span>
              <span className={styles.words}>
                {range === null ? '公表の範囲なし' : `公表 ${percentText(range[0], 1)}〜${percentText(range[1], 1)}%`}
              </span>
              {range !== null && (
                <Badge appearance="tint" color={odd ? 'warning' : 'success'}>
                  {verdict}
                </Badge>
              )}
              {odd && <span className={styles.words}>{advice}</span>}
            </li>
          );
        })}
      </ul>
      <h4 className={styles.title}>値の分布（最小〜中央値〜最大）</h4>
      <ul className={styles.list}>
        {distributions.map((distribution) => (
          <li key={distribution.field} className={styles.item}>
            <span className={styles.name}>{distribution.label}</span>
            <Picture distribution={distribution} />
            <span className={styles.words}>
              {spanOf(distribution)}
              {distribution.missing > 0 && `（値なし ${countText(distribution.missing)} 人）`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Closed at first; counted and drawn only when somebody looks. */
export function QualityReport({ dataset }: { readonly dataset: Dataset }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>値の分布と公表値との比較</summary>
      {open && <Contents dataset={dataset} />}
    </details>
  );
}
