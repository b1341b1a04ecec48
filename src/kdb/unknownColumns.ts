/** Second entry of the room kdb, for columns that nobody knows: loaded when the question about them is asked. */
export { applyLayouts, layoutFor, type NamedLayout } from './recognise/applyLayouts';
export { unifyHeading } from './recognise/headings';
export { readingText, suggestColumns } from './recognise/suggest';
export type { SuggestedColumn, Suggestion, Suggestions } from './recognise/suggest';
