/** The person list: one purpose or all, searched and sorted, with the reasons of the chosen person and the way to a file. */
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Button, Field, makeStyles, SearchBox, Select, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { areasOf, criterionById, type CriterionId, type CriterionResult } from '../../criteria';
import { textAt, valueText } from '../../kdb';
import type { Dataset } from '../door';
import {
  chosenRows,
  levelText,
  orderedPositions,
  rankedRows,
  searchedRows,
  type Choice,
  type Order,
  type Ranks,
} from '../model/people';
import { countText } from '../model/words';
import { NARROW_FIELD } from '../shell/narrowField';
import { VirtualList } from '../shell/VirtualList';
import { WhyPanel } from './WhyPanel';

/** The files of the lists; loaded when somebody wants one. */
const files = () => import('../model/lists');

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  choices: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 9.5em), 1fr))',
    gap: tokens.spacingHorizontalS,
  },
  field: NARROW_FIELD,
  search: { maxWidth: 'none' },
  found: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  person: {
    display: 'grid',
    gridTemplateColumns: '2em minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
    height: '100%',
    fontVariantNumeric: 'tabular-nums',
  },
  level: { ...typographyStyles.subtitle2, color: tokens.colorBrandForeground1, textAlign: 'center' },
  who: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  line: { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  small: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
  single: { alignSelf: 'start' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const ORDERS: Readonly<Record<Order, string>> = {
  priority: '優先度の高い順',
  purposes: '該当する目的の多い順',
  older: '年齢の高い順',
  younger: '年齢の低い順',
  register: '台帳の順',
};

/** Ranks that follow the rows; null until they are there. */
function useRanks({ table }: Dataset, results: readonly CriterionResult[], rows: Uint32Array): Ranks | null {
  const [kept, setKept] = useState<{ readonly rows: Uint32Array; readonly ranks: Ranks } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    void rankedRows(table, results, rows, controller.signal).then((ranks) => ranks && setKept({ rows, ranks }));
    return () => controller.abort();
  }, [table, results, rows]);
  return kept?.rows === rows ? kept.ranks : null;
}

/** A person of the dataset in one purpose. */
export interface PersonInPurpose {
  readonly row: number;
  readonly purpose: CriterionId;
}

/** What may be done with the persons of the list. */
export interface PeopleActions {
  readonly busy: boolean;
  readonly hidesNames: boolean;
  /** Shows the row of a person on a list of the workbook. */
  readonly onShow: (
    person: { readonly number: string; readonly insurer: string },
    purpose: CriterionId | 'any',
  ) => void;
  readonly onSupport: (persons: readonly PersonInPurpose[]) => void;
}

/** So many persons go into 支援記録 at once: more are taken by whole lists, in step ⑤. */
const MOST_AT_ONCE = 500;

interface PeopleListProps {
  readonly dataset: Dataset;
  readonly results: readonly CriterionResult[];
  readonly asked: { readonly purpose: CriterionId | 'any'; readonly also?: CriterionId };
  readonly actions: PeopleActions;
}

