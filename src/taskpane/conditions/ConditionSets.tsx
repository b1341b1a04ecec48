/** Named sets of conditions that the workbook keeps, e.g. 広域連合の基準: load one, or save what stands here. */
import { useEffect, useState } from 'react';
import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { CRITERIA_VERSION, defaultSettings, type CriteriaSettings } from '../../criteria';
import { lazily } from '../shell/lazily';
import type { ConditionSet } from '../door';
import { NARROW_FIELD } from '../shell/narrowField';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  grow: { ...NARROW_FIELD, flex: '1 1 12em' },
});

const SetComparison = lazily(() => import('./SetComparison').then((part) => part.SetComparison));

/** Value of the entry that every workbook has. */
const STANDARD = '';

interface ConditionSetsProps {
  readonly settings: CriteriaSettings;
  readonly busy: boolean;
  readonly load: () => Promise<readonly ConditionSet[]>;
  readonly keep: (sets: readonly ConditionSet[]) => Promise<void>;
  readonly onUse: (settings: CriteriaSettings) => void;
}

export function ConditionSets({ settings, busy, load, keep, onUse }: ConditionSetsProps) {
  const styles = useStyles();
  const [sets, setSets] = useState<readonly ConditionSet[]>([]);
  const [chosen, setChosen] = useState(STANDARD);
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  const [comparing, setComparing] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (found) => isCurrent && setSets(found),
      // Without an answer of the host there is the public default alone; saving tells what is wrong.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  const store = async (next: readonly ConditionSet[], done: string) => {
    try {
      await keep(next);
      setSets(next);
      setSaid(done);
    } catch {
      setSaid('ブックに保存できませんでした。セルの編集を終えてから、もう一度お試しください。');
    }
  };
  const save = async () => {
    const named = name.trim();
    if (named === '') return setSaid('セットの名前を入れてください。');
    await store(
      [...sets.filter((set) => set.name !== named), { name: named, settings }],
      `「${named}」を保存しました。`,
    );
    setChosen(named);
    setName('');
  };
  const remove = async () => {
    await store(
      sets.filter((set) => set.name !== chosen),
      `「${chosen}」を削除しました。`,
    );
    setChosen(STANDARD);
  };
  const rename = async () => {
    const named = name.trim();
    if (named === '')
      return setSaid('新しい名前を、下の「名前を付けて保存」の欄に入れてから「名前を変える」を押してください。');
    if (sets.some((set) => set.name === named)) return setSaid(`「${named}」はもうあります。別の名前にしてください。`);
    await store(
      sets.map((set) => (set.name === chosen ? { ...set, name: named } : set)),
      `「${chosen}」の名前を「${named}」に変えました。`,
    );
    setChosen(named);
    setName('');
  };
  const used = sets.find((set) => set.name === chosen)?.settings ?? defaultSettings();
  return (
    <div className={styles.box}>
      <div className={styles.line}>
        <Field className={styles.grow} label="条件のセット">
          <Select value={chosen} onChange={(_, data) => setChosen(data.value)}>
            <option value={STANDARD}>国の既定値（{CRITERIA_VERSION}）</option>
            {sets.map((set) => (
              <option key={set.name} value={set.name}>
                {set.name}
              </option>
            ))}
          </Select>
        </Field>
        <Button disabledFocusable={busy} onClick={() => onUse(used)}>
          読み込む
        </Button>
        {chosen !== STANDARD && (
          <>
            <Button appearance="subtle" onClick={() => void rename()}>
              名前を変える
            </Button>
            <Button appearance="subtle" onClick={() => void remove()}>
              削除
            </Button>
          </>
        )}
        <Button appearance="subtle" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
          いまの条件と比べる
        </Button>
      </div>
      {comparing && <SetComparison name={chosen === STANDARD ? '国の既定値' : chosen} one={used} other={settings} />}
      <div className={styles.line}>
        <Field
          className={styles.grow}
          label="いまの条件に名前を付けて保存"
          validationState="none"
          validationMessage={said}
        >
          <Input
            value={name}
            placeholder="例：広域連合の基準"
            maxLength={40}
            onChange={(_, data) => {
              setName(data.value);
              setSaid('');
            }}
          />
        </Field>
        <Button onClick={() => void save()}>保存</Button>
      </div>
    </div>
  );
}
