/** The about box: version, criteria version, data stamp, and the promise that nothing leaves the machine. */
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { WorkbookView } from '../door';
import { VERSION } from '../version';
import { PaneDialog } from './PaneDialog';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    margin: `0 0 ${tokens.spacingVerticalL}`,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  promise: {
    ...typographyStyles.body1Strong,
    margin: 0,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandStroke2}`,
  },
});

interface AboutDialogProps {
  readonly open: boolean;
  readonly view: WorkbookView | null;
  readonly onClose: () => void;
}

export function AboutDialog({ open, view, onClose }: AboutDialogProps) {
  const styles = useStyles();
  const facts: readonly (readonly [string, string])[] = [
    ['版', VERSION],
    ['抽出条件', view ? `国の抽出条件 ${view.criteriaVersion} にもとづく既定値` : '－'],
    ['データのスタンプ', view?.stamp || 'まだありません'],
    ['ライセンス', 'MIT'],
  ];
  return (
    <PaneDialog
      open={open}
      title="IKKATSU について"
      kind="modal"
      onClose={onClose}
      actions={<Button onClick={onClose}>閉じる</Button>}
    >
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <AboutFact key={term} term={term} value={value} />
        ))}
      </dl>
      <p className={styles.promise}>この端末の外へ送信しません</p>
    </PaneDialog>
  );
}

function AboutFact({ term, value }: { readonly term: string; readonly value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  );
}
