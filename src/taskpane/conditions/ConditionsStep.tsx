/** Step ②: the ten criteria as the sentences that run, and where they differ from the public default. */
import { useState } from 'react';
import { Badge, Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { TableSettingsRegular } from '@fluentui/react-icons/svg/table-settings';
import type { ConditionView, WorkbookView } from '../door';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { Details } from '../shell/Details';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  sentence: {
    ...typographyStyles.body1,
    margin: `${tokens.spacingVerticalXXS} 0 0`,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  changes: {
    ...typographyStyles.caption1,
    listStyleType: 'none',
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: `0 0 0 ${tokens.spacingHorizontalS}`,
    borderInlineStartWidth: tokens.strokeWidthThicker,
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorBrandStroke2,
    fontVariantNumeric: 'tabular-nums',
  },
});

interface ConditionsStepProps {
  readonly view: WorkbookView | null;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onRestore: () => void;
}

export function ConditionsStep({ view, busy, onOpen, onRestore }: ConditionsStepProps) {
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const changed = view?.conditions.some((condition) => condition.differences.length > 0) ?? false;
  return (
    <>
      <p className={styles.lead}>しきい値はシート「抽出条件」で変えられます。そこにある値で抽出します。</p>
      <div className={styles.buttons}>
        <Button icon={<TableSettingsRegular />} disabledFocusable={busy} onClick={onOpen}>
          抽出条件シートを開く
        </Button>
        <Button appearance="subtle" disabledFocusable={busy} onClick={() => setAsking(true)}>
          既定値に戻す
        </Button>
      </div>
      <ul className={styles.list}>
        {view?.conditions.map((condition) => (
          <ConditionItem key={condition.id} condition={condition} />
        ))}
      </ul>
      {view && <Details summary="出典" items={view.conditions.map(({ name, source }) => `${name}：${source}`)} />}
      <ConfirmDialog
        open={asking}
        title="抽出条件を既定値に戻しますか"
        confirm="既定値に戻す"
        cancel="やめる"
        onAnswer={(yes) => {
          setAsking(false);
          if (yes) onRestore();
        }}
      >
        {changed
          ? 'シート「抽出条件」で変えたしきい値と切り替えが、国の既定値に置き換わります。抽出した一覧は、次に抽出を実行するまで変わりません。'
          : 'いまの条件は既定値のままです。シート「抽出条件」を既定値で書き直します。'}
      </ConfirmDialog>
    </>
  );
}

function ConditionItem({ condition }: { readonly condition: ConditionView }) {
  const styles = useStyles();
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <h3 className={styles.name}>{condition.name}</h3>
        {condition.differences.length > 0 && (
          <Badge appearance="tint" color="warning">
            変更あり
          </Badge>
        )}
      </div>
      <p className={styles.sentence}>{condition.sentence}</p>
      {condition.differences.length > 0 && (
        <ul className={styles.changes}>
          {condition.differences.map(({ label, standard, current }) => (
            <li key={label}>
              {label}：既定 {standard} → いま {current}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
