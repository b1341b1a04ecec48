/** Recognises headings: unifies their writing, understands year marks, units and item codes, and finds the field. */
import { FIELD_IDS, FIELDS } from '../values/fields';
import { QUESTIONS } from '../values/questionnaire';
import { cellText } from '../values/cellText';
import type { Cell } from '../values/cellText';
import type { FieldId } from '../values/fieldIds';
import { yearMarksOf } from './yearMarks';

/** What one heading means. `field` null with a remark: known, and not used. */
export interface HeadingMeaning {
  readonly field: FieldId | null;
  /** Order among several columns of one field: the smallest that has a value answers. */
  readonly priority: number;
  readonly remark?: string;
  /** A column that is read beside a field and is none itself. */
  readonly helper?: Helper;
  /** A user said so. */
  readonly isMapped?: boolean;
  /** For facts of a year: the field of the year itself, and the mark of the heading. */
  readonly yearly?: { readonly base: FieldId; readonly back: number; readonly year?: number };
}

export type Helper = 'era' | 'careNumber' | 'qualification' | 'exportYear' | 'validFrom' | 'validTo';

/** The same fact some years before; null where no field holds it. */
export function fieldOfYear(base: FieldId, back: number): FieldId | null {
  return back === 0 ? base : (FIELDS[base].yearsBack?.[back - 1] ?? null);
}

const BRACKETS: Readonly<Record<string, string>> = {
  '[': '(', ']': ')', '{': '(', '}': ')', '【': '(', '】': ')', '〔': '(', '〕': ')', '〈': '(', '〉': ')',
  '<': '(', '>': ')', '「': '', '」': '', '『': '', '』': '', '_': '', '・': '', ':': '', '"': '', '~': '〜',
}; // prettier-ignore

/** What was found out of texts: the first rows of a table are looked through several times until it is known what it is. */
class Remembered<T> {
  private readonly known = new Map<string, T>();

  constructor(private readonly find: (text: string) => T) {}

  of(text: string): T {
    let found = this.known.get(text);
    if (found === undefined) {
      if (this.known.size >= MOST_REMEMBERED) this.known.clear();
      this.known.set(text, (found = this.find(text)));
    }
    return found;
  }
}

/** The cells of the first rows of a few tables. */
const MOST_REMEMBERED = 10_000;

/** A heading as it is compared: NFKC, lower case, no spaces, one kind of bracket, no decoration. */
export function unifyHeading(cell: Cell): string {
  return UNIFIED.of(cellText(cell));
}

