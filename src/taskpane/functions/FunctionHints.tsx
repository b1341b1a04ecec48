/** A list of functions with what they answer, to be typed into a cell. */
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { FunctionHint } from './formula';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: { padding: `${tokens.spacingVerticalXS} 0`, overflowWrap: 'anywhere' },
  words: { ...typographyStyles.body1Strong, margin: 0 },
  formula: {
    fontSize: tokens.fontSizeBase200,
    fontFamily: tokens.fontFamilyMonospace,
    color: tokens.colorNeutralForeground2,
  },
});

export function FunctionHints({ hints }: { readonly hints: readonly FunctionHint[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {hints.map(({ formula, words }) => (
        <li key={formula} className={styles.item}>
          <p className={styles.words}>{words}</p>
          <code className={styles.formula}>{formula}</code>
        </li>
      ))}
    </ul>
  );
}
