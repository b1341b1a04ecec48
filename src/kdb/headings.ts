/** Recognises headings: unifies their writing, understands year marks, units and item codes, and finds the field. */
import { FIELD_IDS, FIELDS } from './fields';
import { QUESTIONS } from './questionnaire';
import type { Cell, FieldId } from './types';

/** What one heading means. `field` null with a remark: known, and not used. */
export interface HeadingMeaning {
  readonly field: FieldId | null;
  /** Order among several columns of one field: the smallest that has a value answers. */
  readonly priority: number;
  readonly remark?: string;
  /** A column that is read beside a field and is none itself. */
  readonly helper?: 'era' | 'careNumber' | 'qualification';
}

const BRACKETS: Readonly<Record<string, string>> = {
  '[': '(', ']': ')', '{': '(', '}': ')', '【': '(', '】': ')', '〔': '(', '〕': ')', '〈': '(', '〉': ')',
  '<': '(', '>': ')', '「': '', '」': '', '『': '', '』': '', '_': '', '・': '', ':': '', '"': '', '~': '〜',
}; // prettier-ignore

/** A heading as it is compared: NFKC, lower case, no spaces, one kind of bracket, no decoration. */
export function unifyHeading(cell: Cell): string {
  if (cell === null) return '';
  return String(cell)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[[\]{}【】〔〕〈〉<>「」『』_・:"~]/g, (mark) => BRACKETS[mark] ?? '');
}

/** Units and remarks in brackets that do not change what a column is. */
const DECORATION =
  /\((cm|kg|kg\/m2|kg\/m²|kg\/㎡|%|mmhg|mg\/dl|ml\/min\/1\.73m2|ml\/分\/1\.73m2|ml\/min|点|円|件|剤|種類|歳|有無|コード|名称|当年度|今年度|本年度|現年度|抽出年度|1男2女|1男性2女性|男1女2|西暦|和暦|必須|※)\)$/;

/** Year marks of a heading, and how many years back they lead. */
const YEAR_MARKS: readonly (readonly [RegExp, number])[] = [
  [/前々年度|前々年|2年前|2年度前|二年前/, 2],
  [/3年前|3年度前|三年前/, 3],
  [/前年度|前年|昨年度|1年前/, 1],
];

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

const CARE_NUMBER = /^(介護保険?|介護保険の)被保険者証?番号$|^被保険者証?番号\(介護(保険)?\)$|^介護保険(証)?番号$/;
const ERA_HEADING = /^(生年月日)?\(?元号(コード)?\)?$|^生年月日元号(コード)?$/;
const QUALIFICATION = /^資格区分/;
const JDS = /^(hba1c|ヘモグロビンa1c)\(?jds(値)?\)?$/;
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

function byYearMark(name: string): { readonly base: Entry; readonly yearsBack: number } | null {
  for (const [mark, yearsBack] of YEAR_MARKS) {
    if (!mark.test(name)) continue;
    const base = byName(
      name
        .replace(mark, '')
        .replace('()', '')
        .replace(/^の|の$/, ''),
    );
    return base && { base, yearsBack };
  }
  return null;
}

function byQuestion(name: string): Entry | null {
  const number = Number(QUESTION_NUMBER.exec(name)?.[1] ?? 0);
  const question = QUESTIONS.find(
    (each) => each.number === number || each.phrases.some((phrase) => name.includes(phrase)),
  );
  return question ? { field: question.id, priority: 0 } : null;
}

/** What a heading means; null when nothing is known of it. */
export function meaningOf(heading: string): HeadingMeaning | null {
  const name = unifyHeading(heading);
  if (name === '') return null;
  const named = byName(name);
  if (named) return named;
  if (CARE_NUMBER.test(name)) return { field: null, priority: 0, helper: 'careNumber', remark: '介護保険の番号' };
  if (ERA_HEADING.test(name)) return { field: null, priority: 0, helper: 'era', remark: '生年月日の元号' };
  if (QUALIFICATION.test(name)) return { field: null, priority: 0, helper: 'qualification', remark: '資格の列' };
  if (JDS.test(name) || /^3d045/.test(name)) return { field: null, priority: 0, remark: 'JDS 値のため使いません' };
  if (OTHER_QUESTIONNAIRE.has(name))
    return { field: null, priority: 0, remark: '別の質問票（標準的な質問票）の項目のため使いません' };
  const marked = byYearMark(name);
  if (marked) {
    const field = FIELDS[marked.base.field].yearsBack?.[marked.yearsBack - 1];
    if (field) return { field, priority: marked.base.priority };
    return { field: null, priority: 0, remark: `${marked.yearsBack} 年前の値は使いません` };
  }
  if (/^\d[a-z]\d{3}(\d{12})?$/.test(name)) return ITEM_CODES.get(name.slice(0, 5)) ?? null;
  return byQuestion(name);
}
