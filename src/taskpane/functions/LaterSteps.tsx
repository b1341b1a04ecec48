/** Steps ④ and ⑤: what helps there now, the sheet of the common indicators and the functions in cells. */
import { useMemo } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { DocumentTableRegular } from '@fluentui/react-icons/svg/document-table';
import { areasOf } from '../../criteria';
import type { Dataset } from '../door';
import { EVALUATION_FUNCTIONS, PLAN_FUNCTIONS } from './formula';
import { FunctionHints } from './FunctionHints';
import { InsertFunction } from './InsertFunction';

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  button: { alignSelf: 'start' },
});

interface PlanStepProps {
  readonly dataset: Dataset | null;
  readonly busy: boolean;
  /** The sheet of the common indicators, once it was written. */
  readonly indicators: string | undefined;
  readonly onOpenSheet: (name: string) => void;
  readonly onWrite: (formula: string) => void;
}

export function PlanStep({ dataset, busy, indicators, onOpenSheet, onWrite }: PlanStepProps) {
  const styles = useStyles();
  const areas = useMemo(() => (dataset === null ? [] : areasOf(dataset.table)), [dataset]);
  return (
    <>
      <p className={styles.lead}>
        計画書・実績報告書に入れる数値を、ご自身のシートのセルに関数で置けます。データや条件が変わると、数値も変わります。
      </p>
      {indicators !== undefined && (
        <Button className={styles.button} icon={<DocumentTableRegular />} onClick={() => onOpenSheet(indicators)}>
          シート「{indicators}」を開く
        </Button>
      )}
      <InsertFunction areas={areas} busy={busy} onWrite={onWrite} />
      <FunctionHints hints={PLAN_FUNCTIONS} />
    </>
  );
}

export function EvaluationStep() {
  const styles = useStyles();
  return (
    <>
      <p className={styles.lead}>支援の前後の値を 2 つの列に並べ、次の関数で比べます。</p>
      <FunctionHints hints={EVALUATION_FUNCTIONS} />
    </>
  );
}
