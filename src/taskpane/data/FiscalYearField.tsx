/** The field 抽出年度: the years that the data name, and the way to a newer one than stands. */
import { Button, makeStyles, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { newestYearNotice } from '../../kdb';
import type { Dataset } from '../door';
import { yearChoices, yearText } from '../model/words';
import { YearSelect } from './YearSelect';

const useStyles = makeStyles({ button: { whiteSpace: 'nowrap' } });

interface FiscalYearFieldProps {
  /** 抽出年度 that stands. */
  readonly fiscalYear: number;
  /** What says so, in words. */
  readonly basis: string;
  readonly years: Dataset['years'];
  readonly busy: boolean;
  readonly onChange: (fiscalYear: number) => void;
}

/** Whether this notice of the intake is the one that the field shows itself. */
export function isNewerYearNotice(notice: string, fiscalYear: number | null, newestYear: number | null): boolean {
  if (fiscalYear === null || newestYear === null || newestYear <= fiscalYear) return false;
  return notice === newestYearNotice(newestYear, fiscalYear);
}

export function FiscalYearField({ fiscalYear, basis, years, busy, onChange }: FiscalYearFieldProps) {
  const styles = useStyles();
  const { newestYear } = years;
  const choices = yearChoices([...years.overview().map((year) => year.fiscalYear), fiscalYear]);
  return (
    <>
      <YearSelect
        label="抽出年度"
        hint={basis}
        value={fiscalYear}
        choices={choices}
        busy={busy}
        onChange={(year) => year !== null && onChange(year)}
      />
      {newestYear !== null && newestYear > fiscalYear && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            新しい{yearText(newestYear)}のデータがありますが、抽出年度は{yearText(fiscalYear)}のままです。
          </MessageBarBody>
          <MessageBarActions>
            <Button
              size="small"
              className={styles.button}
              disabledFocusable={busy}
              onClick={() => onChange(newestYear)}
            >
              {yearText(newestYear)}に変える
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </>
  );
}
