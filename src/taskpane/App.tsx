/** The whole pane: head, messages, the steps side by side where there is room, and the questions it may ask. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import { defaultSettings } from '../criteria';
import type { ExcelDoor, Preferences } from './door';
import type { PersonInPurpose } from './extraction/PeopleList';
import { ConditionsStep } from './conditions/ConditionsStep';
import { DataStep } from './data/DataStep';
import { ExtractionStep } from './extraction/ExtractionStep';
import { NO_CHANGES, remaining, type Changes } from './model/draft';
import { withNotices } from './model/state';
import { stepStatuses, type StepId } from './model/steps';
import type { Remedy } from './model/trouble';
import { useWorkbook } from './model/useWorkbook';
import { useMedia } from './model/useMedia';
import { countText } from './model/words';
import { lazily } from './shell/lazily';
import { ConfirmDialog } from './shell/ConfirmDialog';
import { NoticeMessage, TroubleMessage } from './shell/Messages';
import { PaneHeader } from './shell/PaneHeader';
import { Step } from './shell/Step';
import { UndoBar } from './shell/UndoBar';
import { ValuesBar } from './shell/ValuesBar';
import { useFocusBack } from './shell/useFocusBack';

const AboutDialog = lazily(() => import('./shell/AboutDialog').then((part) => part.AboutDialog), 'nothing');
const HelpDialog = lazily(() => import('./help/HelpDialog').then((part) => part.HelpDialog), 'nothing');
const PlanStep = lazily(() => import('./plan/PlanStep').then((part) => part.PlanStep));
const EvaluationStep = lazily(() => import('./evaluation/EvaluationStep').then((part) => part.EvaluationStep));
const FunctionsPanel = lazily(() => import('./functions/FunctionsPanel').then((part) => part.FunctionsPanel));

const SIDE_BY_SIDE = '(min-width: 1000px)';
const WIDE = `@media ${SIDE_BY_SIDE}`;

const useStyles = makeStyles({
  page: {
    minHeight: '100vh',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    lineBreak: 'strict',
    // Running text fills its lines; headings and buttons break between phrases.
    '& h1, & h2, & h3, & button': { wordBreak: 'auto-phrase' },
  },
  main: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    maxWidth: '1240px',
    margin: '0 auto',
    padding: tokens.spacingHorizontalM,
    outlineStyle: 'none',
    [WIDE]: { padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalL}` },
  },
  // Whatever button was pressed, however far down: the answer is in sight.
  messages: {
    position: 'sticky',
    insetBlockStart: tokens.spacingVerticalS,
    zIndex: 1,
    maxHeight: '60vh',
    overflowY: 'auto',
    boxShadow: tokens.shadow8,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  steps: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalM,
    alignItems: 'start',
    [WIDE]: { gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)', gap: tokens.spacingHorizontalL },
  },
  column: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  list: { margin: `${tokens.spacingVerticalS} 0 0` },
});

const DEFAULTS = defaultSettings();
const NO_PREFERENCES: Preferences = { role: null, protectsForms: true, hidesNames: false };

export function App({ door }: { readonly door: ExcelDoor }) {
  const styles = useStyles();
  const { state, actions } = useWorkbook(door);
  const [chosen, setChosen] = useState<Partial<Record<StepId | 'functions', boolean>>>({});
  const [about, setAbout] = useState<boolean | null>(null);
  const [help, setHelp] = useState<boolean | null>(null);
  const [asked, setAsked] = useState({ group: '' });
  const [typed, setTyped] = useState<Changes>(NO_CHANGES);
  const sideBySide = useMedia(SIDE_BY_SIDE);
  const top = useRef<HTMLElement>(null);
  const functions = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLButtonElement>(null);

  const settings = state.view?.settings ?? DEFAULTS;
  const changes = remaining(typed, settings);
  const drop = useCallback(() => setTyped(NO_CHANGES), []);
  const loadSets = useCallback(() => door.conditionSets(), [door]);
  const suggest = useCallback((sheet: string) => door.suggestColumns(sheet), [door]);
  const selectedRange = useCallback(() => door.selectedRange(), [door]);
  const loadFunctions = useCallback(() => door.functions(), [door]);
  const keepSets = useCallback<ExcelDoor['keepConditionSets']>((sets) => door.keepConditionSets(sets), [door]);
  const [hasFunctions] = useState(() => door.hasFunctions());
  const [preferences, setPreferences] = useState<Preferences>(NO_PREFERENCES);
  useEffect(() => {
    // Without an answer of the host names are shown, as they always were.
    door.preferences().then(setPreferences, () => undefined);
  }, [door]);
  useFocusBack(state.undo !== null, top);
  const statuses = stepStatuses(state);
  const isOpen: Readonly<Record<StepId | 'functions', boolean>> = {
    // Once there are results above a narrow pane's fold, what was read is one line; the analyst's own choice goes before.
    data: chosen.data ?? (state.result === null || sideBySide),
    conditions: chosen.conditions ?? false,
    extraction: chosen.extraction ?? true,
    plan: chosen.plan ?? false,
    evaluation: chosen.evaluation ?? false,
    functions: chosen.functions ?? false,
  };
  const toggle = (id: StepId | 'functions') => () => setChosen((before) => ({ ...before, [id]: !isOpen[id] }));
  const busy = state.activity !== null && state.activity.kind !== 'inspect';
  const later = {
    state,
    actions,
    door,
    busy,
    preferences,
    onPreferences: setPreferences,
    onFunctions: (group: string) => showFunctions(group),
  };

  const showFunctions = (group: string) => {
    setAsked({ group });
    setChosen((before) => ({ ...before, functions: true }));
    functions.current?.querySelector('button')?.focus();
  };

  const refreshValues = () =>
    actions.work({
      place: 'plan',
      stage: '値を更新しています',
      what: '値の更新',
      run: async (options) => {
        const { sheets, notices } = await door.refreshValues(options);
        const text =
          sheets.length === 0
            ? '値を更新するシートはまだありません。'
            : `${countText(sheets.length)} 枚のシートの値を更新しました。`;
        return withNotices(text, notices);
      },
    });

  const people = {
    busy,
    hidesNames: preferences.hidesNames,
    onShow: actions.showPerson,
    onSupport: (persons: readonly PersonInPurpose[]) =>
      actions.work({
        place: 'evaluation',
        stage: '支援記録に入れています',
        what: '支援記録',
        run: async (options) => {
          const { added, known, notices } = await door.startSupportFor(persons, options);
          const already = known === 0 ? '' : `（${countText(known)} 件はすでに載っています）`;
          return withNotices(`シート「支援記録」に ${countText(added)} 行を足しました${already}。`, notices);
        },
      }),
  };

  /** Closes the message without letting the focus fall off the page. */
  const dismiss = () => {
    actions.dismiss();
    top.current?.focus();
  };
  const remedy = (kind: Remedy) => {
    if (kind === 'conditions') actions.openConditions();
    else if (kind === 'giveUp') actions.giveUp();
    else if (kind === 'bindings') actions.openBindings();
    else if (kind === 'retry') {
      dismiss();
      actions.refresh();
    } else {
      setChosen((before) => ({ ...before, data: true }));
      picker.current?.click();
    }
  };

  return (
    <div className={styles.page}>
      <PaneHeader view={state.view} onHelp={() => setHelp(true)} onAbout={() => setAbout(true)} />
      <main ref={top} tabIndex={-1} className={styles.main}>
        {(state.trouble ?? state.notice) !== null && (
          <div className={styles.messages}>
            {state.trouble && <TroubleMessage trouble={state.trouble} onRemedy={remedy} onDismiss={dismiss} />}
            {state.notice && <NoticeMessage notice={state.notice} onDismiss={dismiss} />}
          </div>
        )}
        {!hasFunctions && <ValuesBar busy={busy} onRefresh={refreshValues} />}
        {state.undo !== null && (
          <UndoBar what={state.undo} busy={busy} onUndo={actions.undo} onClose={actions.closeUndo} />
        )}
        <div className={styles.steps}>
          <div className={styles.column}>
            <Step number={1} title="データ" status={statuses.data} open={isOpen.data} onToggle={toggle('data')}>
              <DataStep
                view={state.view}
                activity={state.activity}
                dataset={state.dataset}
                onRefresh={actions.refresh}
                onFiles={actions.addFiles}
                onSample={actions.trySample}
                onStop={actions.stop}
                onGo={actions.selectCell}
                onFiscalYear={actions.changeFiscalYear}
                onConditions={actions.openConditions}
                suggest={suggest}
                onMap={actions.mapColumns}
                onHidden={actions.includeHiddenSheets}
                pickerRef={picker}
              />
            </Step>
            <Step
              number={2}
              title="条件"
              status={statuses.conditions}
              open={isOpen.conditions}
              onToggle={toggle('conditions')}
            >
              <ConditionsStep
                settings={settings}
                changes={changes}
                dataset={state.dataset}
                busy={busy}
                onChanges={setTyped}
                onApply={() => actions.applySettings({ ...settings, ...changes }, drop)}
                onDrop={drop}
                loadSets={loadSets}
                keepSets={keepSets}
                onOpen={actions.openConditions}
                onRestore={actions.restoreDefaults}
              />
            </Step>
          </div>
          <div className={styles.column}>
            <Step
              number={3}
              title="抽出"
              status={statuses.extraction}
              open={isOpen.extraction}
              onToggle={toggle('extraction')}
            >
              <ExtractionStep
                state={state}
                pending={Object.keys(changes).length > 0}
                onRefresh={actions.refresh}
                onExtract={actions.extract}
                onStop={actions.stop}
                onOpenSheet={actions.openSheet}
                people={people}
                onListColumns={actions.changeListColumns}
                onData={() => {
                  setChosen((before) => ({ ...before, data: true }));
                  picker.current?.focus();
                }}
              />
            </Step>
            <Step
              number={4}
              title="計画・報告"
              status={statuses.plan}
              open={isOpen.plan}
              onToggle={toggle('plan')}
              late
            >
              <PlanStep {...later} />
            </Step>
            <Step
              number={5}
              title="評価"
              status={statuses.evaluation}
              open={isOpen.evaluation}
              onToggle={toggle('evaluation')}
              late
            >
              <EvaluationStep {...later} />
            </Step>
            <div ref={functions}>
              <Step
                number="fx"
                title="セルの関数"
                status={{ state: 'open', summary: '数値をセルに置く' }}
                open={isOpen.functions}
                onToggle={toggle('functions')}
                late
              >
                {hasFunctions ? (
                  <FunctionsPanel
                    asked={asked}
                    busy={busy}
                    load={loadFunctions}
                    selectedRange={selectedRange}
                    onWrite={actions.writeFormula}
                  />
                ) : (
                  <p>この Excel ではセルの関数を使えません（ボリューム ライセンスの Office 2021 や iPad など）。</p>
                )}
              </Step>
            </div>
          </div>
        </div>
      </main>
      {help !== null && (
        <HelpDialog
          open={help}
          state={state}
          hasChanges={Object.keys(changes).length > 0}
          onClose={() => setHelp(false)}
        />
      )}
      {about !== null && <AboutDialog open={about} view={state.view} onClose={() => setAbout(false)} />}
      <ConfirmDialog
        open={state.question !== null}
        title="書き換えたシートを置き換えますか"
        confirm="置き換える"
        cancel="やめる"
        onAnswer={actions.answer}
      >
        次のシートには、書いたあとに手を加えたところがあります。置き換えると、その変更はなくなります。
        <ul className={styles.list}>
          {state.question?.map((sheet) => (
            <li key={sheet}>{sheet}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </div>
  );
}
