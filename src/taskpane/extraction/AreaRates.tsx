/** One purpose over the 圏域: 人数 and 割合 with a bar each. */
import { useState } from 'react';
import { Field, makeStyles, Select, tokens, typographyStyles } from '@fluentui/react-components';
import type { ExtractionView } from '../door';
import { scaleEnd } from '../model/results';
import { countText, percentText } from '../model/words';
import { NARROW_FIELD } from '../shell/narrowField';
import { RateBar } from './RateBar';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  field: NARROW_FIELD,
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(3em, 6em) minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalXS} 0`,
    fontVariantNumeric: 'tabular-nums',
  },
  figures: { ...typographyStyles.caption1, textAlign: 'end', minWidth: '7em' },
});

export function AreaRates({ result }: { readonly result: ExtractionView }) {
  const styles = useStyles();
  const [wanted, setWanted] = useState<string>('');
  const id = result.criteria.find((criterion) => criterion.id === wanted)?.id ?? result.criteria[0]?.id;
  const lines = result.byArea.flatMap(({ area, criteria }) => {
    const count = criteria.find((criterion) => criterion.id === id);
    return count === undefined ? [] : [{ area, count }];
  });
  const end = scaleEnd(lines.map(({ count }) => count));
  return (
    <div className={styles.box}>
      <Field className={styles.field} label="圏域ごとの割合">
        <Select value={id} onChange={(_, { value }) => setWanted(value)}>
          {result.criteria.map((criterion) => (
            <option key={criterion.id} value={criterion.id}>
              {criterion.name}
            </option>
          ))}
        </Select>
      </Field>
      <ul className={styles.list}>
        {lines.map(({ area, count }) => {
          const percent = percentText(count.hits, count.denominator);
          return (
            <li key={area} className={styles.item}>
              <span>{area}</span>
              <RateBar part={count.hits} whole={count.denominator} end={end} label={`${area} ${percent}%`} />
              <span className={styles.figures}>
                {countText(count.hits)} 人・{percent}%
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
