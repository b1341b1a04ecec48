/** One argument of a function: a choice where its words are known, else a line to type, or the range that is selected. */
import { Button, Field, Input, makeStyles, Select } from '@fluentui/react-components';
import { TableCellAddRegular } from '@fluentui/react-icons';
import { CRITERIA } from '../../criteria';
import { NARROW_FIELD } from '../shell/narrowField';
import type { ParameterInfo } from './listed';
import { choicesOf } from './formula';

const useStyles = makeStyles({
  field: NARROW_FIELD,
  line: { display: 'flex' },
  input: { flexGrow: 1, minWidth: 0 },
  text: { minWidth: 0 },
});

interface ArgumentFieldProps {
  readonly parameter: ParameterInfo;
  readonly value: string;
  readonly example: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
  /** Puts the range that is selected in the sheet into this argument. */
  readonly onRange: () => void;
}

function wordsFor(parameter: ParameterInfo): readonly string[] {
  return parameter.name === '目的' ? CRITERIA.map(({ name }) => name) : choicesOf(parameter);
}

/** What stands for nothing chosen; the word that an omitted argument means, where it is known. */
function omittedText(parameter: ParameterInfo): string {
  const [standard] = choicesOf(parameter);
  return standard === undefined ? '省略' : `省略（${standard}）`;
}

export function ArgumentField({ parameter, value, example, disabled, onChange, onRange }: ArgumentFieldProps) {
  const styles = useStyles();
  const { name, description = '', optional = false } = parameter;
  const words = wordsFor(parameter);
  const label = optional ? `${name}（省略できます）` : name;
  const choosing = words.length > 0 && (value === '' || words.includes(value));
  return (
    <Field className={styles.field} label={label} hint={description}>
      {choosing ? (
        <Select value={value} onChange={(_, data) => onChange(data.value)}>
          <option value="">{optional ? omittedText(parameter) : '選んでください'}</option>
          {words.map((word) => (
            <option key={word}>{word}</option>
          ))}
        </Select>
      ) : (
        (field) => (
          <span className={styles.line}>
            <Input
              {...field}
              className={styles.input}
              input={{ className: styles.text }}
              value={value}
              placeholder={example === '' ? undefined : `例 ${example}`}
              autoComplete="off"
              onChange={(_, data) => onChange(data.value)}
            />
            <Button
              appearance="subtle"
              icon={<TableCellAddRegular />}
              aria-label={`${name} に、シートで選んでいる範囲を入れる`}
              title="シートで選んでいる範囲を入れる"
              disabledFocusable={disabled}
              onClick={onRange}
            />
          </span>
        )
      )}
    </Field>
  );
}
