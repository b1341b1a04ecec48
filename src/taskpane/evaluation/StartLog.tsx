/** Which lists go into 支援記録: the ten purposes with their counts, and the button that puts them there. */
import { useState } from 'react';
import { Button, Checkbox, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ClipboardTaskListLtrRegular } from '@fluentui/react-icons';
import { CRITERIA, type CriterionCount, type CriterionId } from '../../criteria';
import { countText } from '../model/words';

const useStyles = makeStyles({
  set: { margin: 0, padding: 0, border: 'none', minWidth: 0 },
  legend: { ...typographyStyles.body1Strong, padding: 0, marginBottom: tokens.spacingVerticalXS },
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 220px), 1fr))',
    columnGap: tokens.spacingHorizontalM,
  },
  hint: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  button: { alignSelf: 'start' },
});

interface StartLogProps {
  /** Counts of the last extraction; null before the first. */
  readonly counts: readonly CriterionCount[] | null;
  readonly exists: boolean;
  readonly busy: boolean;
  readonly onStart: (purposes: readonly CriterionId[]) => void;
}

export function StartLog({ counts, exists, busy, onStart }: StartLogProps) {
  const styles = useStyles();
  const [chosen, setChosen] = useState<ReadonlySet<CriterionId>>(new Set());
  const countOf = (id: CriterionId): CriterionCount | undefined => counts?.find((count) => count.id === id);
  const toggle = (id: CriterionId, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <fieldset className={styles.set}>
        <legend className={styles.legend}>支援記録に入れる一覧</legend>
        <div className={styles.list}>
          {CRITERIA.filter(({ id, standing }) => standing === 'national' || countOf(id) !== undefined).map(
            ({ id, name }) => {
              const hits = countOf(id)?.hits;
              return (
                <Checkbox
                  key={id}
                  checked={chosen.has(id)}
                  onChange={(_, { checked }) => toggle(id, checked === true)}
                  label={hits === undefined ? name : `${name}  ${countText(hits)} 人`}
                />
              );
            },
          )}
        </div>
      </fieldset>
      {chosen.size === 0 && <p className={styles.hint}>入れる一覧にチェックを付けると、ボタンを押せます。</p>}
      <Button
        className={styles.button}
        appearance={exists ? 'secondary' : 'primary'}
        icon={<ClipboardTaskListLtrRegular />}
        disabledFocusable={busy || chosen.size === 0}
        onClick={() => {
          onStart(CRITERIA.map(({ id }) => id).filter((id) => chosen.has(id)));
          // What was put in is not put in again by the next press.
          setChosen(new Set());
        }}
      >
        {exists ? '一覧の人を支援記録に足す' : '支援記録を始める'}
      </Button>
    </>
  );
}
