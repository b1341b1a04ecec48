/** The field 評価年度 of 支援記録: automatic, or one of the years after 抽出年度 that the data name. */
import type { AfterYearCell, Dataset } from '../door';
import { yearChoices, yearText } from '../model/words';
import { YearSelect } from '../data/YearSelect';

interface AfterYearFieldProps {
  readonly cell: AfterYearCell;
  /** The year before, after which the choices begin. */
  readonly fiscalYear: number;
  /** The year that the evaluation took; null without data after 抽出年度. */
  readonly afterYear: number | null;
  readonly years: Dataset['years'];
  readonly busy: boolean;
  readonly onChange: (fiscalYear: number | null) => void;
}

export function AfterYearField({ cell, fiscalYear, afterYear, years, busy, onChange }: AfterYearFieldProps) {
  const named = years.overview().map((year) => year.fiscalYear);
  const later = yearChoices(named.filter((year) => year > fiscalYear));
  const choices = cell.written === null ? later : yearChoices([...later, cell.written]);
  const found = afterYear === null ? 'まだデータなし' : yearText(afterYear);
  return (
    <YearSelect
      label="評価年度"
      hint={
        choices.length === 0 ? `${yearText(fiscalYear)}より後のデータを取り込むと、選べるようになります。` : undefined
      }
      value={cell.written}
      choices={choices}
      automatic={`自動：${cell.written === null ? found : '最も新しい年度'}`}
      busy={busy}
      onChange={onChange}
    />
  );
}
