/** The builder of what was reached by year and of the middle of the plan: 実績の記録, 中間評価 and its working. */
import type { FormBuilder, FormSheet, PlanFacts } from '../forms';
import { ref } from '../forms';
import { isMade } from '../forms/roles';
import { ownProgrammes } from '../forms/framework/ownProgrammes';
import { programmeSheets } from '../forms/framework/programme';
import { wholeSheet } from '../forms/framework/whole';
import { quoteSheetName } from '../../formula';
import { PROGRAMMES } from '../../indicators/programmes';
import type { RecordedIndicator } from '../record/indicators';
import { WITH_BASE } from '../record/lookup';
import { recordSheet, type BaseCell } from '../record/recordSheet';
import { midtermSheets } from './midtermSheet';

/** The sheets that hold base values and targets. */
export interface PlanSheets {
  readonly whole: FormSheet;
  /** By id of the programme. */
  readonly programmes: ReadonlyMap<string, FormSheet>;
}

function planSheets(facts: PlanFacts): PlanSheets {
  const sheets = programmeSheets(facts, ownProgrammes(facts));
  return {
    whole: wholeSheet(facts),
    programmes: new Map(PROGRAMMES.map(({ id }, index) => [id, sheets[index]!])),
  };
}

/** A cell of the row of an indicator on Ⅲ or Ⅳ, whether the sheet is made or not. */
export function planCell({ whole, programmes }: PlanSheets, { id }: RecordedIndicator, column: string): BaseCell {
  const [programme, last] = id.split('.') as [string, string];
  const form = programmes.get(programme) ?? whole;
  const key = form === whole ? `indicator.${id}` : `indicator.${last}`;
  return { sheet: form.name, cell: `${quoteSheetName(form.name)}!${ref(form, key, column)}` };
}

const isOnPlan = (indicator: RecordedIndicator): boolean => WITH_BASE.some(({ id }) => id === indicator.id);

export const MIDTERM: FormBuilder = {
  sheets: (facts) => {
    const sheets = planSheets(facts);
    const made = (cell: BaseCell): BaseCell | null => (isMade(facts, cell.sheet) ? cell : null);
    return [
      recordSheet(facts, (indicator) => made(planCell(sheets, indicator, 'base'))),
      ...midtermSheets(facts, sheets, (indicator, year) =>
        isOnPlan(indicator) ? (made(planCell(sheets, indicator, `y${year}`))?.cell ?? null) : null,
      ),
    ];
  },
};
