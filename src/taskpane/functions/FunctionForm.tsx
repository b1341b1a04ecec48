/** One function: what it answers, its arguments to fill in, the formula that comes of it, and the way into the cell. */
import { useEffect, useId, useRef, useState } from 'react';
import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import { MathFormulaRegular } from '@fluentui/react-icons';
import { ArgumentField } from './ArgumentField';
import type { Typed } from '../../catalogue';
import type { ListedFunction } from './listed';
import { formulaOf, missingOf } from './formula';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  back: { alignSelf: 'start', marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalM})` },
  title: {
    ...typographyStyles.subtitle2,
    margin: 0,
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
  },
  words: { ...typographyStyles.body1, margin: 0 },
  formula: {
    display: 'block',
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase300,
    overflowWrap: 'anywhere',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  small: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

interface FunctionFormProps {
  readonly listed: ListedFunction;
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onWrite: (formula: string) => void;
  readonly selectedRange: () => Promise<string>;
}

export function FunctionForm({ listed, busy, onBack, onWrite, selectedRange }: FunctionFormProps) {
  const styles = useStyles();
  const { info, example } = listed;
  const { parameters } = info;
  const missingId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [typed, setTyped] = useState<Typed>(() => parameters.map(() => ''));
  // The list made way for this: the focus must not fall off the page.
  useEffect(() => title.current?.focus(), []);
  const put = (at: number, value: string) =>
    setTyped((before) => before.map((each, index) => (index === at ? value : each)));
  const missing = missingOf(parameters, typed);
  const formula = formulaOf(info.id, typed);
  return (
    <div className={styles.box}>
      <Button className={styles.back} appearance="subtle" icon={<ArrowLeftRegular />} onClick={onBack}>
        関数の一覧に戻る
      </Button>
      <h3 ref={title} tabIndex={-1} className={styles.title}>
        IKKATSU.{info.name}
      </h3>
      <p className={styles.words}>{info.description}</p>
      {parameters.map((parameter, index) => (
        <ArgumentField
          key={parameter.name}
          parameter={parameter}
          value={typed[index] ?? ''}
          example={example[index] ?? ''}
          disabled={busy}
          onChange={(value) => put(index, value)}
          onRange={() =>
            void selectedRange().then(
              (range) => put(index, range),
              () => undefined,
            )
          }
        />
      ))}
      <code className={styles.formula} aria-label="できる数式">
        {formula}
      </code>
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          icon={<MathFormulaRegular />}
          disabledFocusable={busy || missing.length > 0}
          aria-describedby={missingId}
          onClick={() => onWrite(formula)}
        >
          選んだセルに書く
        </Button>
        {example.length > 0 && (
          <Button onClick={() => setTyped(parameters.map((_, index) => example[index] ?? ''))}>例を入れる</Button>
        )}
      </div>
      <p id={missingId} className={styles.small} role="status">
        {missing.length > 0
          ? `あと必要なもの：${missing.join('、')}`
          : 'シートで空いているセルを選んでから押してください。'}
      </p>
    </div>
  );
}
