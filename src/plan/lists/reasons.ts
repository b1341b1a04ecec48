/** 理由 of a list: the values that made a person a target, in full and short. */
import { explain, valueWord, type CriteriaSettings, type CriterionId } from '../../criteria';
import { FIELDS, type FieldId, type PersonTable } from '../../kdb';

const YEAR_MARK = /^(\S+?)(?:（(前年度|\d年前)）)? (.+)$/;
const THIS_YEAR = '当年度';
/** Several years in a row, in short. */
const SPANS: Readonly<Record<string, string>> = {
  [`${THIS_YEAR}・前年度`]: '2年とも',
  [`${THIS_YEAR}・前年度・2年前`]: '3年とも',
  [`${THIS_YEAR}・前年度・2年前・3年前`]: '4年とも',
  '前年度・2年前・3年前': '前の3年とも',
};

/** The same value in several years is said once: "高血圧薬 あり（前年度・2年前）". */
function yearsTogether(values: readonly string[]): string[] {
  const groups = new Map<string, { readonly text: string; readonly years: string[] }>();
  for (const value of new Set(values)) {
    const [, name, year = THIS_YEAR, word] = YEAR_MARK.exec(value) ?? [];
    const text = name === undefined ? value : `${name} ${word}`;
    const group = groups.get(text) ?? { text: value, years: [] };
    group.years.push(year);
    groups.set(text, group);
  }
  return [...groups].map(([text, { text: first, years }]) =>
    years.length === 1 ? first : `${text}（${years.join('・')}）`,
  );
}

/** 理由 in full: every value of the conditions that were true. */
export function reasonText(table: PersonTable, id: CriterionId, settings: CriteriaSettings, row: number): string {
  const values = explain(table, id, settings, row).because.map(({ value }) => value);
  return yearsTogether(values).join('、');
}

/** A field as a nurse says it: 体重変化 for 質問票⑥, 嚥下 for 質問票⑤, 医科入院 for 医科入院レセ件数. */
export function plainName(field: FieldId): string {
  const { label, title } = FIELDS[field];
  const name = /（(.+)）$/u.exec(title ?? '')?.[1] ?? title ?? label;
  return name.replace(/\((前年度|\d年前)\)$/u, '').replace(/レセ件数$|受診$/u, '');
}

/** Values that are written with one decimal wherever they stand. */
const ONE_DECIMAL: ReadonlySet<FieldId> = new Set<FieldId>(['bmi', 'hba1c']);

function plainWord(table: PersonTable, field: FieldId, row: number): string {
  const column = table.columns[field];
  if (column?.kind === 'count' && column.values[row] === 0) return 'なし';
  if (column?.kind === 'measure' && ONE_DECIMAL.has(field)) {
    const word = valueWord(table, field, row);
    return word.replace(/^[\d.]+/u, (number) => Number(number).toFixed(1));
  }
  return valueWord(table, field, row);
}

/**
 * 理由 in short, for a list: what says the same is said together, e.g. 「健診・医科入院・歯科 なし（2年とも）」. '' for a
 * person who is no target.
 */
export function shortReason(table: PersonTable, id: CriterionId, settings: CriteriaSettings, row: number): string {
  const words = new Map<string, { readonly name: string; readonly word: string; readonly years: Set<string> }>();
  for (const { field } of explain(table, id, settings, row).because) {
    const [name, word] = [plainName(field), plainWord(table, field, row)];
    const year = /\((前年度|\d年前)\)$/u.exec(FIELDS[field].label)?.[1] ?? THIS_YEAR;
    const said = words.get(`${name} ${word}`) ?? { name, word, years: new Set<string>() };
    said.years.add(year);
    words.set(`${name} ${word}`, said);
  }
  const groups = new Map<string, { readonly names: string[]; readonly word: string; readonly years: string }>();
  for (const { name, word, years } of words.values()) {
    const all = [...years].join('・');
    const when = SPANS[all] ?? all;
    const group = groups.get(`${word} ${when}`) ?? { names: [], word, years: when };
    group.names.push(name);
    groups.set(`${word} ${when}`, group);
  }
  return [...groups.values()]
    .map(({ names, word, years }) => `${names.join('・')} ${word}${years === THIS_YEAR ? '' : `（${years}）`}`)
    .join('、');
}
