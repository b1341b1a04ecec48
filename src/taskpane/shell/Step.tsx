/** One step of the work: number or state, title, a line on how it stands, and its content, which folds away. */
import { useId, useState, type ReactNode } from 'react';
import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons';
import { ChevronDownRegular } from '@fluentui/react-icons';
import { ImportantFilled } from '@fluentui/react-icons';
import type { StepStatus } from '../model/steps';

const useStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    overflow: 'clip',
    // What is out of sight is laid out when it comes into sight: half of the time of a change of the whole pane.
    contentVisibility: 'auto',
    containIntrinsicBlockSize: 'auto 300px',
  },
  heading: { margin: 0, fontSize: 'inherit' },
  toggle: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    width: '100%',
    minHeight: '64px',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-3px',
      borderRadius: tokens.borderRadiusXLarge,
    },
  },
  badge: {
    flexShrink: 0,
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    borderRadius: tokens.borderRadiusCircular,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  done: {
    backgroundColor: tokens.colorBrandBackground,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandBackground}`,
    color: tokens.colorNeutralForegroundOnBrand,
  },
  attention: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorStatusWarningBorder1}`,
    color: tokens.colorStatusWarningForeground1,
  },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  title: { ...typographyStyles.subtitle2 },
  summary: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  chevron: {
    flexShrink: 0,
    color: tokens.colorNeutralForeground3,
    transitionProperty: 'transform',
    transitionDuration: tokens.durationNormal,
    '@media (prefers-reduced-motion: reduce)': { transitionDuration: '0s' },
  },
  chevronOpen: { transform: 'rotate(180deg)' },
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXL}`,
  },
  folded: { display: 'none' },
});

interface StepProps {
  /** 1 to 5, or the mark of what is no step. */
  readonly number: number | 'fx';
  readonly title: string;
  readonly status: StepStatus;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** The content is made when the step is first opened. */
  readonly late?: boolean;
  readonly children: ReactNode;
}

function StateBadge({ number, state }: Pick<StepProps, 'number'> & Pick<StepStatus, 'state'>) {
  const styles = useStyles();
  const look = state === 'done' ? styles.done : state === 'attention' ? styles.attention : undefined;
  return (
    <span className={mergeClasses(styles.badge, look)} aria-hidden="true">
      {state === 'done' ? <CheckmarkRegular /> : state === 'attention' ? <ImportantFilled /> : number}
    </span>
  );
}

export function Step({ number, title, status, open, onToggle, late = false, children }: StepProps) {
  const styles = useStyles();
  const id = useId();
  const [isMade, setMade] = useState(open || !late);
  if (open && !isMade) setMade(true);
  return (
    <section className={styles.card} aria-labelledby={`${id}-title`}>
      <h2 className={styles.heading}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          aria-controls={`${id}-content`}
          onClick={onToggle}
        >
          <StateBadge number={number} state={status.state} />
          <span className={styles.words}>
            <span className={styles.title} id={`${id}-title`}>
              {title}
            </span>
            <span className={styles.summary}>{status.summary}</span>
          </span>
          <ChevronDownRegular
            className={mergeClasses(styles.chevron, open && styles.chevronOpen)}
            fontSize={20}
            aria-hidden="true"
          />
        </button>
      </h2>
      <div id={`${id}-content`} className={mergeClasses(styles.content, !open && styles.folded)}>
        {isMade && children}
      </div>
    </section>
  );
}
