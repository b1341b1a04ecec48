/** The field 抽出年度: the years that the data name, and the way to a newer one than stands. */
import {
  Button,
  Field,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Select,
} from '@fluentui/react-components';
import { newestYearNotice } from '../../kdb';
import type { Dataset } from '../door';
import { yearChoices, yearText } from '../model/words';
import { NARROW_FIELD } from '../shell/narrowField';

const useStyles = makeStyles({
  field: { ...NARROW_FIELD, maxWidth: '260px' },
  button: { whiteSpace: 'nowrap' },
});

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
      <Field className={styles.field} label="抽出年度" hint={basis}>
        <Select
          value={String(fiscalYear)}
          disabled={busy}
          onChange={(_, { value }) => Number(value) !== fiscalYear && onChange(Number(value))}
        >
          {choices.map((year) => (
            <option key={year} value={year}>
              {yearText(year)}
            </option>
          ))}
        </Select>
      </Field>
      {newestYear !== null && newestYear > fiscalYear && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            新しい {newestYear} 年度のデータがありますが、抽出年度は {fiscalYear} 年度のままです。
          </MessageBarBody>
          <MessageBarActions>
            <Button
              size="small"
              className={styles.button}
              disabledFocusable={busy}
              onClick={() => onChange(newestYear)}
            >
              {newestYear} 年度に変える
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </>
  );
}
