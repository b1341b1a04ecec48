/** Step ④: the sheets of plan and report, how far they are filled, and the way to what is still empty. */
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import {
  Button,
  Checkbox,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { DocumentTableRegular } from '@fluentui/react-icons';
import { COMMON_INDICATORS_SHEET } from '../../plan';
import type { FormGroup, FormStatus } from '../../plan/forms';
import type { FormsWritten } from '../../excel';
import type { LaterStepProps } from '../model/steps';
import { countText } from '../model/words';
import { RunProgress } from '../shell/RunProgress';
import { useFocusBack } from '../shell/useFocusBack';
import { FormList } from './FormList';
import { PreferenceFields } from './PreferenceFields';

/** The ways out of the workbook; loaded when the step is shown. */
const HandIn = lazy(() => import('../handIn/HandIn'));
const FillTemplate = lazy(() => import('../binding/FillTemplate'));
const OlderRecord = lazy(() => import('./OlderRecord'));

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  groups: { display: 'flex', flexDirection: 'column', border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { ...typographyStyles.body1Strong, padding: 0 },
  button: { alignSelf: 'start' },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
});

/** What may be written, in the words of the analyst. */
const GROUPS: readonly { readonly id: FormGroup; readonly label: string }[] = [
  { id: '計画', label: '計画（Ⅰ基本的事項〜Ⅴその他・圏域別・質問票・経年・実績の記録・中間評価）' },
  { id: '報告', label: '計画書・実績報告書・事業評価・一枚でわかる・圏域カルテ' },
  { id: '広域', label: '広域連合・関係者（取組状況一覧・集約・協働事業計画書）' },
];

function doneText({ sheets, kept }: FormsWritten): string {
  const over = kept.reduce((sum, { cells }) => sum + cells.length, 0);
  return `${countText(sheets.length)} 枚のシートを作りました。書いた文字はそのまま残っています。${
    over === 0 ? '' : `書きかえられていた見出しや数値 ${countText(over)} か所も、書きかえたまま残しました。`
  }`;
}

export function PlanStep(props: LaterStepProps) {
  const { state, actions, door, busy, onFunctions, preferences } = props;
  const styles = useStyles();
  const [chosen, setChosen] = useState<ReadonlySet<FormGroup>>(new Set(GROUPS.map(({ id }) => id)));
  const [forms, setForms] = useState<readonly FormStatus[]>([]);
  const [written, setWritten] = useState<FormsWritten | null>(null);
  const run = useRef<HTMLButtonElement>(null);
  const { activity, dataset, undo } = state;
  // A municipality has no use for the sheets of unions.
  const offered = GROUPS.filter(({ id }) => id !== '広域' || preferences.role !== '市町村');
  const writing = activity?.kind === 'plan';
  useFocusBack(writing, run);

  // A workbook that cannot be looked at now is told by the look at the data; the list just stays as it was.
  const look = useCallback(() => void door.formsStatus().then(setForms, () => undefined), [door]);
  useEffect(() => {
    look();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [look, undo]);

  const write = () =>
    actions.work({
      place: 'plan',
      stage: '準備しています',
      what: '計画シート',
      run: async (options) => {
        const result = await door.writeForms(
          offered.map(({ id }) => id).filter((id) => chosen.has(id)),
          options,
        );
        setWritten(result);
        look();
        return { intent: 'success', text: doneText(result) };
      },
    });
  const choose = (id: FormGroup, isChosen: boolean) =>
    setChosen(
      (before) =>
        new Set(GROUPS.map((group) => group.id).filter((each) => (each === id ? isChosen : before.has(each)))),
    );
  const indicators = state.result?.sheets.find((sheet) => sheet === COMMON_INDICATORS_SHEET);
  return (
    <>
      <p className={styles.lead}>
        計画・報告のシートを、いまのデータの数値（関数）とグラフで作ります。黄色の欄に書いた文字は、作り直しても残ります。
      </p>
      <PreferenceFields {...props} />
      <fieldset className={styles.groups}>
        <legend className={styles.legend}>作るシート</legend>
        {offered.map(({ id, label }) => (
          <Checkbox
            key={id}
            label={label}
            checked={chosen.has(id)}
            disabled={writing}
            onChange={(_, { checked }) => choose(id, checked === true)}
          />
        ))}
      </fieldset>
      {dataset === null && !writing && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>①でデータを取り込むと、シートを作れます。</MessageBarBody>
        </MessageBar>
      )}
      {writing ? (
        <RunProgress activity={activity} onStop={actions.stop} takesFocus />
      ) : (
        <Button
          ref={run}
          className={styles.button}
          appearance="primary"
          icon={<DocumentTableRegular />}
          disabledFocusable={dataset === null || chosen.size === 0 || busy}
          onClick={write}
        >
          {offered.every(({ id }) => chosen.has(id)) ? 'すべてのシートを作る' : '選んだシートを作る'}
        </Button>
      )}
      {written !== null && !writing && <Told written={written} />}
      {forms.length > 0 && (
        <FormList
          forms={forms}
          onOpen={actions.openSheet}
          onGo={(sheet, row, column) => actions.selectCell(sheet, row, column)}
        />
      )}
      {indicators !== undefined && (
        <Button className={styles.button} onClick={() => actions.openSheet(indicators)}>
          シート「{indicators}」を開く
        </Button>
      )}
      <Suspense fallback={null}>
        <OlderRecord actions={actions} busy={busy} written={undo} />
        <HandIn state={state} actions={actions} busy={busy} />
        <FillTemplate actions={actions} busy={busy} />
      </Suspense>
      <Button className={styles.button} onClick={() => onFunctions('率と信頼区間')}>
        計画・報告に使う関数
      </Button>
    </>
  );
}

/** What stayed written over, and what could not be done. */
function Told({ written: { kept, notices } }: { readonly written: FormsWritten }) {
  const styles = useStyles();
  const lines = [...notices, ...kept.map(({ sheet, cells }) => `${sheet}: ${cells.join('、')} は書きかえたままです。`)];
  if (lines.length === 0) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        <ul className={styles.list}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}
