/** For the persons whose rows are selected on a list: a page each for the visit, and letters. */
import { useEffect, useState } from 'react';
import { Button, Field, makeStyles, Select, tokens, typographyStyles } from '@fluentui/react-components';
import type { ExcelDoor } from '../door';
import { NARROW_FIELD } from '../shell/narrowField';

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
  lead: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  field: { ...NARROW_FIELD, maxWidth: '320px' },
  button: { alignSelf: 'start' },
});

interface PersonPagesProps {
  readonly door: ExcelDoor;
  readonly busy: boolean;
  readonly onPages: () => void;
  readonly onLetters: (kind: string) => void;
}

export function PersonPages({ door, busy, onPages, onLetters }: PersonPagesProps) {
  const styles = useStyles();
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  // The texts are the analyst's: after each job they are asked for again.
  useEffect(() => {
    let isWanted = true;
    door.letterKinds().then(
      (found) => isWanted && setKinds(found),
      () => isWanted && setKinds([]),
    );
    return () => {
      isWanted = false;
    };
  }, [door, busy]);
  const kind = chosen !== null && kinds.includes(chosen) ? chosen : kinds[0];
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>訪問と案内の準備</legend>
      <p className={styles.lead}>
        一覧（抽出_…）のシートで人の行を選んでから押します。フィルターで隠れている行の人は入りません。
      </p>
      <Button className={styles.button} disabledFocusable={busy} onClick={onPages}>
        選んだ人の個人票を作る
      </Button>
      <Field
        className={styles.field}
        label="案内文の種類"
        hint="文面はシート「案内文の文例」で書きかえられます（最初の案内文を作るとできます）。"
      >
        <Select value={kind ?? ''} disabled={busy || kinds.length === 0} onChange={(_, { value }) => setChosen(value)}>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Select>
      </Field>
      <Button
        className={styles.button}
        disabledFocusable={busy || kind === undefined}
        onClick={() => kind !== undefined && onLetters(kind)}
      >
        選んだ人の案内文と差し込みを作る
      </Button>
    </fieldset>
  );
}
