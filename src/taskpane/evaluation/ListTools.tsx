/** What is done with whole lists: parts by 圏域 or 担当, and names out of sight. */
import { Button, makeStyles, Switch, tokens, typographyStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  set: {
    margin: 0,
    padding: 0,
    border: 'none',
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  legend: { ...typographyStyles.body1Strong, padding: 0, marginBottom: tokens.spacingVerticalXS },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface ListToolsProps {
  readonly busy: boolean;
  readonly hidesNames: boolean;
  readonly onSplit: (by: '圏域' | '担当') => void;
  readonly onHide: (isHidden: boolean) => void;
}

export function ListTools({ busy, hidesNames, onSplit, onHide }: ListToolsProps) {
  const styles = useStyles();
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>一覧を分ける・氏名を隠す</legend>
      <div className={styles.buttons}>
        <Button disabledFocusable={busy} onClick={() => onSplit('圏域')}>
          対象者一覧を圏域で分ける
        </Button>
        <Button disabledFocusable={busy} onClick={() => onSplit('担当')}>
          対象者一覧を担当で分ける
        </Button>
      </div>
      <Switch
        label="氏名を隠す（この画面・一覧・支援記録）"
        checked={hidesNames}
        disabled={busy}
        onChange={(_, { checked }) => onHide(checked)}
      />
    </fieldset>
  );
}
