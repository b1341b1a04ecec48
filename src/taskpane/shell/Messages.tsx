/** What the pane has to say above the steps: an error with its remedy, or news. */
import { useEffect, useRef } from 'react';
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { Notice } from '../model/state';
import type { Remedy, Trouble } from '../model/trouble';

const useStyles = makeStyles({
  trouble: {
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '2px',
    },
  },
  words: { lineHeight: tokens.lineHeightBase300 },
  title: { display: 'block' },
});

const REMEDY_LABELS: Readonly<Record<Remedy, string>> = {
  conditions: '抽出条件シートを開く',
  files: 'ファイルを選ぶ',
  retry: 'もう一度調べる',
  giveUp: '元に戻すのをやめる',
  bindings: '「様式の対応」を開く',
};

interface TroubleMessageProps {
  readonly trouble: Trouble;
  readonly onRemedy: (remedy: Remedy) => void;
  readonly onDismiss: () => void;
}

/** The focus moves here, so that keyboard and screen reader users meet the sentence at once. */
export function TroubleMessage({ trouble, onRemedy, onDismiss }: TroubleMessageProps) {
  const styles = useStyles();
  const { remedy } = trouble;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [trouble]);
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label={trouble.title} className={styles.trouble}>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody className={styles.words}>
          <MessageBarTitle className={styles.title}>{trouble.title}</MessageBarTitle>
          {trouble.sentence}
        </MessageBarBody>
        <MessageBarActions containerAction={<DismissButton onDismiss={onDismiss} />}>
          {remedy && (
            <Button size="small" onClick={() => onRemedy(remedy)}>
              {REMEDY_LABELS[remedy]}
            </Button>
          )}
        </MessageBarActions>
      </MessageBar>
    </div>
  );
}

interface NoticeMessageProps {
  readonly notice: Notice;
  readonly onDismiss: () => void;
}

export function NoticeMessage({ notice, onDismiss }: NoticeMessageProps) {
  const styles = useStyles();
  return (
    <MessageBar intent={notice.intent} layout="multiline">
      <MessageBarBody className={styles.words}>{notice.text}</MessageBarBody>
      <MessageBarActions containerAction={<DismissButton onDismiss={onDismiss} />} />
    </MessageBar>
  );
}

function DismissButton({ onDismiss }: { readonly onDismiss: () => void }) {
  return (
    <Button appearance="transparent" icon={<DismissRegular />} aria-label="この知らせを閉じる" onClick={onDismiss} />
  );
}
