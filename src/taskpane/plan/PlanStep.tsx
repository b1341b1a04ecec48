/** Step ④: the sheet of the common indicators, and figures as functions in cells. */
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { DocumentTableRegular } from '@fluentui/react-icons/svg/document-table';
import { COMMON_INDICATORS_SHEET } from '../../plan';
import type { LaterStepProps } from '../model/steps';

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  button: { alignSelf: 'start' },
});

export function PlanStep({ state, actions, onFunctions }: LaterStepProps) {
  const styles = useStyles();
  const indicators = state.result?.sheets.find((sheet) => sheet === COMMON_INDICATORS_SHEET);
  return (
    <>
      <p className={styles.lead}>
        計画書・実績報告書に入れる数値を、ご自身のシートのセルに関数で置けます。データや条件が変わると、数値も変わります。
      </p>
      {indicators !== undefined && (
        <Button className={styles.button} icon={<DocumentTableRegular />} onClick={() => actions.openSheet(indicators)}>
          シート「{indicators}」を開く
        </Button>
      )}
      <Button className={styles.button} onClick={() => onFunctions('率と信頼区間')}>
        計画・報告に使う関数
      </Button>
    </>
  );
}
