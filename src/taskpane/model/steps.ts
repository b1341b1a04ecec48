/** Each step's state in one glance: done, open or needing attention, with a line of words. */
import type { ExcelDoor, Preferences } from '../door';
import { isOutdated, type PaneState } from './state';
import type { PaneActions } from './useWorkbook';
import { countText, yearText } from './words';

export type StepId = 'data' | 'conditions' | 'extraction' | 'plan' | 'evaluation';

export interface StepStatus {
  readonly state: 'open' | 'done' | 'attention';
  readonly summary: string;
}

/** What the steps ④ and ⑤ are given: they are loaded when they are first opened. */
export interface LaterStepProps {
  readonly state: PaneState;
  readonly actions: PaneActions;
  readonly door: ExcelDoor;
  /** Whose workbook it is, and what is protected and hidden. */
  readonly preferences: Preferences;
  readonly onPreferences: (preferences: Preferences) => void;
  /** A step of the pane is under way. */
  readonly busy: boolean;
  /** Opens the helper for functions at one of its groups. */
  readonly onFunctions: (group: string) => void;
}

function dataStatus({ view }: PaneState): StepStatus {
  if (!view) return { state: 'open', summary: 'ブックを調べています' };
  if (view.sources.length === 0) {
    if (view.whyCode === 'source.noPersons') return { state: 'attention', summary: '対象となる人がいません' };
    if (view.whyCode === 'source.noYear') return { state: 'attention', summary: '抽出年度が決まりません' };
    return { state: view.unrecognised.length > 0 ? 'attention' : 'open', summary: '書き出しのシートがまだありません' };
  }
  if (view.fiscalYear === null) return { state: 'attention', summary: 'まだ抽出に使えません' };
  const missing = view.conditions.filter((condition) => !condition.ready).length;
  const found = `${countText(view.sources.length)} 表・${countText(view.persons)} 人`;
  return missing === 0
    ? { state: 'done', summary: `${found}を認識` }
    : { state: 'attention', summary: `${found}を認識、列が足りない目的 ${missing}` };
}

function conditionsStatus({ view }: PaneState): StepStatus {
  if (!view) return { state: 'open', summary: '' };
  const changes = view.conditions.reduce((sum, condition) => sum + condition.differences.length, 0);
  const summary = changes === 0 ? `既定値（${view.criteriaVersion}）` : `既定値から ${changes} か所を変更`;
  // Nothing to be judged by them yet: a tick would say that something is done.
  return { state: view.sources.length === 0 ? 'open' : 'done', summary };
}

function extractionStatus(state: PaneState): StepStatus {
  if (state.activity?.kind === 'extract') return { state: 'open', summary: '抽出しています' };
  if (state.isStale) return { state: 'attention', summary: 'ブックが変わりました' };
  if (!state.result) {
    const { view } = state;
    const lists = view?.standing?.lists.length ?? 0;
    if (lists === 0) return { state: 'open', summary: 'まだ抽出していません' };
    const isCurrent = view?.standing?.stamp === view?.stamp;
    return {
      state: isCurrent ? 'done' : 'attention',
      summary: `一覧 ${countText(lists)} 枚があります${isCurrent ? '' : '（前のデータか条件のもの）'}`,
    };
  }
  if (isOutdated(state)) return { state: 'attention', summary: 'データか条件が変わりました' };
  return { state: 'done', summary: `${yearText(state.result.fiscalYear)}・${countText(state.result.persons)} 人` };
}

/** The status of every step. */
export function stepStatuses(state: PaneState): Readonly<Record<StepId, StepStatus>> {
  return {
    data: dataStatus(state),
    conditions: conditionsStatus(state),
    extraction: extractionStatus(state),
    plan: { state: 'open', summary: '計画書・実績報告書・一枚でわかる' },
    evaluation: { state: 'open', summary: '支援記録・個人票・案内文・事業評価' },
  };
}
