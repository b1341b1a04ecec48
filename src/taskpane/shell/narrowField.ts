/** A field that may become narrower than the longest of its choices, as a narrow pane needs. */
import type { GriffelStyle } from '@fluentui/react-components';

export const NARROW_FIELD: GriffelStyle = {
  minWidth: 0,
  '& > span': { minWidth: 0 },
  '& select': { minWidth: 0, width: '100%' },
};
