/** 使い方とことば: what comes next, what the selected cell is, what each step is for, and the words of the sheets. */
import { useState } from 'react';
import { Button, Field, makeStyles, SearchBox, tokens, typographyStyles } from '@fluentui/react-components';
import type { PaneState } from '../model/state';
import { searchable } from '../model/words';
import { PaneDialog } from '../shell/PaneDialog';
import { nextThing } from './next';
import { SelectedCell } from './SelectedCell';
import { STEPS, TERMS, type Term } from './terms';

const useStyles = makeStyles({
  heading: { ...typographyStyles.body1Strong, margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalS}` },
  next: {
    ...typographyStyles.body1,
    margin: 0,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandStroke2}`,
  },
  list: { margin: `${tokens.spacingVerticalS} 0 0`, overflowWrap: 'anywhere' },
  word: { ...typographyStyles.body1Strong, marginTop: tokens.spacingVerticalS },
  meaning: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  none: { ...typographyStyles.body1, margin: `${tokens.spacingVerticalS} 0 0` },
  search: { maxWidth: 'none' },
});

/** The terms whose word, other words or meaning hold what was typed; all for nothing typed. */
export function termsFor(query: string): readonly Term[] {
  const wanted = searchable(query);
  if (wanted === '') return TERMS;
  const holds = (text: string): boolean => searchable(text).includes(wanted);
  const named = TERMS.filter(({ word, also = [] }) => [word, ...also].some(holds));
  return [...named, ...TERMS.filter((term) => !named.includes(term) && holds(term.meaning))];
}

interface HelpDialogProps {
  readonly open: boolean;
  readonly state: PaneState;
  /** Conditions were changed in the pane and do not stand in the sheet yet. */
  readonly hasChanges: boolean;
  readonly onClose: () => void;
}

export function HelpDialog({ open, state, hasChanges, onClose }: HelpDialogProps) {
  const styles = useStyles();
  const [query, setQuery] = useState('');
  const found = termsFor(query);
  return (
    <PaneDialog
      open={open}
      title="使い方とことば"
      kind="modal"
      onClose={onClose}
      actions={<Button onClick={onClose}>閉じる</Button>}
    >
      <p className={styles.next}>次にすること: {nextThing(state, hasChanges)}</p>
      <h3 className={styles.heading}>選んだセルの数字</h3>
      <SelectedCell />
      <h3 className={styles.heading}>五つの手順</h3>
      <Words terms={STEPS.map(({ title, text }) => ({ word: title, meaning: text }))} />
      <h3 className={styles.heading}>ことば</h3>
      <Field label="ことばをさがす">
        <SearchBox className={styles.search} value={query} onChange={(_, { value }) => setQuery(value)} />
      </Field>
      {found.length === 0 ? (
        <p className={styles.none} role="status">
          当たることばがありません。
        </p>
      ) : (
        <Words terms={found} />
      )}
    </PaneDialog>
  );
}

function Words({ terms }: { readonly terms: readonly Term[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.list}>
      {terms.map(({ word, meaning }) => (
        <div key={word}>
          <dt className={styles.word}>{word}</dt>
          <dd className={styles.meaning}>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
