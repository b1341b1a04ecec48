/** The evaluation behind step ⑤: read when the step opens, and again when the workbook changed or a job wrote to it. */
import { useEffect, useState } from 'react';
import type { AfterYearCell, Evaluation, ExcelDoor } from '../door';
import { troubleOf, type Trouble } from '../model/trouble';

export interface EvaluationState {
  /** undefined: not read yet; null: no 支援記録. */
  readonly evaluation: Evaluation | null | undefined;
  /** 評価年度 as it stands in its cell; null where there is none. */
  readonly afterYear: AfterYearCell | null;
  readonly trouble: Trouble | null;
}

/** `since` changes whenever there is a reason to look again. */
export function useEvaluation(door: ExcelDoor, since: unknown): EvaluationState {
  const [state, setState] = useState<Omit<EvaluationState, 'afterYear'>>({ evaluation: undefined, trouble: null });
  const [afterYear, setAfterYear] = useState<AfterYearCell | null>(null);
  const [changes, setChanges] = useState(0);
  useEffect(() => door.onChanged(() => setChanges((count) => count + 1)), [door]);
  useEffect(() => {
    let isHere = true;
    door.evaluation().then(
      (evaluation) => isHere && setState({ evaluation, trouble: null }),
      (error: unknown) => isHere && setState({ evaluation: null, trouble: troubleOf(error) }),
    );
    // Without an answer there is no field for it; the evaluation tells what is wrong with the workbook.
    door.afterYear().then(
      (cell) => isHere && setAfterYear(cell),
      () => isHere && setAfterYear(null),
    );
    return () => {
      isHere = false;
    };
  }, [door, since, changes]);
  return { ...state, afterYear };
}
