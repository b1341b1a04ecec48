/** Step ⑤: 支援記録 from the lists, what it says of each programme so far, and the report sheets in one go. */
import { useRef, useState } from 'react';
import { Button, makeStyles, MessageBar, MessageBarBody, tokens, typographyStyles } from '@fluentui/react-components';
import { DocumentTableRegular } from '@fluentui/react-icons';
import { REGRESSION_TO_THE_MEAN } from '../../indicators';
import type { CriterionId } from '../../criteria';
import { SUPPORT_SHEET } from '../../plan/sheetNames';
import type { ExcelDoor, FormsWritten } from '../door';
import { withNotices } from '../model/state';
import type { LaterStepProps } from '../model/steps';
import { countText } from '../model/words';
import { Details } from '../shell/Details';
import { RunProgress } from '../shell/RunProgress';
import { useFocusBack } from '../shell/useFocusBack';
import { AfterYearField } from './AfterYearField';
import { ListTools } from './ListTools';
import { PersonPages } from './PersonPages';
import { ProgrammeCard } from './ProgrammeCard';
import { StartLog } from './StartLog';
import { useEvaluation } from './useEvaluation';

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  button: { alignSelf: 'start' },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground2 },
  sheets: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export function EvaluationStep({
  state,
  actions,
  door,
  busy,
  preferences,
  onPreferences,
  onFunctions,
}: LaterStepProps) {
  const styles = useStyles();
  const { activity, dataset, result, undo } = state;
  const [jobs, setJobs] = useState(0);
  const [written, setWritten] = useState<FormsWritten | null>(null);
  // A write that was taken back took its sheets along: `undo` changes too.
  const { evaluation, afterYear, trouble } = useEvaluation(door, `${jobs} ${undo ?? ''} ${state.view?.stamp ?? ''}`);
  const running = activity?.kind === 'evaluation';
  const report = useRef<HTMLButtonElement>(null);
  useFocusBack(running, report);

  const start = (purposes: readonly CriterionId[]) =>
    actions.work({
      place: 'evaluation',
      stage: `${SUPPORT_SHEET}を作っています`,
      what: SUPPORT_SHEET,
      run: async (options) => {
        const { created, added, known, notices } = await door.startSupport(purposes, options);
        setJobs((count) => count + 1);
        const already = known === 0 ? '' : `（${countText(known)} 人はすでに載っています）`;
        return withNotices(
          created
            ? `シート「${SUPPORT_SHEET}」を作り、${countText(added)} 行を書きました${already}。支援の経過を書きこんでください。`
            : `シート「${SUPPORT_SHEET}」に ${countText(added)} 行を足しました${already}。書いてあったことはそのままです。`,
          notices,
        );
      },
    });
  /** Pages or letters for the persons selected on a list. */
  const make = (what: string, run: ExcelDoor['makePersonPages']) =>
    actions.work({
      place: 'evaluation',
      stage: `${what}を作っています`,
      what,
      run: async (options) => {
        const { sheets, persons, notices } = await run(options);
        return withNotices(`${countText(persons)} 人の${what}を作りました（${sheets.join('・')}）。`, notices);
      },
    });
  const write = () =>
    actions.work({
      place: 'evaluation',
      stage: '評価しています',
      what: '事業評価と報告書',
      run: async (options) => {
        const forms = await door.writeForms(['報告'], options);
        setWritten(forms);
        setJobs((count) => count + 1);
        return {
          intent: 'success',
          text: `${forms.sheets.join('・')} を書きました。色のついた欄に書いた内容は、書き直しても残ります。`,
        };
      },
    });

  const functions = (
    <Button className={styles.button} onClick={() => onFunctions('前後の比較')}>
      前後を比べる関数
    </Button>
  );
  if (dataset === null) {
    return (
      <>
        <p className={styles.lead}>先に①でデータを取り込み、③で抽出してください。</p>
        {functions}
      </>
    );
  }
  const programmes = evaluation?.programmes ?? [];
  const kept = written?.kept.flatMap(({ sheet, cells }) => cells.map((cell) => `${sheet} ${cell}`)) ?? [];
  return (
    <>
      <p className={styles.lead}>
        一覧の人に行った支援を「{SUPPORT_SHEET}」に書くと、国の評価指標例にそって、前後の変化を区間つきで計算します。
      </p>
      {trouble !== null && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{trouble.sentence}</MessageBarBody>
        </MessageBar>
      )}
      {running && <RunProgress activity={activity} onStop={actions.stop} takesFocus />}
      <StartLog
        counts={result?.criteria ?? null}
        exists={evaluation !== null && evaluation !== undefined}
        busy={busy}
        onStart={start}
      />
      <ListTools
        busy={busy}
        hidesNames={preferences.hidesNames}
        onSplit={(by) =>
          actions.work({
            place: 'evaluation',
            stage: '一覧を分けています',
            what: '一覧の分割',
            run: async (options) => {
              const { sheets, notices } = await door.splitList(by, options);
              return withNotices(
                `${by}ごとに ${countText(sheets.length)} 枚に分けました（${sheets.join('・')}）。`,
                notices,
              );
            },
          })
        }
        onHide={(isHidden) =>
          actions.work({
            place: 'evaluation',
            stage: isHidden ? '氏名を隠しています' : '氏名を表示しています',
            run: async () => {
              await door.hideNames(isHidden);
              onPreferences({ ...preferences, hidesNames: isHidden });
              return {
                intent: 'success',
                text: isHidden
                  ? '一覧・支援記録・この画面の氏名を隠しました。ブックの中からは消していません。'
                  : '氏名を表示しました。',
              };
            },
          })
        }
      />
      <PersonPages
        door={door}
        busy={busy}
        onPages={() => make('個人票', (options) => door.makePersonPages(options))}
        onLetters={(kind) => make('案内文', (options) => door.makeLetters(kind, options))}
      />
      {afterYear !== null && (
        <AfterYearField
          cell={afterYear}
          fiscalYear={evaluation?.fiscalYear ?? dataset.intake.fiscalYear}
          afterYear={evaluation?.afterYear ?? null}
          years={dataset.years}
          busy={busy}
          onChange={(year) => actions.changeAfterYear(year, () => setJobs((count) => count + 1))}
        />
      )}
      {evaluation && (
        <>
          <Button className={styles.button} onClick={() => actions.openSheet(SUPPORT_SHEET)}>
            シート「{SUPPORT_SHEET}」を開く（{countText(evaluation.log.rows)} 行）
          </Button>
          {programmes.length > 0 && (
            <ul className={styles.list} aria-label="事業ごとの評価">
              {programmes.map((each) => (
                <ProgrammeCard key={each.programme.name} evaluation={each} />
              ))}
            </ul>
          )}
          {programmes.length > 0 && <p className={styles.note}>{REGRESSION_TO_THE_MEAN}</p>}
          {evaluation.notices.length > 0 && (
            <Details
              summary={`支援記録について ${countText(evaluation.notices.length)} 件`}
              items={evaluation.notices}
            />
          )}
        </>
      )}
      <Button
        ref={report}
        className={styles.button}
        appearance={evaluation ? 'primary' : 'secondary'}
        icon={<DocumentTableRegular />}
        disabledFocusable={busy}
        onClick={write}
      >
        事業評価と報告書を書く
      </Button>
      {written !== null && (
        <>
          <div className={styles.sheets}>
            {written.sheets.map((sheet) => (
              <Button key={sheet} size="small" onClick={() => actions.openSheet(sheet)}>
                {sheet} を開く
              </Button>
            ))}
          </div>
          {kept.length > 0 && (
            <Details summary={`書きかえてあったためそのままにしたところ ${countText(kept.length)} か所`} items={kept} />
          )}
        </>
      )}
      {functions}
    </>
  );
}
