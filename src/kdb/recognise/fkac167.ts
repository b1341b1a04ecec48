/**
 * The columns of FKAC167 (健診結果・質問票情報 of 特定健診等データ管理システム), in their order.
 *
 * Source: two independent public programs that read the file agree on names and positions (the generation of 2013–2017).
 * Later generations bring further columns (クレアチニン, eGFR …): columns are matched by name, and by occurrence where a name
 * stands several times, never by position.
 */
import { unifyHeading } from './headings';

const NAMES =
  '保険者番号,広域連合番号,被保険者証記号,被保険者証番号,生年月日元号,生年月日,性別,個人番号,データ管理番号１,受診券整理番号,健診実施年月日,健診機関コード,身長,体重,ＢＭＩ,内臓脂肪面積,腹囲,既往歴,既往歴,自覚症状,自覚症状,他覚症状,他覚症状,収縮期血圧,拡張期血圧,採血時間（食後）,中性脂肪（トリグリセリド）,ＨＤＬコレステロール,ＬＤＬコレステロール,GOT（ＡＳＴ）,GPT（ＡＬＴ）,γ-GT(γ-GTP),空腹時血糖（電位差法）,随時血糖（電位差法）,ＨｂＡ１ｃ（NGSP値）,ＨｂＡ１ｃ（JDS値）,尿糖,尿蛋白,ヘマトクリット値,血色素量,赤血球数,貧血検査,心電図,心電図,心電図,眼底検査,眼底検査,眼底検査,メタボリックシンドローム判定,保健指導レベル,医師の診断（判定）,健康診断を実施した医師の氏名,服薬１（血圧）,服薬確認者（血圧）,服薬２（血糖）,服薬確認者（血糖）,服薬３（脂質）,服薬確認者（脂質）,既往歴１（脳血管）,既往歴２（心血管）,既往歴３（腎不全・人工透析）,貧血,喫煙,２０歳からの体重変化,３０分以上の運動習慣,歩行又は身体活動,歩行速度,1年間の体重変化,食べ方1（早食い等）,食べ方２（就寝前）,食べ方３（夜食/間食）,食習慣,飲酒,飲酒量,睡眠,生活習慣の改善,保健指導の希望,健診実施保険者,受診券整理番号,利用券発行保険者,利用券整理番号,ＨＬ身長,ＨＬ体重,ＨＬＢＭＩ,ＨＬ内臓脂肪面積,ＨＬ腹囲,ＨＬ収縮期血圧,ＨＬ拡張期血圧,ＨＬ中性脂肪（トリグリセリド）,ＨＬＨＤＬコレステロール,ＨＬＬＤＬコレステロール,ＨＬGOT（ＡＳＴ）,ＨＬGPT（ＡＬＴ）,ＨＬγ-GT(γ-GTP),ＨＬ空腹時血糖（電位差法）,ＨＬ随時血糖（電位差法）,ＨＬＨｂＡ１ｃ（NGSP値）,ＨＬＨｂＡ１ｃ（JDS値）,ＨＬヘマトクリット値,ＨＬ血色素量,ＨＬ赤血球数';

/** The 101 columns, in order. */
export const FKAC167_COLUMNS: readonly string[] = NAMES.split(',');

/** What the occurrences of a name that stands several times hold. */
const OCCURRENCES: Readonly<Record<string, readonly string[]>> = {
  既往歴: ['有無', '所見'],
  自覚症状: ['有無', '所見'],
  他覚症状: ['有無', '所見'],
  心電図: ['1 つ目', '2 つ目', '3 つ目'],
  眼底検査: ['1 つ目', '2 つ目', '3 つ目'],
  受診券整理番号: ['健診の受診券', '利用券の前の受診券'],
};

/** What a column of FKAC167 is when its name stands several times, told by its occurrence from 1; null for all others. */
export function occurrenceRemark(heading: string, occurrence: number): string | null {
  const meaning = OCCURRENCES[unifyHeading(heading)]?.[occurrence - 1];
  return meaning === undefined ? null : `FKAC167 の ${occurrence} つ目の「${heading}」（${meaning}）`;
}

/** Headings that the documented generation does not have: those of a newer one, matched by name. */
export function newerColumns(headings: readonly string[]): readonly string[] {
  const known = new Set(FKAC167_COLUMNS.map(unifyHeading));
  return headings.filter((heading) => heading !== '' && !known.has(unifyHeading(heading)));
}
