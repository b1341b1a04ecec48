/** A small bar for a rate, with its text for those who do not see it. */
import { makeStyles, tokens } from '@fluentui/react-components';

const CONTRAST = '@media (forced-colors: active)';

const useStyles = makeStyles({
  track: {
    height: '6px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground4,
    overflow: 'hidden',
    [CONTRAST]: { border: '1px solid CanvasText' },
  },
  fill: {
    height: '100%',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground,
    // A contrast theme takes background colours away; the system's own highlight stays.
    [CONTRAST]: { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
  },
});

interface RateBarProps {
  readonly part: number;
  readonly whole: number;
  /** Percent at the right end of the bar. */
  readonly end: number;
  readonly label: string;
}

export function RateBar({ part, whole, end, label }: RateBarProps) {
  const styles = useStyles();
  const share = whole === 0 ? 0 : Math.min(1, ((part / whole) * 100) / end);
  return (
    <div className={styles.track} role="img" aria-label={label}>
      <div className={styles.fill} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
