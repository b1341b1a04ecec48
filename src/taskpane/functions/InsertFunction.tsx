/** Writes a figure as a formula into the selected cell: purpose, what is wanted and 圏域 are chosen, not typed. */
import { useState } from 'react';
import { Button, Field, makeStyles, Select, tokens, typographyStyles } from '@fluentui/react-components';
import { MathFormulaRegular } from '@fluentui/react-icons/svg/math-formula';
import { CRITERIA, type CriterionId } from '../../criteria';
import { NARROW_FIELD } from '../shell/narrowField';
import { purposeFormula, WANTED, type Wanted } from './formula';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { ...typographyStyles.subtitle2, fontSize: tokens.fontSizeBase300, margin: 0 },
  choices: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 9.5em), 1fr))',
    gap: tokens.spacingHorizontalS,
  },
  field: NARROW_FIELD,
  formula: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  button: { alignSelf: 'start' },
});

interface InsertFunctionProps {
  readonly areas: readonly string[];
  readonly busy: boolean;
  readonly onWrite: (formula: string) => void;
}

export function InsertFunction({ areas, busy, onWrite }: InsertFunctionProps) {
  const styles = useStyles();
  const [id, setId] = useState<CriterionId>('lowNutrition');
  const [wanted, setWanted] = useState<Wanted>('人数');
  const [area, setArea] = useState('');
  const formula = purposeFormula(id, wanted, areas.includes(area) ? area : '');
  return (
    <div className={styles.box}>
      <h3 className={styles.title}>関数をセルに書く</h3>
      <div className={styles.choices}>
        <Field className={styles.field} label="目的">
          <Select value={id} onChange={(_, { value }) => setId(value as CriterionId)}>
            {CRITERIA.map((criterion) => (
              <option key={criterion.id} value={criterion.id}>
                {criterion.name}
              </option>
            ))}
          </Select>
        </Field>
        <Field className={styles.field} label="求めるもの">
          <Select value={wanted} onChange={(_, { value }) => setWanted(value as Wanted)}>
            {WANTED.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        </Field>
        {areas.length > 0 && (
          <Field className={styles.field} label="圏域で絞る">
            <Select value={area} onChange={(_, { value }) => setArea(value)}>
              <option value="">全体</option>
              {areas.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      <code className={styles.formula}>{formula}</code>
      <Button
        className={styles.button}
        icon={<MathFormulaRegular />}
        disabledFocusable={busy}
        onClick={() => onWrite(formula)}
      >
        選んだセルに書く
      </Button>
    </div>
  );
}
