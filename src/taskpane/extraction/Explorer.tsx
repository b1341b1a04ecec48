/** What the data give under the conditions in the sheet: figures, overlap of the purposes, and the persons themselves. */
import { useMemo, useState } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { areasOf, countOf, parseFilter, type CriterionId } from '../../criteria';
import type { Dataset, ExtractionView } from '../door';
import { lazily } from '../shell/lazily';
import { Tabs } from '../shell/Tabs';
import type { PeopleActions } from './PeopleList';
import { Results } from './Results';

const PeopleList = lazily(() => import('./PeopleList').then((part) => part.PeopleList));
const Overlap = lazily(() => import('./Overlap').then((part) => part.Overlap));

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
});

/** Whose persons the list shows first. */
interface AskedPeople {
  readonly purpose: CriterionId | 'any';
  readonly also?: CriterionId;
}

type View = 'figures' | 'overlap' | 'people';
const TABS = 'ikkatsu-views';
const VIEWS: readonly { readonly value: View; readonly text: string }[] = [
  { value: 'figures', text: '人数と割合' },
  { value: 'overlap', text: '重なり' },
  { value: 'people', text: '名簿' },
];

interface ExplorerProps {
  readonly dataset: Dataset | null;
  /** What was written last. */
  readonly result: ExtractionView | null;
  readonly onOpenSheet: (name: string) => void;
  readonly people: PeopleActions;
}

/** The same figures as an extraction would write, without a sheet. */
function viewOf({ table, evaluator, settings, stamp }: Dataset): ExtractionView {
  const results = evaluator.evaluateAll(settings);
  return {
    fiscalYear: table.fiscalYear,
    persons: table.size,
    stamp,
    criteria: results.map((result) => countOf(table, result)),
    byArea: areasOf(table).map(({ name, filter }) => {
      const within = parseFilter(table, filter);
      return { area: name, criteria: results.map((result) => countOf(table, result, within)) };
    }),
    sheets: [],
    notices: [],
  };
}

export function Explorer({ dataset, result, onOpenSheet, people }: ExplorerProps) {
  const styles = useStyles();
  const [view, setView] = useState<View>('figures');
  const [asked, setAsked] = useState<AskedPeople>({ purpose: 'any' });
  const showPeople = (purpose: CriterionId, also?: CriterionId) => {
    setAsked(also === undefined ? { purpose } : { purpose, also });
    setView('people');
  };
  const results = useMemo(() => dataset?.evaluator.evaluateAll(dataset.settings) ?? null, [dataset]);
  const unwritten = useMemo(() => (dataset !== null && result === null ? viewOf(dataset) : null), [dataset, result]);
  const figures = result ?? unwritten;
  const shown = dataset === null ? 'figures' : view;
  return (
    <>
      {dataset !== null && <Tabs id={TABS} label="抽出の見かた" tabs={VIEWS} chosen={shown} onChoose={setView} />}
      <div
        className={styles.panel}
        {...(dataset === null ? {} : { role: 'tabpanel', 'aria-labelledby': `${TABS}-${shown}` })}
      >
        {shown === 'figures' && figures !== null && <Results result={figures} onOpenSheet={onOpenSheet} />}
        {shown === 'overlap' && results !== null && <Overlap results={results} onPeople={showPeople} />}
        {shown === 'people' && results !== null && dataset !== null && (
          <PeopleList
            key={`${asked.purpose} ${asked.also ?? ''}`}
            dataset={dataset}
            results={results}
            asked={asked}
            actions={people}
          />
        )}
      </div>
    </>
  );
}
