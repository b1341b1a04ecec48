/** One threshold to type into: full-width digits, arrow keys, buttons for a step, and the words of what is wrong. */
import { useId, useState, type KeyboardEvent } from 'react';
import { Button, Input, makeStyles, Select, Switch, tokens, typographyStyles } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { SubtractRegular } from '@fluentui/react-icons';
import { settingText, switchText, type Parameter } from '../../criteria';
import { stepped, typedNumber } from '../model/draft';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalXS} 0`,
  },
  label: { ...typographyStyles.body1, overflowWrap: 'anywhere' },
  control: { display: 'flex', alignItems: 'center', justifyContent: 'end', columnGap: tokens.spacingHorizontalXXS },
  input: { width: '5.5em' },
  digits: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', minWidth: 0 },
  note: { ...typographyStyles.caption1, gridColumn: '1 / -1', color: tokens.colorNeutralForeground3 },
  wrong: { ...typographyStyles.caption1, gridColumn: '1 / -1', color: tokens.colorStatusDangerForeground1 },
});

interface ThresholdFieldProps {
  readonly parameter: Parameter;
  /** The value that is typed, or stands in the sheet. */
  readonly value: number | boolean;
  readonly disabled: boolean;
  readonly onChange: (value: number | boolean) => void;
}

export function ThresholdField(props: ThresholdFieldProps) {
  const { parameter, value } = props;
  const styles = useStyles();
  const id = useId();
  const isDefault = value === parameter.default;
  const control =
    typeof value === 'boolean' ? (
      <SwitchControl {...props} id={id} on={value} />
    ) : parameter.choices ? (
      <ChoiceControl {...props} id={id} number={value} />
    ) : null;
  if (typeof value === 'number' && control === null) return <NumberControl {...props} id={id} number={value} />;
  return (
    <div className={styles.row}>
      <label className={styles.label} htmlFor={id}>
        {parameter.label}
      </label>
      {control}
      {!isDefault && <span className={styles.note}>既定は {settingText(parameter, parameter.default)}</span>}
    </div>
  );
}

type ControlProps = ThresholdFieldProps & { readonly id: string };

function SwitchControl({ id, on, disabled, onChange }: ControlProps & { readonly on: boolean }) {
  return (
    <Switch
      id={id}
      checked={on}
      disabled={disabled}
      label={switchText(on)}
      labelPosition="before"
      onChange={(_, data) => onChange(data.checked)}
    />
  );
}

function ChoiceControl({ id, number, parameter, disabled, onChange }: ControlProps & { readonly number: number }) {
  return (
    <Select id={id} value={String(number)} disabled={disabled} onChange={(_, data) => onChange(Number(data.value))}>
      {parameter.choices?.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </Select>
  );
}

function NumberControl({ id, number, parameter, disabled, onChange }: ControlProps & { readonly number: number }) {
  const styles = useStyles();
  // What is typed stays as it is typed ("18." on the way to 18.5); a value from elsewhere takes its place.
  const [typing, setTyping] = useState<{ readonly text: string; readonly meant: number } | null>(null);
  const text = typing !== null && typing.meant === number ? typing.text : String(number);
  const read = typedNumber(text, parameter);
  const wrong = 'why' in read ? read.why : '';
  const [low, high] = parameter.range ?? [];
  const type = (next: string) => {
    const meaning = typedNumber(next, parameter);
    setTyping({ text: next, meant: 'value' in meaning ? meaning.value : number });
    if ('value' in meaning && meaning.value !== number) onChange(meaning.value);
  };
  const step = (direction: 1 | -1) => {
    setTyping(null);
    onChange(stepped(number, parameter, direction));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null;
    if (direction === null) return;
    event.preventDefault();
    step(direction);
  };
  const unit = parameter.unit ?? '';
  return (
    <div className={styles.row}>
      <label className={styles.label} htmlFor={id}>
        {parameter.label}
        {unit !== '' && <span className={styles.note}> {unit}</span>}
      </label>
      <span className={styles.control}>
        <Button
          appearance="subtle"
          size="small"
          tabIndex={-1}
          icon={<SubtractRegular />}
          aria-label={`${parameter.label}を下げる`}
          disabled={disabled}
          onClick={() => step(-1)}
        />
        <Input
          id={id}
          className={styles.input}
          input={{ className: styles.digits }}
          inputMode="decimal"
          autoComplete="off"
          role="spinbutton"
          aria-valuenow={number}
          aria-valuemin={low}
          aria-valuemax={high}
          aria-valuetext={settingText(parameter, number)}
          aria-invalid={wrong !== ''}
          aria-describedby={`${id}-hint`}
          disabled={disabled}
          value={text}
          onChange={(_, data) => type(data.value)}
          onBlur={() => setTyping(null)}
          onKeyDown={onKeyDown}
        />
        <Button
          appearance="subtle"
          size="small"
          tabIndex={-1}
          icon={<AddRegular />}
          aria-label={`${parameter.label}を上げる`}
          disabled={disabled}
          onClick={() => step(1)}
        />
      </span>
      <span
        id={`${id}-hint`}
        className={wrong === '' ? styles.note : styles.wrong}
        role={wrong === '' ? undefined : 'alert'}
      >
        {wrong !== ''
          ? wrong
          : number === parameter.default
            ? ''
            : `既定は ${settingText(parameter, parameter.default)}`}
      </span>
    </div>
  );
}
