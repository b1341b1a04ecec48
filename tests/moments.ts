/** When a sheet was written stands on it and is another moment each time: texts without it can be compared. */

/** 令和8年11月29日 13:42, or 2026/11/29 13:42:05 on 実績の記録. */
const MOMENT = /(?:令和(?:\d+|元)年\d{1,2}月\d{1,2}日|\d{4}[/-]\d{1,2}[/-]\d{1,2}) \d{1,2}:\d{2}(?::\d{2})?/gu;

export const withoutMoments = (text: string): string => text.replace(MOMENT, '<時刻>');
