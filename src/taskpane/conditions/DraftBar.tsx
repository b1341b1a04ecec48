/** What was changed in the pane and does not stand in the sheet yet, with the two ways on. */
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  bar: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorBrandBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandStroke2}`,
  },
  words: { ...typographyStyles.body1, flex: '1 1 12em', margin: 0 },
});

interface DraftBarProps {
  readonly count: number;
  readonly busy: boolean;
  readonly onApply: () => void;
  readonly onDrop: () => void;
}

export function DraftBar({ count, busy, onApply, onDrop }: DraftBarProps) {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="group" aria-label="未反映の変更">
      <p className={styles.words}>{count} か所の変更は、まだシートに反映していません。</p>
      <Button appearance="primary" disabledFocusable={busy} onClick={onApply}>
        シートに反映
      </Button>
      <Button appearance="subtle" disabledFocusable={busy} onClick={onDrop}>
        取り消す
      </Button>
    </div>
  );
}
