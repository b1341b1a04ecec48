/** The evaluation of one programme: its アウトプット and アウトカム from the log and the data before and after. */
import type { PersonTable } from '../../kdb';
import { keyOf } from '../../kdb/values/personNumber';
import type { Programme } from '../programmes';
import { timeToCertification } from './certification';
import { followUpOf } from './followUp';
import { resultOf } from './indicatorResult';
import { levelOf } from './question';
import { askedOf, isKnown } from './judge';
import { participantsOf, type Participant } from './persons';
import { withOwnIndicators } from './own';
import type { SupportLog } from './supportLog';
import type { EvaluationOptions, ProgrammeEvaluation, YearsOfData } from './types';
import { people } from './words';

/** Everybody in the data who met a criterion of the programme and was not supported, whether the log names them or not. */
function candidatesOf(
  programme: Programme,
  supported: readonly Participant[],
  years: YearsOfData,
  { eligible, comparison }: EvaluationOptions,
): Participant[] {
  const { before, after } = years;
  if (eligible === undefined || comparison === undefined || before === null || after === null) return [];
  const taken = new Set(supported.map((person) => person.before));
  const hits = programme.criteria.map(eligible);
  const withInsurer = before.columns.insurer !== undefined && after.columns.insurer !== undefined;
  const rowsAfter = rowsByPerson(after, withInsurer);
  const candidates: Participant[] = [];
  for (let row = 0; row < before.size; row += 1) {
    if (taken.has(row) || !hits.some((each) => each.get(row))) continue;
    const there = rowsAfter.get(identityOf(before, row, withInsurer)) ?? -1;
    if (there >= 0) candidates.push({ record: null, before: row, after: there, years });
  }
  return candidates;
}

function identityOf({ columns: { personId, insurer } }: PersonTable, row: number, withInsurer: boolean): string {
  const of = withInsurer && insurer !== undefined ? keyOf(insurer.values[insurer.codes[row]!] ?? '') : '';
  return `${of} ${keyOf(personId?.values[personId.codes[row]!] ?? '')}`;
}

function rowsByPerson(table: PersonTable, withInsurer: boolean): Map<string, number> {
  const rows = new Map<string, number>();
  for (let row = table.size - 1; row >= 0; row -= 1) rows.set(identityOf(table, row, withInsurer), row);
  return rows;
}

/** How many persons of the data meet a criterion of the programme; null without data, or without a criterion of its own. */
function extractedOf(
  { criteria }: Programme,
  before: PersonTable | null,
  { eligible }: EvaluationOptions,
): number | null {
  if (eligible === undefined || before === null || criteria.length === 0) return null;
  const hits = criteria.map(eligible);
  let count = 0;
  for (let row = 0; row < before.size; row += 1) if (hits.some((each) => each.get(row))) count += 1;
  return count;
}

/** 未支援 by 状況. */
function notSupportedBy(persons: readonly Participant[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { record } of persons) {
    const status = record?.status ?? '記載なし';
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

function noticesOf(programme: Programme, persons: readonly Participant[], years: YearsOfData): string[] {
  const absent = years.before === null ? 0 : persons.filter(({ before }) => before < 0).length;
  return [
    ...(persons.length === 0 ? [`支援記録に「${programme.name}」の人がいません。`] : []),
    ...(absent > 0
      ? [
          `支援記録の ${people(absent)}は抽出年度のデータにいません（番号を確かめてください）。支援記録の値だけで評価しています。`,
        ]
      : []),
    ...(years.after === null ? ['評価年度のデータがないため、支援記録に書かれた値だけで評価しています。'] : []),
  ];
}

/**
 * Evaluates a programme. 対象者 are the persons of the log in it, each once; what the log says of a person goes before the
 * data, and a check-up counts as "after" only when it lies after 支援開始日. `before` is the data of 抽出年度, `after` those
 * of 評価年度; either may be null.
 *
 * Source: `PROGRAMME_SOURCE`; denominators as the practice reports use them (介入人数), each said in `denominatorWords`.
 */
export function evaluateProgramme(
  listed: Programme,
  log: SupportLog,
  before: PersonTable | null,
  after: PersonTable | null,
  options: EvaluationOptions = {},
): ProgrammeEvaluation {
  const years = { before, after };
  const persons = participantsOf(listed, log, years);
  const programme = withOwnIndicators(
    listed,
    log,
    persons.flatMap(({ record }) => record ?? []),
  );
  const isSupported = ({ record }: Participant): boolean => record?.supported === true;
  const supported = persons.filter(isSupported);
  const candidates = candidatesOf(programme, supported, years, options);
  const results = programme.indicators.map((indicator) =>
    resultOf({
      programme,
      indicator,
      targeted: askedOf(indicator.rule, persons),
      supported: askedOf(indicator.rule, supported),
      candidates,
      options,
    }),
  );
  const telling = programme.indicators
    .filter(({ level, rule }) => level === 'outcome' && rule.saysNothingOfFollowUp === undefined)
    .map(({ rule }) => rule);
  const isFollowed = (person: Participant): boolean =>
    telling.some((rule) => askedOf(rule, [person]).length > 0 && isKnown(rule, person));
  const unsupported = persons.filter((person) => !isSupported(person));
  return {
    programme,
    extracted: extractedOf(programme, years.before, options),
    targeted: persons.length,
    supported: supported.length,
    notSupported: unsupported.length,
    notSupportedBy: notSupportedBy(unsupported),
    output: results.filter(({ indicator }) => indicator.level === 'output'),
    outcome: results.filter(({ indicator }) => indicator.level === 'outcome'),
    followUp: followUpOf(supported, isFollowed),
    ...(options.comparison === undefined ? {} : { certification: timeToCertification(supported, levelOf(options)) }),
    notices: noticesOf(programme, persons, years),
  };
}
