/** One person judged by the rule of an indicator: what was reached, the state or the value of a time; the one reader of the rules. */
import { asked, orTruth, type Truth, type ValueOf } from '../../criteria';
import type { FieldId, PersonTable } from '../../kdb';
import { frailtyScore } from '../frailtyScore';
import type { IndicatorRule, OutcomeEvent, OutcomeMeasure, OutcomeState, WrittenCell } from '../outcomeRule';
import { dentalReceiptsAfter } from './dentalReceipts';
import { MOVES } from './moves';
import {
  answersOf,
  careLevelOf,
  checkupCounts,
  numberAt,
  tableAt,
  valueOf,
  type Participant,
  type When,
} from './persons';
import { anySaid } from './said';
import { SUPPORT_MEASURES, type SupportMeasure } from './supportLog';

/** true, false, or null where the record and the data say nothing. */
export type Judged = boolean | null;

const truthOf = (judged: Judged): Truth => (judged === null ? 'unknown' : judged ? 'true' : 'false');
const judgedOf = (truth: Truth): Judged => (truth === 'unknown' ? null : truth === 'true');

const isLost = ({ record }: Participant): boolean =>
  record?.status === '死亡' || record?.status === '転出' || record?.status === '資格喪失' || record?.status === '中断';

const MEASURES: ReadonlySet<string> = new Set(SUPPORT_MEASURES);

/** Values of a person at one time: what 支援記録 holds goes before the data of the year. */
const valuesAt =
  (person: Participant, when: When): ValueOf =>
  (field) =>
    MEASURES.has(field) ? valueOf(person, field as SupportMeasure, when) : numberAt(person, field, when);

type Question = ReturnType<typeof asked>;
/** Conditions made ready once a table: a column that is absent may leave a condition out. */
const ready = new WeakMap<object, WeakMap<object, Question>>();
const WITHOUT_DATA = {};

function questionOf(condition: Exclude<OutcomeState, { readonly score: string }>, table: PersonTable | null): Question {
  const key = table ?? WITHOUT_DATA;
  let known = ready.get(key);
  if (known === undefined) ready.set(key, (known = new WeakMap()));
  let question = known.get(condition);
  if (question === undefined) {
    question = asked(condition, (field: FieldId) => table?.columns[field] !== undefined);
    known.set(condition, question);
  }
  return question;
}

/** What a yes/no cell of 支援記録 says. */
function cellOf({ record }: Participant, cell: WrittenCell): Judged {
  return record === null ? null : record[cell];
}

/** Whether something was reached. */
export function reached(event: OutcomeEvent, person: Participant): Judged {
  const { record } = person;
  switch (event.is) {
    case 'written':
      if (event.referredTo === undefined) return cellOf(person, event.cell);
      return anySaid(
        (record?.visits ?? []).flatMap(({ to, confirmed }) => (to.includes(event.referredTo!) ? [confirmed] : [])),
      );
    case 'referred':
      return record?.referrals.some(({ to }) => event.to === undefined || to === event.to) === true ? true : null;
    case 'listedFor':
      return record === null ? null : record.criterion === event.criterion;
    case 'own': {
      const entry = record?.own?.[event.column] ?? null;
      return entry === null ? null : event.word === null ? entry === true : entry === event.word;
    }
    case 'entered':
      return record?.own?.[event.column] !== undefined;
    case 'data': {
      const said = judgedOf(
        questionOf(event.condition, person.years.after)((field) => numberAt(person, field, 'after')),
      );
      return said === true && event.checkup === true ? checkupCounts(person, 'after') : said;
    }
    case 'dentalReceipts':
      return dentalReceiptsAfter(person);
    case 'moved': {
      const found = MOVES[event.move].of(person);
      return found === null ? null : event.to.includes(found);
    }
    case 'firstSaid':
      for (const each of event.of) {
        const said = reached(each, person);
        if (said !== null) return said;
      }
      return null;
    case 'anySaid':
      return anySaid(event.of.map((each) => reached(each, person)));
    case 'any':
      return judgedOf(orTruth(event.of.map((each) => truthOf(reached(each, person)))));
    case 'blankIsNo':
      return reached(event.of, person) ?? (isLost(person) ? null : false);
  }
}

/** A value of one time; null where missing. */
export function measured(measure: OutcomeMeasure, person: Participant, when: When): number | null {
  if (measure === 'careLevel') return careLevelOf(person, when);
  if (measure !== 'frailtyScore') return valueOf(person, measure, when);
  const answers = answersOf(person, when);
  return answers === null ? null : frailtyScore(answers).value;
}

/** Whether a person is in the state at one time. */
export function inState(state: OutcomeState, person: Participant, when: When): Judged {
  if (!('score' in state)) return judgedOf(questionOf(state, tableAt(person, when))(valuesAt(person, when)));
  const answers = answersOf(person, when);
  const { class: found, value } = answers === null ? { class: '判定不能', value: 0 } : frailtyScore(answers);
  return found === '判定不能' ? null : value >= state.atLeast;
}

/** Whether the indicator can be answered of a person at all. */
export function isKnown(rule: IndicatorRule, person: Participant): boolean {
  switch (rule.kind) {
    case 'reached':
      return reached(rule.event, person) !== null;
    case 'state':
      return inState(rule.state, person, 'before') !== null && inState(rule.state, person, 'after') !== null;
    case 'measure':
      return measured(rule.measure, person, 'before') !== null && measured(rule.measure, person, 'after') !== null;
  }
}

/** The value before by which a comparison group is matched; null where the rule has none, or the person none. */
export function baselineOf(rule: IndicatorRule, person: Participant): number | null {
  if (rule.matchedOn === undefined) return null;
  if (rule.matchedOn !== 'state') return measured(rule.matchedOn, person, 'before');
  const was = rule.kind === 'state' ? inState(rule.state, person, 'before') : null;
  return was === null ? null : Number(was);
}

/** Those of whom the indicator is asked. */
export function askedOf(rule: IndicatorRule, persons: readonly Participant[]): readonly Participant[] {
  const { within } = rule;
  return within === undefined ? persons : persons.filter((person) => reached(within.event, person) === true);
}
