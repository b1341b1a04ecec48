/** Step ②: the ten criteria as the sentences that run, with thresholds to try, live counts, and the way into the sheet. */
import { useEffect, useRef, useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles, useAnnounce } from '@fluentui/react-components';
import { TableSettingsRegular } from '@fluentui/react-icons';
import {
  CRITERIA,
  differencesFromDefault,
  lint,
  type CriteriaSettings,
  type CriterionCount,
  type CriterionId,
  type Finding,
} from '../../criteria';
import type { ConditionSet, Dataset } from '../door';
import { changed, changesTo, type Changes } from '../model/draft';
import { useLiveCounts, type LiveCounts } from '../model/useLiveCounts';
import { countText } from '../model/words';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { useFocusBack } from '../shell/useFocusBack';
import { ConditionSets } from './ConditionSets';
import { CriterionEditor } from './CriterionEditor';
import { DraftBar } from './DraftBar';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
});

/** Milliseconds without a new figure before it is told to screen readers. */
const QUIET = 900;

interface ConditionsStepProps {
  /** What stands in the sheet. */
  readonly settings: CriteriaSettings;
  readonly changes: Changes;
  readonly dataset: Dataset | null;
  readonly busy: boolean;
  readonly onChanges: (change: (before: Changes) => Changes) => void;
  readonly onApply: () => void;
  readonly onDrop: () => void;
  readonly onOpen: () => void;
  readonly onRestore: () => void;
  readonly loadSets: () => Promise<readonly ConditionSet[]>;
  readonly keepSets: (sets: readonly ConditionSet[]) => Promise<void>;
}

/** Nobody meets a criterion although it can be judged: worth a word beside what the linter found. */
function emptiness(count: CriterionCount | undefined): Finding[] {
  if (count === undefined || count.hits > 0 || count.judged === 0) return [];
  return [{ level: 'warning', id: count.id, text: 'このデータでは、当たる人が 1 人もいません。' }];
}

/** Tells the figures that changed, once the typing rests. */
function useToldCounts(before: LiveCounts | null, now: LiveCounts | null): void {
  const { announce } = useAnnounce();
  const told = useRef('');
  useEffect(() => {
    if (before === null || now === null) return undefined;
    const words = [...now.values()]
      .filter(({ id, hits }) => before.get(id)?.hits !== hits)
      .map(({ name, hits }) => `${name} ${countText(hits)} 人`)
      .join('、');
    const timer = setTimeout(() => {
      if (words !== told.current && words !== '') announce(words, { polite: true });
      told.current = words;
    }, QUIET);
    return () => clearTimeout(timer);
  }, [announce, before, now]);
}

export function ConditionsStep(props: ConditionsStepProps) {
  const { settings, changes, dataset, busy, onChanges, onApply, onDrop, onOpen, onRestore, loadSets, keepSets } = props;
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const typed: CriteriaSettings = { ...settings, ...changes };
  // The same object while nothing changed, so that the counts are not made anew.
  const [kept, setKept] = useState(typed);
  const stable = Object.keys(typed).every((key) => kept[key] === typed[key]) ? kept : typed;
  if (stable !== kept) setKept(stable);
  const { before, now } = useLiveCounts(dataset, settings, stable);
  useToldCounts(before, now);
  const findings = lint(stable);
  const different = new Set(differencesFromDefault(stable).map(({ id }) => id));
  const touched = new Set(Object.keys(changes).map((key) => key.split('.')[0] as CriterionId));
  const open = useRef<HTMLButtonElement>(null);
  useFocusBack(touched.size > 0, open);
  const standsAtDefault = differencesFromDefault(settings).length === 0;
  const onChange = (key: string, value: number | boolean) =>
    onChanges((previous) => changed(previous, settings, key, value));
  return (
    <>
      <p className={styles.lead}>
        しきい値を変えると、人数がすぐに変わります。「シートに反映」を押すとシート「抽出条件」に書き、その値で抽出します。
      </p>
      <ul className={styles.list}>
        {CRITERIA.map((definition) => (
          <CriterionEditor
            key={definition.id}
            definition={definition}
            settings={stable}
            isChanged={touched.has(definition.id)}
            isDefault={!different.has(definition.id)}
            disabled={busy}
            before={before?.get(definition.id)}
            now={now?.get(definition.id)}
            findings={[...findings.filter(({ id }) => id === definition.id), ...emptiness(now?.get(definition.id))]}
            onChange={onChange}
          />
        ))}
      </ul>
      {touched.size > 0 && (
        <DraftBar count={Object.keys(changes).length} busy={busy} onApply={onApply} onDrop={onDrop} />
      )}
      <ConditionSets
        settings={stable}
        busy={busy}
        load={loadSets}
        keep={keepSets}
        onUse={(wanted) => onChanges(() => changesTo(settings, wanted))}
      />
      <div className={styles.buttons}>
        <Button ref={open} icon={<TableSettingsRegular />} disabledFocusable={busy} onClick={onOpen}>
          抽出条件シートを開く
        </Button>
        <Button appearance="subtle" disabledFocusable={busy} onClick={() => setAsking(true)}>
          既定値に戻す
        </Button>
      </div>
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
        {standsAtDefault
          ? 'いまの条件は既定値のままです。シート「抽出条件」を既定値で書き直します。'
          : 'シート「抽出条件」で変えたしきい値と切り替えが、国の既定値に置き換わります。抽出した一覧は、次に抽出を実行するまで変わりません。'}
      </ConfirmDialog>
    </>
  );
}