const UNIFIED = new Remembered((text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[[\]{}【】〔〕〈〉<>「」『』_・:"~]/g, (mark) => BRACKETS[mark] ?? ''),
);

/** Units and remarks in brackets that do not change what a column is. */
const DECORATION =
  /\((cm|kg|kg\/m2|kg\/m²|kg\/㎡|%|mmhg|mg\/dl|ml\/min\/1\.73m2|ml\/分\/1\.73m2|ml\/min|点|円|件|剤|種類|歳|有無|コード|名称|当年度|今年度|本年度|現年度|抽出年度|1男2女|1男性2女性|男1女2|西暦|和暦|必須|※)\)$/;

interface Entry {
  readonly field: FieldId;
  readonly priority: number;
}

const ALIASES = new Map<string, Entry>();
const ITEM_CODES = new Map<string, Entry>();
for (const id of FIELD_IDS) {
  const { aliases, itemCodes = [] } = FIELDS[id];
  aliases.forEach((alias, priority) => ALIASES.set(unifyHeading(alias), { field: id, priority }));
  itemCodes.forEach((code, priority) =>
    ITEM_CODES.set(code.toLowerCase(), { field: id, priority: aliases.length + priority }),
  );
}

/** Fields of earlier years, and the field of the year itself that they belong to. */
const EARLIER = new Map<FieldId, { readonly base: FieldId; readonly back: number }>();
for (const base of FIELD_IDS) {
  FIELDS[base].yearsBack?.forEach((field, index) => EARLIER.set(field, { base, back: index + 1 }));
}

const CARE_NUMBER = /^(介護保険?|介護保険の)被保険者証?番号$|^被保険者証?番号\(介護(保険)?\)$|^介護保険(証)?番号$/;
const ERA_HEADING = /^(生年月日)?\(?元号(コード)?\)?$|^生年月日元号(コード)?$/;
const QUALIFICATION = /^資格区分/;
const JDS = /^(hba1c|ヘモグロビンa1c)\(?jds(値)?\)?$/;
const EXPORT_YEAR = /^(抽出|抽出対象|対象|集計|会計)?年度(\((西暦|和暦)\))?$/;
const VALID_FROM = /^(要介護)?認定(有効)?(期間)?(開始|適用)(年月)?日$|^有効(期間)?開始(年月)?日$/;
const VALID_TO = /^(要介護)?認定(有効)?(期間)?終了(年月)?日$|^有効(期間)?(終了|満了)(年月)?日$/;
/** H/L marks of FKAC167 (ＨＬ身長 …): whether a value lies outside the laboratory's limits. */
const HIGH_LOW =
  /^hl(?=身長|体重|bmi|内臓|腹囲|収縮|拡張|中性|hdl|ldl|got|gpt|γ|空腹|随時|hba1c|ヘマト|血色|赤血|クレアチニン|egfr|尿)/;
/** Item codes anywhere in a heading: 身長(9N001000000000001). */
const ITEM_CODE = /(?:^|[^0-9a-z])(\d[a-z]\d{3})(?:\d{12})?(?=$|[^0-9a-z])/;
/** What somebody said at the check-up about medicines: it never replaces what the receipts say. */
const SAID_MEDICINES = /^服薬[1-3]?\((血圧|血糖|脂質)\)$|^9n7(01|06|11)(\d{12})?$/;
const QUESTION_NUMBER = /^(?:後期高齢者の?)?質問票?(?:項目|no\.?|番号|問)?\(?(\d{1,2})\)?(?!\d|年|か月|カ月|回|日)/;

/** Headings of the 標準的な質問票 (特定健診) that could be taken for questions of 後期高齢者の質問票. */
const OTHER_QUESTIONNAIRE = new Set(
  [
    '喫煙', '20歳からの体重変化', '30分以上の運動習慣', '歩行又は身体活動', '歩行速度', '1年間の体重変化', '食べ方1(早食い等)',
    '食べ方2(就寝前)', '食べ方3(夜食/間食)', '食べ方3(間食)', '食習慣', '飲酒', '飲酒量', '睡眠', '生活習慣の改善', '保健指導の希望',
    '咀嚼', '運動習慣', '体重変化',
  ].map(unifyHeading),
); // prettier-ignore

function byName(name: string): Entry | null {
  let bare = name;
  for (let turn = 0; turn < 3; turn++) {
    const entry = ALIASES.get(bare);
    if (entry) return entry;
    const stripped = bare.replace(DECORATION, '');
    if (stripped === bare) break;
    bare = stripped;
  }
  return null;
}

/** A heading with a year in it, once the rest of it is known. */
function byYearMark(name: string): HeadingMeaning | null {
  for (const { rest, back = 0, year } of yearMarksOf(name)) {
    const entry = byName(rest) ?? byItemCode(rest);
    if (!entry) continue;
    const { base, back: own } = EARLIER.get(entry.field) ?? { base: entry.field, back: 0 };
    if (own > 0) continue;
    const yearly = { base, back, ...(year !== undefined && { year }) };
    const field = fieldOfYear(base, back);
    if (field) return { field, priority: entry.priority, yearly };
    return { field: null, priority: entry.priority, remark: `${back} 年前の値は使いません`, yearly };
  }
  return null;
}

function byItemCode(name: string): Entry | null {
  const code = ITEM_CODE.exec(name)?.[1];
  return code === undefined ? null : (ITEM_CODES.get(code) ?? null);
}

function byQuestion(name: string): Entry | null {
  const number = Number(QUESTION_NUMBER.exec(name)?.[1] ?? 0);
  const question = QUESTIONS.find(
    (each) => each.number === number || each.phrases.some((phrase) => name.includes(phrase)),
  );
  return question ? { field: question.id, priority: 0 } : null;
}

function helperOf(name: string): HeadingMeaning | null {
  const helper = (kind: Helper, remark: string): HeadingMeaning => ({ field: null, priority: 0, helper: kind, remark });
  if (CARE_NUMBER.test(name)) return helper('careNumber', '介護保険の番号');
  if (ERA_HEADING.test(name)) return helper('era', '生年月日の元号');
  if (QUALIFICATION.test(name)) return helper('qualification', '資格の列');
  if (EXPORT_YEAR.test(name)) return helper('exportYear', 'この表の値の年度');
  if (VALID_FROM.test(name)) return helper('validFrom', '認定の有効期間');
  if (VALID_TO.test(name)) return helper('validTo', '認定の有効期間');
  return null;
}

/** Why a column that looks known is not used. */
function remarkOf(name: string): string | null {
  if (JDS.test(name) || /3d045\d*/.test(name)) return 'JDS 値のため使いません';
  if (OTHER_QUESTIONNAIRE.has(name)) return '別の質問票（標準的な質問票）の項目のため使いません';
  if (SAID_MEDICINES.test(name)) return '健診での服薬の回答です。服薬はレセプトから判定します';
  return HIGH_LOW.test(name) ? '基準値の上下を示す印（H・L）のため使いません' : null;
}

/** What a column means that a user gave a field; null: it is not to be used. */
export function mappedMeaning(field: FieldId | null): HeadingMeaning {
  if (field === null) return { field, priority: 0, isMapped: true, remark: '対応付けで使わないとしたため使いません' };
  return { field, priority: -1, isMapped: true, yearly: yearlyOf(field) };
}

const yearlyOf = (field: FieldId): HeadingMeaning['yearly'] => EARLIER.get(field) ?? { base: field, back: 0 };

/** What a heading means; null when nothing is known of it. */
export function meaningOf(heading: string): HeadingMeaning | null {
  return MEANINGS.of(heading).meaning;
}

const MEANINGS = new Remembered((heading) => ({ meaning: foundMeaning(heading) }));

function foundMeaning(heading: string): HeadingMeaning | null {
  const name = unifyHeading(heading);
  if (name === '') return null;
  const named = byName(name);
  if (named) return { ...named, yearly: yearlyOf(named.field) };
  const helper = helperOf(name);
  if (helper) return helper;
  const remark = remarkOf(name);
  if (remark) return { field: null, priority: 0, remark };
  const marked = byYearMark(name);
  if (marked) return marked;
  const other = byItemCode(name) ?? byQuestion(name);
  return other && { ...other, yearly: yearlyOf(other.field) };
}
