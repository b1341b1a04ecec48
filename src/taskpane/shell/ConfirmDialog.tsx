/** A question with yes and no, in words; the safe answer has the focus first. */
import type { ReactNode } from 'react';
import { Button } from '@fluentui/react-components';
import { PaneDialog } from './PaneDialog';

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly onAnswer: (yes: boolean) => void;
  readonly children: ReactNode;
}

export function ConfirmDialog({ open, title, confirm, cancel, onAnswer, children }: ConfirmDialogProps) {
  return (
    <PaneDialog
      open={open}
      title={title}
      kind="alert"
      onClose={() => onAnswer(false)}
      actions={
        <>
          <Button onClick={() => onAnswer(false)}>{cancel}</Button>
          <Button appearance="primary" onClick={() => onAnswer(true)}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </PaneDialog>
  );
}
