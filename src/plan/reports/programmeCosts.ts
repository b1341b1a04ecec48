/** Where 計画書 holds the cost of each programme: the sheet, the key of its row, the column. */
export { PLAN_DOCUMENT_SHEET } from '../sheetNames';
export const PROGRAMME_COST_COLUMN = 'planned';
export const programmeCostKey = (programme: string): string => `programmeCost.${programme}`;
