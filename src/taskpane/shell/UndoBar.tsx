/** The last write, which can be taken back. */
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons';
import { DismissRegular } from '@fluentui/react-icons';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
  },
  words: { flexGrow: 1, margin: 0 },
});

interface UndoBarProps {
  readonly what: string;
  readonly busy: boolean;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}

export function UndoBar({ what, busy, onUndo, onClose }: UndoBarProps) {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="group" aria-label="最後の書きこみ">
      <p className={styles.words}>最後の書きこみ：{what}</p>
      <Button size="small" icon={<ArrowUndoRegular />} disabledFocusable={busy} onClick={onUndo}>
        元に戻す
      </Button>
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label="元に戻せなくてよい"
        title="元に戻せなくてよい（控えを消します）"
        disabledFocusable={busy}
        onClick={onClose}
      />
    </div>
  );
}
