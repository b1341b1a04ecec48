/** 一覧に出す列: which columns of the exports the lists show as they stand, beside those that they always have. */
import { useState } from 'react';
import { Button, Checkbox, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { FIELDS, MOST_LISTED, type Intake } from '../../kdb';
import { unifyHeading } from '../../kdb/unknownColumns';
import { countText } from '../model/words';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  lead: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  button: { alignSelf: 'start' },
  set: { margin: 0, padding: 0, border: 'none', minWidth: 0 },
  legend: { ...typographyStyles.caption1Strong, padding: 0 },
  choices: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 200px), 1fr))',
    maxHeight: '280px',
    overflowY: 'auto',
    overflowWrap: 'anywhere',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

interface Choices {
  /** Columns that nothing else reads. */
  readonly free: readonly string[];
  /** Columns that the purposes read. */
  readonly read: readonly string[];
}

/** The headings that may be chosen, each once, in the order of the tables. What every list shows anyway is not among them. */
export function choicesOf({ sources, table }: Pick<Intake, 'sources' | 'table'>): Choices {
  const seen = new Set<string>();
  const free: string[] = [];
  const read: string[] = [];
  for (const { columns } of sources) {
    for (const { heading, field, remark } of columns) {
      const name = unifyHeading(heading);
      if (name === '' || seen.has(name)) continue;
      const isListed = table.listed?.some((each) => each.field === field) === true;
      if (field === null ? remark === undefined : isListed && field.startsWith('listed')) free.push(heading);
      else if (field !== null && FIELDS[field].part !== 'person') read.push(heading);
      else continue;
      seen.add(name);
    }
  }
  return { free, read };
}

interface ListColumnsProps {
  readonly intake: Intake;
  readonly busy: boolean;
  readonly onChange: (headings: readonly string[]) => void;
}

export function ListColumns({ intake, busy, onChange }: ListColumnsProps) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const standing = intake.table.listed?.map(({ heading }) => heading) ?? [];
  const [chosen, setChosen] = useState<readonly string[]>(standing);
  const { free, read } = choicesOf(intake);
  const has = (heading: string): boolean => chosen.some((each) => unifyHeading(each) === unifyHeading(heading));
  const toggle = (heading: string, isOn: boolean): void =>
    setChosen(isOn ? [...chosen, heading] : chosen.filter((each) => unifyHeading(each) !== unifyHeading(heading)));
  const isFull = chosen.length >= MOST_LISTED;
  const group = (title: string, headings: readonly string[]) =>
    headings.length > 0 && (
      <fieldset className={styles.set}>
        <legend className={styles.legend}>{title}</legend>
        <div className={styles.choices} tabIndex={0} role="group" aria-label={title}>
          {headings.map((heading) => (
            <Checkbox
              key={heading}
              label={heading}
              checked={has(heading)}
              disabled={busy || (isFull && !has(heading))}
              onChange={(_, { checked }) => toggle(heading, checked === true)}
            />
          ))}
        </div>
      </fieldset>
    );
  return (
    <div className={styles.box}>
      <Button
        className={styles.button}
        aria-expanded={isOpen}
        onClick={() => {
          setChosen(standing);
          setOpen(!isOpen);
        }}
      >
        一覧に出す列を選ぶ{standing.length === 0 ? '' : `（いま ${countText(standing.length)} 列）`}
      </Button>
      {isOpen && (
        <>
          <p className={styles.lead}>
            書き出しの列を {MOST_LISTED}{' '}
            列まで、値のまま一覧と個人票に出せます。住所・電話番号・かかりつけ医・要介護度・健診受診日・生年月日は、列があればいつも出ます。選んだ列はシート「抽出条件」の「一覧に出す列」に書きます。
          </p>
          {free.length + read.length === 0 && <p className={styles.lead}>選べる列がありません。</p>}
          {group('判定に使わない列', free)}
          {group('判定に使う列', read)}
          {isFull && (
            <p className={styles.lead} role="status">
              {MOST_LISTED} 列を選びました。ほかの列を選ぶには、どれかを外してください。
            </p>
          )}
          <Button
            className={styles.button}
            appearance="primary"
            disabledFocusable={busy || chosen.join('\n') === standing.join('\n')}
            onClick={() => {
              setOpen(false);
              onChange(chosen);
            }}
          >
            この {countText(chosen.length)} 列を一覧に出す
          </Button>
        </>
      )}
    </div>
  );
}
