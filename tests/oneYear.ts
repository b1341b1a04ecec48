/** A dataset of one fiscal year that is made of a table, for what is tested or measured without a workbook. */
import type { CriteriaSettings, Evaluator } from '../src/criteria';
import type { Dataset } from '../src/excel';

/** The dataset whose only year is that of this intake; its stamp is that of the table, unless another is given. */
export function datasetOfOneYear(
  intake: Dataset['intake'],
  evaluator: Evaluator,
  settings: CriteriaSettings,
  stamp = intake.table.stamp,
): Dataset {
  const { table } = intake;
  const dataset: Dataset = {
    intake,
    table,
    evaluator,
    settings,
    stamp,
    years: {
      fiscalYear: table.fiscalYear,
      year: () => intake,
      *yearSteps() {
        yield;
        return intake;
      },
      overview: () => [],
      newestYear: null,
      receipts: null,
    },
    year: () => dataset,
  };
  return dataset;
}
