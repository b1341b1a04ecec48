/** The frame of the fields 抽出年度 and 評価年度: a label, a hint, and years to choose among, the newest first. */
import { Field, makeStyles, Select } from '@fluentui/react-components';
import { bothYears } from '../model/words';
import { NARROW_FIELD } from '../shell/narrowField';

const useStyles = makeStyles({ field: { ...NARROW_FIELD, maxWidth: '320px' } });

interface YearSelectProps {
  readonly label: string;
  readonly hint?: string;
  /** The year that stands; null for the automatic one. */
  readonly value: number | null;
  readonly choices: readonly number[];
  /** The first choice, which leaves the year to the data; without it there is none. */
  readonly automatic?: string;
  readonly busy: boolean;
  /** Called when another choice is made. */
  readonly onChange: (fiscalYear: number | null) => void;
}

export function YearSelect({ label, hint, value, choices, automatic, busy, onChange }: YearSelectProps) {
  const styles = useStyles();
  const asText = (year: number | null): string => (year === null ? '' : String(year));
  return (
    <Field className={styles.field} label={label} hint={hint}>
      <Select
        value={asText(value)}
        disabled={busy}
        onChange={(_, chosen) =>
          chosen.value !== asText(value) && onChange(chosen.value === '' ? null : Number(chosen.value))
        }
      >
        {automatic !== undefined && <option value="">{automatic}</option>}
        {choices.map((year) => (
          <option key={year} value={year}>
            {bothYears(year)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
