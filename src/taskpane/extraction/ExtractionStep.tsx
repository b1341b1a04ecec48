/** Step ③: one button, the way there, and what came out. */
import { useRef } from 'react';
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons';
import { PlayFilled } from '@fluentui/react-icons';
import { isOutdated, type PaneState } from '../model/state';
import { RunProgress } from '../shell/RunProgress';
import { useFocusBack } from '../shell/useFocusBack';
import { lazily } from '../shell/lazily';
import { Explorer } from './Explorer';
import type { PeopleActions } from './PeopleList';

const ListColumns = lazily(() => import('./ListColumns').then((part) => part.ListColumns), 'nothing');

const useStyles = makeStyles({
  lead: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  run: { width: '100%', '@media (min-width: 560px)': { width: 'auto', alignSelf: 'start' } },
});

interface ExtractionStepProps {
  readonly state: PaneState;
  /** Conditions were changed in the pane and do not stand in the sheet yet. */
  readonly pending: boolean;
  readonly onRefresh: () => void;
  readonly onExtract: () => void;
  readonly onStop: () => void;
  readonly onOpenSheet: (name: string) => void;
  readonly people: PeopleActions;
  readonly onListColumns: (headings: readonly string[]) => void;
  /** Leads to step ①: there are no data yet. */
  readonly onData: () => void;
}

/** Whether the lists that stand were written from the data and conditions of now. */
function isCurrent({ view }: PaneState): boolean {
  return view?.standing?.stamp !== undefined && view.standing.stamp === view.stamp;
}

export function ExtractionStep({
  state,
  pending,
  onRefresh,
  onExtract,
  onStop,
  onOpenSheet,
  people,
  onListColumns,
  onData,
}: ExtractionStepProps) {
  const styles = useStyles();
  const { activity, result, view } = state;
  const standing = view?.standing;
  const isEmpty = view !== null && view.whyCode === 'data.none';
  const extracting = activity?.kind === 'extract';
  const run = useRef<HTMLButtonElement>(null);
  useFocusBack(extracting, run);
  return (
    <>
      {!result && !extracting && (
        <p className={styles.lead}>
          10
          の目的ごとに対象者を判定し、一覧（抽出_…）・取込結果・共通評価指標のシートを書きます。ご自身のシートには触れません。
        </p>
      )}
      {state.isStale && !extracting && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>シートの値が変わりました。下の人数は、変わる前のものです。</MessageBarBody>
          <MessageBarActions>
            <Button size="small" icon={<ArrowSyncRegular />} disabledFocusable={activity !== null} onClick={onRefresh}>
              数え直す
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {!state.isStale && isOutdated(state) && !extracting && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            データか条件が変わりました。下の結果は変わる前のものです。もう一度抽出してください。
          </MessageBarBody>
        </MessageBar>
      )}
      {pending && !extracting && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            ②の変更は、まだシートに反映していません。抽出は、いまシートにある条件で行います。
          </MessageBarBody>
        </MessageBar>
      )}
      {extracting ? (
        <RunProgress activity={activity} onStop={onStop} takesFocus />
      ) : (
        <Button
          ref={run}
          className={styles.run}
          appearance="primary"
          size="large"
          icon={<PlayFilled />}
          disabledFocusable={activity !== null && activity.kind !== 'inspect'}
          onClick={isEmpty ? onData : onExtract}
        >
          抽出を実行
        </Button>
      )}
      {isEmpty && !extracting && (
        <p className={styles.lead}>データがまだありません。先に①データで、書き出しのファイルを選んでください。</p>
      )}
      {!result && !extracting && standing !== undefined && standing.lists.length > 0 && (
        <MessageBar intent={isCurrent(state) ? 'info' : 'warning'} layout="multiline">
          <MessageBarBody>
            このブックには、前に書いた一覧が {standing.lists.length} 枚あります
            {isCurrent(state)
              ? '（いまのデータ・条件と同じです）。'
              : '。いまのデータ・条件と同じとは確かめられません。抽出し直すと新しくなります。'}
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => onOpenSheet(standing.lists[0]!)}>
              一覧を開く
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {(result || state.dataset) && (
        <Explorer dataset={state.dataset} result={result} onOpenSheet={onOpenSheet} people={people} />
      )}
      {state.dataset && !extracting && (
        <ListColumns intake={state.dataset.intake} busy={activity !== null} onChange={onListColumns} />
      )}
    </>
  );
}
