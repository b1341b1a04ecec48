/** Where 計画書 holds the cost of each programme: the sheet, the key of its row, the column. */
export const PLAN_DOCUMENT_SHEET = '計画書';
export const PROGRAMME_COST_COLUMN = 'planned';
export const programmeCostKey = (programme: string): string => `programmeCost.${programme}`;
