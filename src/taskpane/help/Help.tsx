/** The help of the pane, loaded when it is first asked for. */
import type { PaneState } from '../model/state';
import { HelpDialog } from './HelpDialog';
import { nextThing } from './next';

interface HelpProps {
  readonly open: boolean;
  readonly state: PaneState;
  /** Conditions were changed in the pane and do not stand in the sheet yet. */
  readonly hasChanges: boolean;
  readonly onClose: () => void;
}

export function Help({ open, state, hasChanges, onClose }: HelpProps) {
  return <HelpDialog open={open} next={nextThing(state, hasChanges)} onClose={onClose} />;
}
