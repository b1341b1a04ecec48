/** Which sheets of a workbook are for handing in. Lists, records of support and exports name persons and never are. */

const HAND_IN_SHEETS: ReadonlySet<string> = new Set([
  '共通評価指標',
  '共通評価指標_一覧',
  '経年比較',
  '圏域別',
  'Ⅰ基本的事項',
  'Ⅱ分析と課題',
  'Ⅲ計画全体',
  'Ⅴその他',
  '計画書',
  '実績報告書',
  '事業評価',
  '取組状況一覧',
  'モデル事業',
  '集約',
  '協働事業計画書',
]);

export function isHandInSheet(name: string): boolean {
  return HAND_IN_SHEETS.has(name) || /^Ⅳ-\d+ /u.test(name);
}
