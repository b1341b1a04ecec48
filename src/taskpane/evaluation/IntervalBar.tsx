/** A share with its interval as a small picture: a band from limit to limit, a mark at the value, ends at 0 and 100 %. */
import { makeStyles, tokens } from '@fluentui/react-components';

const CONTRAST = '@media (forced-colors: active)';

const useStyles = makeStyles({
  track: {
    position: 'relative',
    height: '14px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground4,
    overflow: 'hidden',
    [CONTRAST]: { border: '1px solid CanvasText' },
  },
  band: {
    position: 'absolute',
    top: '3px',
    bottom: '3px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorBrandStroke2,
    [CONTRAST]: { forcedColorAdjust: 'none', backgroundColor: 'GrayText' },
  },
  mark: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: '4px',
    marginLeft: '-2px',
    backgroundColor: tokens.colorBrandBackground,
    [CONTRAST]: { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
  },
});

interface IntervalBarProps {
  /** Fractions of 1. */
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** The same in words. */
  readonly label: string;
}

const percent = (share: number): string => `${Math.min(100, Math.max(0, share * 100))}%`;

export function IntervalBar({ value, lower, upper, label }: IntervalBarProps) {
  const styles = useStyles();
  return (
    <div className={styles.track} role="img" aria-label={label}>
      {lower !== null && upper !== null && (
        <div className={styles.band} style={{ left: percent(lower), width: percent(upper - lower) }} />
      )}
      <div className={styles.mark} style={{ left: percent(value) }} />
    </div>
  );
}
