/** The ten 類型 of the items of the 後期高齢者の質問票. */

/**
 * Source: 厚生労働省保険局高齢者医療課「高齢者の特性を踏まえた保健事業ガイドライン第2版」（令和元年）別添「後期高齢者の質問票の解説と
 * 留意事項」.
 */
export const QUESTION_TYPES: readonly { readonly name: string; readonly items: readonly number[] }[] = [
  { name: '健康状態', items: [1] },
  { name: '心の健康状態', items: [2] },
  { name: '食習慣', items: [3] },
  { name: '口腔機能', items: [4, 5] },
  { name: '体重変化', items: [6] },
  { name: '運動・転倒', items: [7, 8, 9] },
  { name: '認知機能', items: [10, 11] },
  { name: '喫煙', items: [12] },
  { name: '社会参加', items: [13, 14] },
  { name: 'ソーシャルサポート', items: [15] },
];
