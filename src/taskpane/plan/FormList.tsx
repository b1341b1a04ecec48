/** The sheets of plan and report that stand in the workbook: how far each is filled, and links to what is still empty. */
import { Link, makeStyles, ProgressBar, tokens, typographyStyles } from '@fluentui/react-components';
import type { FormStatus, OpenInput } from '../../plan/forms';
import { countText } from '../model/words';
import { Details } from '../shell/Details';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
  },
  item: {
    // A name stands on one line where it can; the count goes below it in a narrow pane.
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    alignItems: 'baseline',
  },
  name: { textAlign: 'start', wordBreak: 'auto-phrase' },
  count: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  wide: { flex: '1 0 100%', minWidth: 0 },
});

/** Links that are shown of a sheet; the rest is on the sheet itself. */
const SHOWN = 8;

interface FormListProps {
  readonly forms: readonly FormStatus[];
  readonly onOpen: (sheet: string) => void;
  /** Row counted from 1, column from 0. */
  readonly onGo: (sheet: string, row: number, column: number) => void;
}

/** One line a label: a row of targets is one thing to do. */
function firstOfEach(places: readonly OpenInput[]): OpenInput[] {
  const seen = new Map(places.map((place) => [place.row, place]).reverse() as [number, OpenInput][]);
  return [...seen.values()].sort((a, b) => a.row - b.row);
}

function countWords({ inputs, written, drafts }: FormStatus): string {
  if (inputs === 0) return '記入する欄なし';
  const rest = drafts.length === 0 ? '' : `・下書きのまま ${countText(drafts.length)}`;
  return `記入 ${countText(written)} / ${countText(inputs)}${rest}`;
}

export function FormList({ forms, onOpen, onGo }: FormListProps) {
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label="計画・報告のシート">
      {forms.map((form) => {
        const { sheet, inputs, written } = form;
        const open = [...firstOfEach(form.empty), ...firstOfEach(form.drafts)];
        return (
          <li key={sheet} className={styles.item}>
            <Link as="button" className={styles.name} onClick={() => onOpen(sheet)}>
              {sheet}
            </Link>
            <span className={styles.count}>{countWords(form)}</span>
            {inputs > 0 && (
              <ProgressBar className={styles.wide} aria-label={`${sheet} の記入`} value={written} max={inputs} />
            )}
            {open.length > 0 && (
              <div className={styles.wide}>
                <Details
                  summary={`まだの欄 ${countText(open.length)} 行`}
                  items={open.slice(0, SHOWN).map(({ label, row, column }) => (
                    <Link key={`${row}.${column}`} as="button" onClick={() => onGo(sheet, row + 1, column)}>
                      {label === '' ? `${row + 1} 行目` : label}
                    </Link>
                  ))}
                />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
