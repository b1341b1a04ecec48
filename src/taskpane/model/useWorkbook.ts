/** The pane's one hook: holds the state, runs the steps one at a time through the door, listens to ribbon commands. */
import { startTransition, useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { COMMAND_EVENT, type CommandDetail, type CommandOptions } from '../../excel';
import { joinCommands } from '../commands';
import type { CriteriaSettings, CriterionId } from '../../criteria';
import type { FieldId } from '../../kdb';
import type { ExcelDoor, ExtractionView, LongStepOptions } from '../door';
import {
  INITIAL_STATE,
  reduce,
  type ActivityKind,
  type Notice,
  type PaneEvent,
  type PaneState,
  withNotices,
} from './state';
import { troubleFrom, ofSeveralFiles, troubleOf } from './trouble';
import { countText, yearText } from './words';

/** A job of step ④ or ⑤. `run` answers with what to tell, or nothing where there is nothing to tell. */
export interface LaterJob {
  readonly place: 'plan' | 'evaluation';
  /** The first stage in words. */
  readonly stage: string;
  /** What it writes, as 元に戻す names it; absent: it writes nothing. */
  readonly what?: string;
  readonly run: (
    options: LongStepOptions & { confirmReplace(sheets: readonly string[]): Promise<boolean> },
  ) => Promise<Notice | void>;
}

export interface PaneActions {
  refresh(): void;
  extract(): void;
  /** 中止: asks the running step to stop. */
  stop(): void;
  addFiles(files: readonly File[]): void;
  /** Brings synthetic data into the workbook. */
  trySample(): void;
  openConditions(): void;
  restoreDefaults(): void;
  /** Writes 抽出年度 to 抽出条件. */
  changeFiscalYear(fiscalYear: number): void;
  /** Writes 一覧に出す列 to 抽出条件. */
  changeListColumns(headings: readonly string[]): void;
  /** Writes 評価年度 to 支援記録; null: the newest year that has data. `then` runs when it stands there. */
  changeAfterYear(fiscalYear: number | null, then: () => void): void;
  /** Writes thresholds and switches to 抽出条件; `then` runs when they stand there. */
  applySettings(settings: CriteriaSettings, then: () => void): void;
  /** Runs a job of ④ or ⑤ with progress, 中止, the question before replacing and 元に戻す. */
  work(job: LaterJob): void;
  openSheet(name: string): void;
  mapColumns(sheet: string, fields: ReadonlyMap<number, FieldId | null>): void;
  includeHiddenSheets(isIncluded: boolean): void;
  /** Shows the row of a person on a list. */
  showPerson(person: { readonly number: string; readonly insurer: string }, purpose: CriterionId | 'any'): void;
  /** Opens 様式の対応, made when absent. */
  openBindings(): void;
  selectCell(sheet: string, row: number, column: number): void;
  writeFormula(formula: string): void;
  /** Takes the last write back, or gives that up. */
  undo(): void;
  closeUndo(): void;
  /** Lets a write be as it is that Excel does not let come back whole. */
  giveUp(): void;
  /** Answers the question whether edited sheets may be replaced. */
  answer(replace: boolean): void;
  dismiss(): void;
}

/** The step under way. */
interface Running {
  readonly kind: ActivityKind;
  readonly controller: AbortController;
  finished: Promise<void>;
}

/** A ribbon command that the pane takes part in: what ends the step that shows it. */
interface CommandUnderWay {
  readonly ended: () => void;
  declined: boolean;
}

/** Up to so many persons the figures follow the cells by themselves, after the typing rested for so many milliseconds. */
const COUNTED_AT_ONCE = 20_000;
const REST = 1200;
const EXTRACT_COMMAND = 'IKKATSU.EXTRACT';
const STOPPED: Notice = { intent: 'info', text: '中止しました。ブックは変わっていません。' };
const DECLINED: Notice = { intent: 'info', text: '置き換えをやめました。ブックは変わっていません。' };
const RESTORED: Notice = { intent: 'success', text: '抽出条件を既定値に戻しました。' };
const APPLIED: Notice = {
  intent: 'success',
  text: 'シート「抽出条件」に反映しました。次の抽出からこの条件になります。',
};
const gaveUp = (copies: readonly string[]): Notice => ({
  intent: 'info',
  text: `元に戻すのをやめました。戻せなかったシートの前の内容は、シート ${copies.join('、')} にあります。見くらべて、要らなくなったら削除してください。`,
});
const UNDONE: Notice = { intent: 'success', text: '書きこむ前に戻しました。' };

function doneNotice(result: ExtractionView): Notice {
  const purposes = countText(result.criteria.length);
  const persons = countText(result.persons);
  return {
    intent: 'success',
    text: `抽出が終わりました。${persons} 人を ${purposes} の目的で判定し、シートに書きました。`,
  };
}

type Step = (options: LongStepOptions) => Promise<Notice | void>;

/** State and actions of the pane. `door` must be the same object for the life of the pane. */
export function useWorkbook(door: ExcelDoor): { readonly state: PaneState; readonly actions: PaneActions } {
  const [state, dispatch] = useReducer(reduce, INITIAL_STATE);
  /** What a step came to. Much of the pane changes with it: it is drawn in slices, in the order of events, and typing goes on meanwhile. */
  const settle = useCallback((event: PaneEvent) => startTransition(() => dispatch(event)), []);
  const running = useRef<Running | null>(null);
  const answering = useRef<((replace: boolean) => void) | null>(null);
  const command = useRef<CommandUnderWay | null>(null);
  /** The result on the screen, for the event that says what stood before a write. */
  const shown = useRef(state.result);
  const persons = useRef(0);
  useEffect(() => {
    shown.current = state.result;
    persons.current = state.view?.persons ?? 0;
  }, [state.result, state.view]);
  /** How often somebody changed data or conditions in the workbook. */
  const changes = useRef(0);
  const wrote = useCallback(
    (what: string, before = shown.current) => settle({ type: 'wrote', what, before }),
    [settle],
  );

  const inspect = useCallback(
    async (options: LongStepOptions) => {
      const before = changes.current;
      const view = await door.inspect(options);
      const dataset = view.fiscalYear === null ? null : await door.dataset();
      settle({ type: 'inspected', view, dataset, isStale: changes.current !== before });
    },
    [door, settle],
  );

  /**
   * Runs one step. While another is under way it is not begun, unless the other is only a look at the workbook: what
   * the analyst asked for takes its place on the screen, and begins when the look is done.
   */
  const run = useCallback(
    async (kind: ActivityKind, stage: string, step: Step) => {
      const before = running.current;
      if (before && (before.kind !== 'inspect' || kind === 'inspect')) return;
      const controller = new AbortController();
      const { signal } = controller;
      const self: Running = { kind, controller, finished: Promise.resolve() };
      const isCurrent = () => running.current === self;
      const perform = async () => {
        try {
          if (before) {
            signal.addEventListener('abort', () => before.controller.abort());
            await before.finished;
            signal.throwIfAborted();
          }
          const onProgress: LongStepOptions['onProgress'] = (progress) =>
            dispatch({ type: 'progressed', progress, at: performance.now() });
          const notice = await step({ signal, onProgress });
          if (notice) settle({ type: 'told', notice });
        } catch (error) {
          // A look that gave way stays silent: the step that took its place meets the same error and tells it.
          if (!isCurrent()) return;
          if (signal.aborted) settle({ type: 'told', notice: STOPPED });
          else settle({ type: 'failed', trouble: troubleOf(error), ofLook: kind === 'inspect' });
        } finally {
          if (isCurrent()) {
            running.current = null;
            answering.current = null;
            settle({ type: 'ended' });
          }
        }
      };
      running.current = self;
      dispatch({ type: 'began', kind, stage, at: performance.now() });
      self.finished = perform();
      await self.finished;
    },
    [settle],
  );

  const ask = useCallback(
    (sheets: readonly string[]) =>
      new Promise<boolean>((resolve) => {
        answering.current = resolve;
        dispatch({ type: 'asked', sheets });
      }),
    [],
  );

  const actions = useMemo<PaneActions>(() => {
    const refresh = () => void run('inspect', 'ブックを調べています', (options) => inspect(options));
    return {
      refresh,
      extract: () =>
        void run('extract', '準備しています', async (options) => {
          let declined = false;
          const confirmReplace = async (sheets: readonly string[]) => {
            const replace = await ask(sheets);
            declined = !replace;
            return replace;
          };
          try {
            const before = shown.current;
            const result = await door.extract({ ...options, confirmReplace });
            wrote('抽出', before);
            settle({ type: 'extracted', result, notice: doneNotice(result) });
          } catch (error) {
            if (declined) return DECLINED;
            throw error;
          }
          await inspect({});
          return undefined;
        }),
      stop: () => {
        running.current?.controller.abort();
        answering.current?.(false);
        dispatch({ type: 'stopping' });
      },
      addFiles: (files) => {
        if (files.length === 0) return;
        void run('import', 'ファイルを読んでいます', async (options) => {
          const picked = await Promise.all(
            files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
          );
          const { asValues } = await door.importFiles(picked, options).catch((error: unknown) => {
            throw ofSeveralFiles(error, picked.length);
          });
          wrote('ファイルの取り込み');
          await inspect(options);
          return withNotices(
            `${countText(files.length)} 個のファイルを取り込みました。`,
            asValues.map(
              (name) =>
                `${name} は、この Excel にブックのままでは入らないため、シートの値だけを取り込みました（数式・書式・グラフは元のファイルにあります）。`,
            ),
          );
        });
      },
      trySample: () =>
        void run('import', 'サンプルを作っています', async (options) => {
          const { SAMPLE_SIZE, syntheticFiles } = await import('../data/samples');
          await door.importFiles(syntheticFiles(), options);
          wrote('サンプルの取り込み');
          await inspect(options);
          return {
            intent: 'success',
            text: `合成データ（架空の ${SAMPLE_SIZE} 人）を取り込みました。実在の人のデータではありません。次は③の「抽出を実行」です。`,
          };
        }),
      work: ({ place, stage, what, run: job }) =>
        void run(place, stage, async (options) => {
          let declined = false;
          const confirmReplace = async (sheets: readonly string[]) => {
            const replace = await ask(sheets);
            declined = !replace;
            return replace;
          };
          const before = shown.current;
          try {
            const notice = await job({ ...options, confirmReplace });
            if (what !== undefined) wrote(what, before);
            return notice;
          } catch (error) {
            if (declined) return DECLINED;
            throw error;
          }
        }),
      openConditions: () => void run('settings', '抽出条件シートを開いています', () => door.openConditions()),
      restoreDefaults: () =>
        void run('settings', '既定値に戻しています', async (options) => {
          await door.restoreDefaults();
          wrote('既定値に戻す');
          await inspect(options);
          return RESTORED;
        }),
      changeFiscalYear: (fiscalYear) =>
        void run('settings', '抽出年度を変えています', async (options) => {
          await door.changeFiscalYear(fiscalYear);
          wrote('抽出年度の変更');
          await inspect(options);
          return {
            intent: 'success',
            text: `抽出年度を${yearText(fiscalYear)}にしました。一覧は、次に抽出を実行するまで変わりません。`,
          };
        }),
      changeListColumns: (headings) =>
        void run('settings', '一覧に出す列を書いています', async (options) => {
          await door.changeListColumns(headings);
          wrote('一覧に出す列の変更');
          await inspect(options);
          const what =
            headings.length === 0 ? '一覧に足す列をなくしました' : `「${headings.join('」「')}」を選びました`;
          return { intent: 'success', text: `${what}。次に抽出を実行すると、一覧がその列になります。` };
        }),
      changeAfterYear: (fiscalYear, then) =>
        void run('settings', '評価年度を変えています', async (options) => {
          await door.changeAfterYear(fiscalYear);
          wrote('評価年度の変更');
          await inspect(options);
          then();
          return {
            intent: 'success',
            text:
              fiscalYear === null
                ? '評価年度を、抽出年度より後でデータのある最も新しい年度にしました。'
                : `評価年度を${yearText(fiscalYear)}にしました。`,
          };
        }),
      applySettings: (settings, then) =>
        void run('settings', '抽出条件に反映しています', async (options) => {
          await door.applySettings(settings);
          wrote('条件の反映');
          await inspect(options);
          then();
          return APPLIED;
        }),
      mapColumns: (sheet, fields) =>
        void run('settings', '列を対応づけています', async (options) => {
          await door.mapColumns(sheet, fields);
          await inspect(options);
          return { intent: 'success', text: `${sheet} の列の対応づけをブックに覚えました。` };
        }),
      includeHiddenSheets: (isIncluded) =>
        void run('settings', 'シートを読み直しています', async (options) => {
          await door.includeHiddenSheets(isIncluded);
          await inspect(options);
          return {
            intent: 'success',
            text: `非表示のシートを${isIncluded ? '使う' : '使わない'}ことをブックに覚えました。`,
          };
        }),
      showPerson: (person, purpose) =>
        void run('settings', '一覧の行を探しています', () => door.showPerson(person, purpose)),
      openBindings: () => void run('settings', '様式の対応を開いています', () => door.openBindings()),
      selectCell: (sheet, row, column) =>
        void run('settings', `${sheet} を開いています`, () => door.selectCell(sheet, row, column)),
      writeFormula: (formula) =>
        void run('settings', '数式を書いています', async () => {
          const address = await door.writeFormula(formula);
          wrote('数式の書きこみ');
          return { intent: 'success', text: `${address} に ${formula} を書きました。` };
        }),
      undo: () =>
        void run('settings', '元に戻しています', async (options) => {
          let notices: readonly string[] = [];
          try {
            notices = await door.undo();
          } catch (error) {
            // A refusal of Excel leaves the way back open: it can be tried again.
            if ((error as { code?: unknown }).code === 'undo.none') settle({ type: 'undoClosed' });
            throw error;
          }
          settle({
            type: 'undone',
            notice: notices.length === 0 ? UNDONE : { intent: 'info', text: notices.join('') },
          });
          await inspect(options);
        }),
      closeUndo: () => {
        dispatch({ type: 'undoClosed' });
        // Copies that stay behind are removed by the next write at the latest.
        door.closeUndo().catch(() => undefined);
      },
      giveUp: () =>
        void run('settings', '途中の書きこみを片づけています', async (options) => {
          const copies = await door.giveUp();
          settle({ type: 'undoClosed' });
          await inspect(options);
          return copies.length === 0 ? UNDONE : gaveUp(copies);
        }),
      openSheet: (name) => void run('settings', `${name} を開いています`, () => door.openSheet(name)),
      answer: (replace) => {
        dispatch({ type: 'answered' });
        answering.current?.(replace);
      },
      dismiss: () => dispatch({ type: 'dismissed' }),
    };
  }, [ask, door, inspect, run, settle, wrote]);

  useEffect(() => {
    /** 抽出を実行 from the ribbon: shown, stopped and answered like the pane's own. While the pane is busy it stays out. */
    const takePart = (id: string): CommandOptions => {
      if (id !== EXTRACT_COMMAND || (running.current && running.current.kind !== 'inspect')) return {};
      const ended = new Promise<void>((resolve) => {
        command.current = { ended: resolve, declined: false };
      });
      void run('extract', '準備しています', () => ended);
      return {
        undoable: true,
        signal: running.current?.controller.signal,
        onProgress: (progress) => dispatch({ type: 'progressed', progress, at: performance.now() }),
        confirmReplace: async (sheets) => {
          const replace = await ask(sheets);
          if (command.current) command.current.declined = !replace;
          return replace;
        },
      };
    };
    return joinCommands(takePart);
  }, [ask, run]);

  useEffect(() => {
    let gone = false;
    void door.startNotices().then((notices) => {
      if (notices.length > 0 && !gone) settle({ type: 'told', notice: { intent: 'info', text: notices.join('') } });
    });
    return () => {
      gone = true;
    };
  }, [door, settle]);

  useEffect(() => {
    actions.refresh();
    const onCommand = async (event: Event) => {
      const { ok, code, message, result } = (event as CustomEvent<CommandDetail>).detail;
      const own = command.current;
      command.current = null;
      if (own?.declined) settle({ type: 'told', notice: DECLINED });
      else if (code === 'work.cancelled') settle({ type: 'told', notice: STOPPED });
      else if (!ok)
        settle({
          type: 'failed',
          trouble: troubleFrom(code ?? '', message ?? '処理が途中で止まりました。'),
          ofLook: false,
        });
      if (result && own) wrote('抽出');
      if (result) settle({ type: 'extracted', result, notice: doneNotice(result) });
      own?.ended();
      if (own) await running.current?.finished;
      // A command that ran while the pane itself was busy is seen by the pane's own look at the workbook afterwards.
      void run('inspect', 'ブックを調べています', (options) => inspect(options));
    };
    window.addEventListener(COMMAND_EVENT, onCommand);
    // Coming back from the cells: data or conditions may have changed there. Without a change the answer is at hand.
    window.addEventListener('focus', actions.refresh);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = door.onChanged(() => {
      changes.current += 1;
      dispatch({ type: 'changed' });
      clearTimeout(timer);
      // Counting anew may take a while with many persons: then the analyst says when.
      if (persons.current > COUNTED_AT_ONCE) return;
      timer = setTimeout(() => void (running.current?.finished ?? Promise.resolve()).then(actions.refresh), REST);
    });
    return () => {
      clearTimeout(timer);
      stop();
      window.removeEventListener(COMMAND_EVENT, onCommand);
      window.removeEventListener('focus', actions.refresh);
    };
  }, [actions, door, inspect, run, settle, wrote]);

  return { state, actions };
}
