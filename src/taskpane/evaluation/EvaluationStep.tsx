/** Step ⑤: what helps to compare before and after. */
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { LaterStepProps } from '../model/steps';

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  button: { alignSelf: 'start' },
});

export function EvaluationStep({ onFunctions }: LaterStepProps) {
  const styles = useStyles();
  return (
    <>
      <p className={styles.lead}>支援の前後の値を 2 つの列に並べ、関数で比べます。</p>
      <Button className={styles.button} onClick={() => onFunctions('前後の比較')}>
        前後を比べる関数
      </Button>
    </>
  );
}
