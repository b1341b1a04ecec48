/** What the pane knows at a moment, and how each event changes it: one reducer, no side effects. */
import type { Dataset, ExtractionView, StageProgress, WorkbookView } from '../door';
import type { Trouble } from './trouble';

/** 'plan' and 'evaluation' are jobs of the steps ④ and ⑤: the step that began one shows it. */
export type ActivityKind = 'inspect' | 'extract' | 'import' | 'settings' | 'plan' | 'evaluation';

/** A step that is running now. */
export interface Activity {
  readonly kind: ActivityKind;
  readonly progress: StageProgress;
  /** Milliseconds on the pane's clock when the present stage began, and when it last reported. */
  readonly stageBegan: number;
  readonly reported: number;
  /** 中止 was pressed; the step is winding down. */
  readonly stopping: boolean;
}

/** Good news, or news without an error. */
export interface Notice {
  readonly intent: 'success' | 'info';
  readonly text: string;
}

/** What was done, and behind it what has to be said of it; that something has to be said is no plain success. */
export const withNotices = (done: string, notices: readonly string[]): Notice => ({
  intent: notices.length === 0 ? 'success' : 'info',
  text: [done, ...notices].join(''),
});

export interface PaneState {
  readonly view: WorkbookView | null;
  /** Data or conditions were changed in the workbook after the last look at it. */
  readonly isStale: boolean;
  /** The joined data of the view; null while there are none. */
  readonly dataset: Dataset | null;
  readonly activity: Activity | null;
  readonly result: ExtractionView | null;
  readonly trouble: Trouble | null;
  /** The trouble was met by looking at the workbook; a look that goes well takes it away. */
  readonly isTroubleOfLook: boolean;
  readonly notice: Notice | null;
  /** Sheets of ours that the analyst edited, waiting for yes or no. */
  readonly question: readonly string[] | null;
  /** The last write in words, while it can be taken back. */
  readonly undo: string | null;
  /** The result that stood before the last write. */
  readonly resultBefore: ExtractionView | null;
}

export type PaneEvent =
  | { readonly type: 'began'; readonly kind: ActivityKind; readonly stage: string; readonly at: number }
  | { readonly type: 'progressed'; readonly progress: StageProgress; readonly at: number }
  | { readonly type: 'changed' }
  | { readonly type: 'stopping' }
  | { readonly type: 'ended' }
  | {
      readonly type: 'inspected';
      readonly view: WorkbookView;
      readonly dataset: Dataset | null;
      readonly isStale: boolean;
    }
  | { readonly type: 'extracted'; readonly result: ExtractionView; readonly notice: Notice }
  | { readonly type: 'wrote'; readonly what: string; readonly before: ExtractionView | null }
  | { readonly type: 'undone'; readonly notice: Notice }
  | { readonly type: 'undoClosed' }
  | { readonly type: 'told'; readonly notice: Notice }
  | { readonly type: 'failed'; readonly trouble: Trouble; readonly ofLook: boolean }
  | { readonly type: 'asked'; readonly sheets: readonly string[] }
  | { readonly type: 'answered' }
  | { readonly type: 'dismissed' };

export const INITIAL_STATE: PaneState = {
  view: null,
  isStale: false,
  dataset: null,
  activity: null,
  result: null,
  trouble: null,
  isTroubleOfLook: false,
  notice: null,
  question: null,
  undo: null,
  resultBefore: null,
};

/** Whether data or criteria changed since the result was made: the stamp covers both. */
export function isOutdated({ result, view, isStale }: PaneState): boolean {
  return result !== null && (isStale || (view !== null && view.stamp !== result.stamp));
}

/** Seconds that the present stage still needs, from its own pace; null until a second of it has passed. */
export function remainingSeconds(activity: Activity): number | null {
  const { done, total } = activity.progress;
  const elapsed = activity.reported - activity.stageBegan;
  if (elapsed < 1000 || done <= 0 || total <= done) return null;
  return ((elapsed / done) * (total - done)) / 1000;
}

function progressed(activity: Activity, progress: StageProgress, at: number): Activity {
  const sameStage = activity.progress.stage === progress.stage;
  return { ...activity, progress, stageBegan: sameStage ? activity.stageBegan : at, reported: at };
}

export function reduce(state: PaneState, event: PaneEvent): PaneState {
  switch (event.type) {
    case 'began': {
      const progress = { stage: event.stage, done: 0, total: 0 };
      const activity = { kind: event.kind, progress, stageBegan: event.at, reported: event.at, stopping: false };
      // Looking at the workbook again must not take away the message that the analyst is reading.
      return event.kind === 'inspect' ? { ...state, activity } : { ...state, activity, trouble: null, notice: null };
    }
    case 'progressed':
      return state.activity ? { ...state, activity: progressed(state.activity, event.progress, event.at) } : state;
    case 'changed':
      return { ...state, isStale: state.view !== null };
    case 'stopping':
      return state.activity ? { ...state, activity: { ...state.activity, stopping: true } } : state;
    case 'ended':
      return { ...state, activity: null, question: null };
    case 'inspected':
      return {
        ...state,
        view: event.view,
        isStale: event.isStale,
        dataset: event.dataset,
        trouble: state.isTroubleOfLook ? null : state.trouble,
      };
    case 'extracted':
      return { ...state, result: event.result, trouble: null, notice: event.notice };
    case 'wrote':
      return { ...state, undo: event.what, resultBefore: event.before };
    case 'undone':
      return { ...state, undo: null, result: state.resultBefore, trouble: null, notice: event.notice };
    case 'undoClosed':
      return { ...state, undo: null };
    case 'told':
      return { ...state, trouble: null, notice: event.notice };
    case 'failed':
      // The same trouble met again by a look is not told again: it would take the focus each time.
      return event.ofLook && state.trouble?.sentence === event.trouble.sentence
        ? state
        : { ...state, trouble: event.trouble, isTroubleOfLook: event.ofLook, notice: null };
    case 'asked':
      return { ...state, question: event.sheets };
    case 'answered':
      return { ...state, question: null };
    case 'dismissed':
      return { ...state, trouble: null, notice: null };
  }
}
