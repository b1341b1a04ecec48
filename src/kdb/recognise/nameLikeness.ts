/** How near a heading comes to the names of a field: other words, readings in kana, and likeness of letters. */
import { FIELDS } from '../values/fields';
import { unifyHeading } from './headings';
import { SYNONYMS } from './synonyms';
import type { FieldId } from '../values/fieldIds';

/** The same name in other words or another spelling; a name with a remark behind it; names that only look alike. */
const EXACT = 1;
const BARE = 0.9;
const LEAST_ALIKE = 0.6;

/** Headings with one of these mean something beside the value itself: a target, a change, another time, another person. */
const BESIDE_THE_VALUE =
  /変化|増減|差|目標|標準|基準|判定|コメント|所見|評価|方法|理由|機関|施設|医師|前回|前年|昨年|去年|一昨年|以前|過去|次回|予定|希望|満了|更新|回目|フラグ|同意|メモ|備考|説明|指導|中止|使用前|治療前|頃ノ|20歳/;
const ANOTHER_PERSON = /配偶者|世帯主|家族|父|母|夫|妻|主治医|担当|医師|緊急|連絡先|続柄|同居|代理|後見|介護者/;

/** Honorifics, remarks in brackets and words such as 値 that do not change what a column is. */
const HONORIFIC = /^[オ御ゴ](?=.)/;
const PREFIX = /^(今回|最新|現在|本年度|今年度|当年度)ノ?/;
const SUFFIX = /(ノ?(測定値|検査値|検査結果|結果|値|数値|データ|入力|記録)|\([^()]*\)|[12１-２])$/;

/** Hiragana as katakana, so that readings compare. */
export function spokenName(heading: string): string {
  return unifyHeading(heading).replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
}

/** Whether a heading is about somebody else than the insured person (世帯主の生年月日). */
export function namesAnotherPerson(heading: string): boolean {
  return ANOTHER_PERSON.test(spokenName(heading));
}

/** Whether a heading says nothing of what stands below it (K01, 列3, 項目12): only then may the values alone speak. */
export function saysNothing(heading: string): boolean {
  return /^([a-z]{0,4}[-#.]?\d{1,4}|[a-z]?|(列|項目|欄|データ|値|フィールド|変数|カラム)[a-z]?\d{0,4})$/.test(
    spokenName(heading),
  );
}

const pairsOf = (text: string): readonly string[] =>
  text.length < 2 ? [text] : Array.from({ length: text.length - 1 }, (_, index) => text.slice(index, index + 2));

/** Likeness of two names, 0 to 1: shared pairs of characters (Dice, Ecology 1945;26:297). */
function dice(name: string, other: string): number {
  if (name === '' || other === '') return 0;
  const [mine, theirs] = [pairsOf(name), [...pairsOf(other)]];
  const total = mine.length + theirs.length;
  let shared = 0;
  for (const pair of mine) {
    const at = theirs.indexOf(pair);
    if (at < 0) continue;
    shared++;
    theirs.splice(at, 1);
  }
  return (2 * shared) / total;
}

/** The name without honorific and remarks, step by step, the full name first. */
function barer(name: string): readonly string[] {
  const names = new Set([name]);
  for (let bare = name.replace(PREFIX, ''), turn = 0; turn < 4; turn++) {
    names.add(bare);
    names.add(bare.replace(HONORIFIC, ''));
    const stripped = bare.replace(SUFFIX, '');
    if (stripped === bare || stripped === '') break;
    bare = stripped;
  }
  return [...names].filter((each) => each !== '');
}

const NAMES = new Map(
  Object.values(FIELDS).map(({ id, label, aliases }): [FieldId, readonly string[]] => [
    id,
    aliases.length === 0 ? [] : [...new Set([label, ...aliases, ...(SYNONYMS[id] ?? [])].map(spokenName))],
  ]),
);

/** How near a heading comes to a field, 0 to 1: 1 the same name, from 0.9 with remarks, below that only alike. */
export function nameLikeness(heading: string, field: FieldId): number {
  const name = spokenName(heading);
  const names = NAMES.get(field) ?? [];
  if (name === '' || names.length === 0 || namesAnotherPerson(heading)) return 0;
  if (names.includes(name)) return EXACT;
  const bare = barer(name);
  if (bare.some((each) => names.includes(each)) && !BESIDE_THE_VALUE.test(name)) return BARE;
  if (BESIDE_THE_VALUE.test(name)) return 0;
  const alike = Math.max(...names.map((other) => dice(name, other)));
  return alike >= LEAST_ALIKE ? Math.min(alike, BARE - 0.1) : 0;
}
