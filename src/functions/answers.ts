/** The answers of the functions about purposes: figures, lists, words a row, attrition, wording, reasons. */
import {
  attrition,
  countOf,
  explain,
  purposesInUse,
  wording,
  type Answer,
  type BitSet,
  type CriterionDefinition,
  type CriterionId,
  type CriterionResult,
  type Explanation,
} from '../criteria';
import { PURPOSE_WORDS, type PurposeWord } from '../catalogue';
import { AnalystError, indexOf, textAt } from '../kdb';
import { conditionsNow, type Dataset, type Line, type Target } from '../excel';
import { STATUS_WORDS } from '../plan';
import { purposeOf, single, textOf, wantedOf, withinOf } from './arguments';
import type { Shown } from './guard';
import { Share } from './share';
import { targetOf } from './target';

type Rows = readonly (readonly Shown[])[];

/** What a line of a range shows that is no person: a row that was set aside, or a blank one. */
const NOBODY = { setAside: '対象外', blank: '' } as const;

function quotient(part: number, whole: number): Rows {
  if (whole === 0) throw new AnalystError('division.byZero');
  return [[new Share(part / whole)]];
}

function answerOf({ hits, undetermined }: CriterionResult, row: number): Answer {
  if (hits.get(row)) return '該当';
  return undetermined.get(row) ? '判定不能' : '非該当';
}

/** Why the answer is what it is: the values that decided, or what is missing. */
function reasonOf({ answer, because, against, missing }: Explanation): string {
  if (answer === '判定不能') return `${missing.map(({ label }) => label).join('、')}の値がありません`;
  const values = (answer === '該当' ? because : against).map(({ value }) => value);
  return [...new Set(values)].join('、');
}

/** The rows of the answer: the lines of the range, or everybody in the order of the register; within the filter. */
function linesOf({ dataset, lines }: Target, within: BitSet | undefined): readonly Line[] {
  const all = lines ?? Array.from({ length: dataset.table.size }, (_, row) => row);
  return within === undefined ? all : all.filter((line) => typeof line === 'number' && within.get(line));
}

/** One figure of a purpose over a target. */
export function figure(target: Target, id: CriterionId, wanted: PurposeWord, within: BitSet | undefined): Rows {
  const { table, evaluator, settings } = target.dataset;
  const result = evaluator.evaluate(id, settings);
  const { hits, denominator, judged, undetermined } = countOf(table, result, within);
  switch (wanted) {
    case '人数':
      return [[hits]];
    case '分母':
      return [[denominator]];
    case '割合':
      return quotient(hits, denominator);
    case '判定可能':
      return [[judged]];
    case '判定不能':
      return [[undetermined]];
    case '発生割合':
      return quotient(hits, judged);
    case '一覧': {
      const met = within === undefined ? result.hits : result.hits.and(within);
      const ids: Shown[][] = [];
      met.forEach((row) => ids.push([textAt(table, 'personId', row)]));
      return ids;
    }
    case '判定':
      return linesOf(target, within).map((line) => [typeof line === 'string' ? NOBODY[line] : answerOf(result, line)]);
    case '理由':
      return linesOf(target, within).map((line) => [
        typeof line === 'string' ? NOBODY[line] : reasonOf(explain(table, id, settings, line)),
      ]);
  }
}

/** A purpose function: 求めるもの, 絞り込み, 対象 as Excel hands them over. */
export async function purpose(id: CriterionId, wanted: unknown, filter: unknown, data: unknown): Promise<Rows> {
  const asked = wantedOf(wanted, PURPOSE_WORDS);
  const target = await targetOf(data);
  return figure(target, id, asked, withinOf(target.dataset, filter));
}

/** EXTRACT: the same for the purpose named in the first argument. */
export async function extractPurpose(name: unknown, wanted: unknown, filter: unknown, data: unknown): Promise<Rows> {
  return purpose(purposeOf(name).id, wanted, filter, data);
}

/** CRITERIA: the sentence with the thresholds that run, and where it comes from; all in use with a header when omitted. */
export async function criteria(name: unknown): Promise<Rows> {
  const one = textOf(name) === '' ? null : purposeOf(name);
  const { settings } = await conditionsNow();
  const facts = (definition: CriterionDefinition): Shown[] => [
    wording(definition, settings),
    definition.source,
    definition.version,
    STATUS_WORDS[definition.status],
  ];
  if (one !== null) return [facts(one)];
  const header = ['抽出目的', '抽出条件', '出典', '版', '位置づけ'];
  return [header, ...purposesInUse(settings).map((definition) => [definition.name, ...facts(definition)])];
}

/** ATTRITION: who is left after each condition, with a header. */
export async function attritionTable(name: unknown, filter: unknown, data: unknown): Promise<Rows> {
  const { id } = purposeOf(name);
  const { dataset } = await targetOf(data);
  const within = withinOf(dataset, filter);
  const steps = attrition(dataset.evaluator, id, dataset.settings, within);
  return [
    ['条件', '残った人数', '除かれた人数', '判定不能'],
    ...steps.map(({ label, left, removed, undetermined }) => [label, left, removed, undetermined]),
  ];
}

/** The row of a person. Throws argument.missing, argument.person, and argument.personTwice when insurers share a number. */
function personRow({ table }: Dataset, value: unknown): number {
  const cell = single(value);
  if (cell === null || cell === undefined || cell === '')
    throw new AnalystError('argument.missing', { label: '被保険者番号' });
  const found = indexOf(table).find({ number: typeof cell === 'number' ? cell : String(cell) });
  if (found.kind === 'row') return found.row;
  if (found.kind === 'nobody') throw new AnalystError('argument.person', { value: String(cell) });
  const insurers = found.insurers.map((insurer) => insurer || '保険者番号のない人').join('・');
  throw new AnalystError('argument.personTwice', { value: String(cell), insurers });
}

/** WHY: one sentence for a purpose; without one, a table of all ten with a header. */
export async function why(person: unknown, name: unknown, data: unknown): Promise<Rows> {
  const one = textOf(name) === '' ? null : purposeOf(name);
  const { dataset } = await targetOf(data);
  const { table, settings } = dataset;
  const row = personRow(dataset, person);
  if (one !== null) return [[explain(table, one.id, settings, row).sentence]];
  return [
    ['抽出目的', '判定', '理由'],
    ...purposesInUse(settings).map(({ id, name: title }) => {
      const explanation = explain(table, id, settings, row);
      return [title, explanation.answer, reasonOf(explanation)];
    }),
  ];
}
