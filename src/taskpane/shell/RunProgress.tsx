/** A step under way: what it does, how far it is, how long it still takes, and 中止. */
import { useEffect, useRef } from 'react';
import { Button, makeStyles, ProgressBar, tokens, typographyStyles, useAnnounce } from '@fluentui/react-components';
import { remainingSeconds, type Activity } from '../model/state';
import { countText, remainingText } from '../model/words';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'center',
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorBrandBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandStroke2}`,
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  stage: { ...typographyStyles.body1Strong, margin: 0 },
  wide: { gridColumn: '1 / -1' },
  figures: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
    margin: 0,
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
});

interface RunProgressProps {
  readonly activity: Activity;
  readonly onStop: () => void;
  /** True where it takes the place of the button that was pressed: the focus must not fall off the page. */
  readonly takesFocus?: boolean;
}

export function RunProgress({ activity, onStop, takesFocus = false }: RunProgressProps) {
  const styles = useStyles();
  const { announce } = useAnnounce();
  const { stage, done, total } = activity.progress;
  const words = activity.stopping ? '中止しています' : stage;
  const remaining = remainingSeconds(activity);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  // Each stage is told once; telling every count would drown the reader.
  useEffect(() => announce(words, { polite: true }), [announce, words]);
  return (
    <div ref={box} tabIndex={-1} className={styles.box} role="group" aria-label="進み具合">
      <p className={styles.stage}>{words}</p>
      <Button onClick={onStop} disabledFocusable={activity.stopping}>
        中止
      </Button>
      <ProgressBar
        className={styles.wide}
        thickness="large"
        aria-label={words}
        aria-valuetext={total > 0 ? `${countText(done)} / ${countText(total)}` : undefined}
        value={total > 0 ? done : undefined}
        max={total > 0 ? total : undefined}
      />
      {total > 0 && (
        <p className={`${styles.wide} ${styles.figures}`}>
          <span>
            {countText(done)} / {countText(total)}
          </span>
          {remaining !== null && !activity.stopping && <span>{remainingText(remaining)}</span>}
        </p>
      )}
    </div>
  );
}
