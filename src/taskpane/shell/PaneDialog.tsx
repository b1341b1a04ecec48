/** The frame of every dialog; when it closes, the focus goes back to what had it before. */
import { useLayoutEffect, useState, type ReactNode } from 'react';
import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';

interface PaneDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** `alert` asks something that must be answered; `modal` may be closed by a click beside it. */
  readonly kind: 'modal' | 'alert';
  readonly onClose: () => void;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/**
 * Fluent's focus guards stand on the page from the first dialog on, so none is made before it is needed. Taking an open
 * one away at once would leave the page hidden from screen readers: it is closed, and stays.
 */
export function PaneDialog({ open, title, kind, onClose, actions, children }: PaneDialogProps) {
  const [isNeeded, setNeeded] = useState(open);
  if (open && !isNeeded) setNeeded(true);
  useLayoutEffect(() => {
    if (!open) return undefined;
    const before = document.activeElement;
    return () => queueMicrotask(() => before instanceof HTMLElement && before.isConnected && before.focus());
  }, [open]);
  if (!isNeeded) return null;
  return (
    <Dialog open={open} modalType={kind} surfaceMotion={null} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions fluid>{actions}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
