/** The helper for functions in cells: searched, in groups, and each with a form that writes the formula. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { Field, makeStyles, SearchBox, Select, Spinner, tokens, typographyStyles } from '@fluentui/react-components';
import { searchable } from '../model/words';
import { listed, type FunctionInfo, type ListedFunction } from './listed';
import { FunctionForm } from './FunctionForm';

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  search: { maxWidth: 'none' },
  group: { ...typographyStyles.subtitle2, fontSize: tokens.fontSizeBase300, margin: `0 0 ${tokens.spacingVerticalXS}` },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: { borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}` },
  row: {
    display: 'block',
    width: '100%',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS}`,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
    },
  },
  name: { ...typographyStyles.body1Strong, display: 'block', color: tokens.colorBrandForegroundLink },
  words: { ...typographyStyles.caption1, display: 'block', color: tokens.colorNeutralForeground2 },
  none: { ...typographyStyles.body1, margin: 0 },
});

export interface FunctionsPanelProps {
  /** The group to show first; '' for all. A new object asks again. */
  readonly asked: { readonly group: string };
  readonly busy: boolean;
  readonly load: () => Promise<readonly FunctionInfo[]>;
  readonly selectedRange: () => Promise<string>;
  readonly onWrite: (formula: string) => void;
}

/** Whether name, description, an argument or an everyday word for it holds the query. */
function matches({ info, everyday }: ListedFunction, query: string): boolean {
  const texts = [info.name, info.description ?? '', ...info.parameters.map(({ name }) => name), everyday];
  return query === '' || texts.some((text) => searchable(text).includes(query));
}

/** The functions of this build; null until they are there, a text when they could not be read. */
function useFunctions(load: FunctionsPanelProps['load']): readonly ListedFunction[] | string | null {
  const [found, setFound] = useState<readonly ListedFunction[] | string | null>(null);
  useEffect(() => {
    let isHere = true;
    load().then(
      (functions) => isHere && setFound(listed(functions)),
      () => isHere && setFound('関数の一覧を読みこめませんでした。ネットワークを確かめて、開き直してください。'),
    );
    return () => {
      isHere = false;
    };
  }, [load]);
  return found;
}

export function FunctionsPanel({ asked, busy, load, selectedRange, onWrite }: FunctionsPanelProps) {
  const styles = useStyles();
  const functions = useFunctions(load);
  const [query, setQuery] = useState('');
  const [group, setGroup] = useState(asked.group);
  const [chosen, setChosen] = useState<string | null>(null);
  const [answered, setAnswered] = useState(asked);
  if (asked !== answered) {
    setAnswered(asked);
    setGroup(asked.group);
    setQuery('');
    setChosen(null);
  }
  const list = useRef<HTMLDivElement>(null);
  const wanted = searchable(query);
  const shown = useMemo(
    () =>
      Array.isArray(functions)
        ? functions.filter((each) => (group === '' || each.group === group) && matches(each, wanted))
        : [],
    [functions, group, wanted],
  );
  if (functions === null) return <Spinner size="tiny" label="関数を読みこんでいます" />;
  if (typeof functions === 'string') return <p className={styles.none}>{functions}</p>;
  const open = functions.find(({ info }) => info.id === chosen);
  const back = () => {
    setChosen(null);
    // Back to the function that was open.
    setTimeout(() => list.current?.querySelector<HTMLElement>(`[data-function="${open?.info.id}"]`)?.focus());
  };
  if (open !== undefined)
    return (
      <FunctionForm
        key={open.info.id}
        listed={open}
        busy={busy}
        onBack={back}
        onWrite={onWrite}
        selectedRange={selectedRange}
      />
    );
  const groups = [...new Set(functions.map((each) => each.group))];
  return (
    <>
      <p className={styles.lead}>
        数値を関数でセルに置くと、データや条件が変わったときに数値も変わります。関数を選ぶと、項目を埋めるだけで数式ができます。
      </p>
      <Field label="関数をさがす">
        <SearchBox className={styles.search} value={query} onChange={(_, { value }) => setQuery(value)} />
      </Field>
      <Field label="種類">
        <Select value={group} onChange={(_, { value }) => setGroup(value)}>
          <option value="">すべて</option>
          {groups.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
      <div ref={list}>
        {shown.length === 0 && <p className={styles.none}>当てはまる関数がありません。</p>}
        {groups.map((name) => (
          <FunctionGroup
            key={name}
            name={name}
            functions={shown.filter((each) => each.group === name)}
            onChoose={setChosen}
          />
        ))}
      </div>
    </>
  );
}

interface FunctionGroupProps {
  readonly name: string;
  readonly functions: readonly ListedFunction[];
  readonly onChoose: (id: string) => void;
}

function FunctionGroup({ name, functions, onChoose }: FunctionGroupProps) {
  const styles = useStyles();
  if (functions.length === 0) return null;
  return (
    <section>
      <h3 className={styles.group}>{name}</h3>
      <ul className={styles.list}>
        {functions.map(({ info }) => (
          <li key={info.id} className={styles.item}>
            <button type="button" className={styles.row} data-function={info.id} onClick={() => onChoose(info.id)}>
              <span className={styles.name}>{info.name}</span>
              <span className={styles.words}>{info.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
