/** 後期高齢者の質問票: fifteen questions with item codes, answers and the phrases their texts are recognised by. */
import type { QuestionField } from './fieldIds';

export interface Question {
  readonly id: QuestionField;
  readonly number: number;
  readonly mark: string;
  /** 類型 of the question, as the ministry's sheet names it. */
  readonly title: string;
  readonly text: string;
  /** First five characters of the item code (9N932000000000011 … 9N946000000000011). */
  readonly itemCode: string;
  /** Words of the answer codes 1, 2, 3 …. */
  readonly answers: readonly string[];
  /** A heading that contains one of these asks this question. None of them occurs in the 標準的な質問票 of 特定健診. */
  readonly phrases: readonly string[];
}

const YES_NO = ['はい', 'いいえ'];

const row = (
  number: number,
  title: string,
  text: string,
  phrases: readonly string[],
  answers: readonly string[] = YES_NO,
): Question => ({
  id: `q${number}` as QuestionField,
  number,
  mark: '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮'[number - 1]!,
  title,
  text,
  itemCode: `9N${931 + number}`,
  answers,
  phrases,
});

/** Texts and answers: 厚生労働省「後期高齢者の質問票」; item codes and answer codes: OID 1.2.392.200119.6.19010 … 19150. */
export const QUESTIONS: readonly Question[] = [
  row(
    1,
    '健康状態',
    'あなたの現在の健康状態はいかがですか',
    ['現在の健康状態'],
    ['よい', 'まあよい', 'ふつう', 'あまりよくない', 'よくない'],
  ),
  row(
    2,
    '心の健康状態',
    '毎日の生活に満足していますか',
    ['毎日の生活に満足'],
    ['満足', 'やや満足', 'やや不満', '不満'],
  ),
  row(3, '食習慣', '1日3食きちんと食べていますか', ['1日3食']),
  row(4, '口腔機能（咀嚼）', '半年前に比べて固いものが食べにくくなりましたか', ['固いもの']),
  row(5, '口腔機能（嚥下）', 'お茶や汁物等でむせることがありますか', ['むせること', '汁物等でむせ']),
  row(6, '体重変化', '6カ月間で2〜3kg以上の体重減少がありましたか', [
    '体重減少がありました',
    '3kg以上の体重減少',
    '2〜3kg以上',
  ]),
  row(7, '歩行速度', '以前に比べて歩く速度が遅くなってきたと思いますか', ['歩く速度が遅く']),
  row(8, '転倒', 'この1年間に転んだことがありますか', ['転んだこと', '1年間に転んだ']),
  row(9, '運動習慣', 'ウォーキング等の運動を週に1回以上していますか', [
    'ウォーキング等の運動',
    '運動を週に1回',
    '運動を週1回',
  ]),
  row(10, '認知機能（もの忘れ）', '周りの人から「いつも同じことを聞く」などの物忘れがあると言われていますか', [
    '同じことを聞く',
  ]),
  row(11, '認知機能（失見当識）', '今日が何月何日かわからない時がありますか', ['今日が何月何日']),
  row(12, '喫煙', 'あなたはたばこを吸いますか', ['たばこを吸いますか'], ['吸っている', '吸っていない', 'やめた']),
  row(13, '外出頻度', '週に1回以上は外出していますか', ['以上は外出', '以上外出']),
  row(14, '他者との交流', 'ふだんから家族や友人と付き合いがありますか', ['家族や友人と付き合い', '友人と付き合い']),
  row(15, '相談相手', '体調が悪いときに、身近に相談できる人がいますか', ['身近に相談できる']),
];
