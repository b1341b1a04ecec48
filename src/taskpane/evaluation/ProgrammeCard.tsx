/** One programme as 支援記録 has it: who was supported, who cannot be followed, and the first outcome with its interval. */
import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { keyOutcome, lossWords, plainSentence, shareWords, type ProgrammeEvaluation } from '../../indicators';
import { countText, percentText } from '../model/words';
import { IntervalBar } from './IntervalBar';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  name: { ...typographyStyles.body1Strong, margin: 0 },
  figures: { ...typographyStyles.body1, margin: 0, fontVariantNumeric: 'tabular-nums' },
  lost: { ...typographyStyles.caption1, margin: 0, color: tokens.colorStatusWarningForeground3 },
  words: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
});

export function ProgrammeCard({ evaluation }: { readonly evaluation: ProgrammeEvaluation }) {
  const styles = useStyles();
  const { programme, targeted, supported, followUp } = evaluation;
  const key = keyOutcome(evaluation);
  const { estimate } = key ?? { estimate: null };
  return (
    <li className={styles.card}>
      <h3 className={styles.name}>{programme.name}</h3>
      <p className={styles.figures}>
        対象 {countText(targeted)} 人のうち支援 {countText(supported)} 人（{percentText(supported, targeted)}%）
      </p>
      {followUp.lost > 0 && (
        <p className={styles.lost}>
          後の状態がわからない人 {countText(followUp.lost)} 人（{lossWords(followUp)}）
        </p>
      )}
      {key === null ? (
        <p className={styles.words}>アウトカムは、後の値がそろうと見られます。</p>
      ) : (
        <>
          {estimate !== null && key.indicator.kind !== 'measure' && (
            <IntervalBar
              value={estimate.value}
              lower={estimate.lower}
              upper={estimate.upper}
              label={`${key.name} ${shareWords(estimate)}`}
            />
          )}
          <p className={styles.words}>{plainSentence(key)}</p>
        </>
      )}
    </li>
  );
}