export function PeopleList({ dataset, results, asked, actions }: PeopleListProps) {
  const styles = useStyles();
  const { table } = dataset;
  const [choice, setChoice] = useState<Choice>({ ...asked, answer: 'hits', area: '' });
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>('priority');
  const [chosen, setChosen] = useState<number | null>(null);
  const wanted = useDeferredValue(query);
  const areas = useMemo(() => areasOf(table), [table]);
  // An area that new data no longer have falls back to all.
  const area = areas.some(({ filter }) => filter === choice.area) ? choice.area : '';
  const chosenNow = useMemo(() => chosenRows(table, results, { ...choice, area }), [table, results, choice, area]);
  const rows = useMemo(() => searchedRows(table, chosenNow, wanted), [table, chosenNow, wanted]);
  const ranks = useRanks(dataset, results, rows);
  const positions = useMemo(() => orderedPositions(table, rows, ranks, order), [table, rows, ranks, order]);
  const active = useMemo(
    () => (chosen === null ? -1 : positions.findIndex((position) => rows[position] === chosen)),
    [positions, rows, chosen],
  );
  const { purpose, also } = choice;
  const { busy, hidesNames, onShow, onSupport } = actions;
  /** The purposes that a person goes into 支援記録 for: the chosen one, or all that are met. */
  const purposesOf = (row: number): PersonInPurpose[] =>
    results
      .filter(({ id, hits }) => (purpose === 'any' || id === purpose) && hits.get(row))
      .map(({ id }) => ({ row, purpose: id }));
  const person = chosen !== null && chosen < table.size ? chosen : null;
  const offered = choice.answer === 'hits' && rows.length > 0 && rows.length <= MOST_AT_ONCE;
  return (
    <div className={styles.box}>
      <div className={styles.choices}>
        <Field className={styles.field} label="抽出目的">
          <Select
            value={purpose}
            onChange={(_, { value }) =>
              setChoice({ purpose: value as Choice['purpose'], answer: choice.answer, area: choice.area })
            }
          >
            <option value="any">いずれかの目的</option>
            {results
              .map(({ id }) => criterionById(id))
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
        <Field className={styles.field} label="判定">
          <Select
            value={choice.answer}
            onChange={(_, { value }) => setChoice({ ...choice, answer: value as Choice['answer'] })}
          >
            <option value="hits">該当</option>
            <option value="undetermined">判定不能</option>
          </Select>
        </Field>
        {areas.length > 0 && (
          <Field className={styles.field} label="圏域">
            <Select value={area} onChange={(_, { value }) => setChoice({ ...choice, area: value })}>
              <option value="">全体</option>
              {areas.map(({ name, filter }) => (
                <option key={filter} value={filter}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field className={styles.field} label="並び">
          <Select value={order} onChange={(_, { value }) => setOrder(value as Order)}>
            {Object.entries(ORDERS).map(([key, words]) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field label="さがす（番号・氏名・カナ）">
        <SearchBox className={styles.search} value={query} onChange={(_, { value }) => setQuery(value)} />
      </Field>
      <p className={styles.found} role="status">
        {also !== undefined && `「${criterionById(also).name}」にも該当する人。`}
        {rows.length === 0 ? '当たる人がいません。' : `${countText(rows.length)} 人`}
      </p>
      {rows.length > 0 && (
        <VirtualList
          label="対象者"
          count={positions.length}
          active={active}
          onActive={(index) => setChosen(rows[positions[index]!]!)}
          row={(index) => (
            <PersonLine
              table={table}
              row={rows[positions[index]!]!}
              rank={rankAt(ranks, positions[index]!)}
              hidesNames={hidesNames}
            />
          )}
        />
      )}
      {person !== null && (
        <>
          <WhyPanel dataset={dataset} results={results} row={person} first={purpose} hidesNames={hidesNames} />
          <div className={styles.buttons}>
            <Button
              disabledFocusable={busy}
              onClick={() =>
                onShow(
                  { number: textAt(table, 'personId', person), insurer: textAt(table, 'insurer', person) },
                  purposesOf(person).length === 0 ? 'any' : purpose,
                )
              }
            >
              一覧の行を開く
            </Button>
            {purposesOf(person).length > 0 && (
              <Button disabledFocusable={busy} onClick={() => onSupport(purposesOf(person))}>
                この人を支援記録に入れる
              </Button>
            )}
          </div>
        </>
      )}
      {offered && (
        <Button
          className={styles.single}
          disabledFocusable={busy}
          onClick={() => onSupport([...positions].flatMap((position) => purposesOf(rows[position]!)))}
        >
          いま出ている {countText(rows.length)} 人を支援記録に入れる
        </Button>
      )}
      <div className={styles.buttons}>
        {purpose !== 'any' && (
          <Button
            icon={<ArrowDownloadRegular />}
            onClick={() => void files().then(({ saveList }) => saveList(dataset, results, purpose))}
          >
            この目的の一覧を CSV で保存
          </Button>
        )}
        <Button
          icon={<ArrowDownloadRegular />}
          onClick={() => void files().then(({ saveAllLists }) => saveAllLists(dataset, results))}
        >
          {results.length} の一覧をまとめて保存（ZIP）
        </Button>
      </div>
    </div>
  );
}

interface Rank {
  readonly level: string;
  readonly purposes: number;
}

function rankAt(ranks: Ranks | null, position: number): Rank | null {
  if (ranks === null) return null;
  return { level: levelText(ranks.levels[position]!), purposes: ranks.purposes[position]! };
}

interface PersonLineProps {
  readonly table: Dataset['table'];
  readonly row: number;
  readonly rank: Rank | null;
  readonly hidesNames: boolean;
}

function PersonLine({ table, row, rank, hidesNames }: PersonLineProps) {
  const styles = useStyles();
  const area = textAt(table, 'area', row);
  // The name of a place may be long: what is cut of a narrow line stands at its end.
  const facts = [
    `${valueText(table, 'age', row) || '－'} 歳`,
    valueText(table, 'sex', row),
    rank === null ? '' : `${rank.purposes} 目的`,
    area,
  ].filter(Boolean);
  return (
    <div className={styles.person}>
      <span className={styles.level} title="優先度">
        {rank !== null && rank.purposes > 0 ? rank.level : '－'}
      </span>
      <span className={styles.who}>
        <span className={styles.line}>
          {textAt(table, 'personId', row)} {hidesNames ? '' : textAt(table, 'name', row)}
        </span>
        <span className={`${styles.small} ${styles.line}`}>{facts.join('・')}</span>
      </span>
    </div>
  );
}
