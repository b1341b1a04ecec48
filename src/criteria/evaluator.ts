/** Answers the criteria for everybody, from the columnar person table; remembers what each predicate answered. */
import type { FieldId, PersonTable } from '../kdb';
import { BitSet } from './bitSet';
import { purposesInUse } from './definitions';
import { criterionById } from './find';
import { allUnknown, and, not, or, type Ternary } from './kleene';
import { resolve, settingKey, type FieldTest, type Resolved } from './resolve';
import { scanCodes, scanCount, scanMeasure } from './scan';
import type { Condition, CriteriaSettings, CriterionDefinition, CriterionId, CriterionResult } from './types';

/** Predicates remembered at most; the definitions need about fifty, the rest is room for thresholds tried. */
const REMEMBERED_PREDICATES = 128;

/** Answers criteria for one person table. Results are shared and cached: read them, never change them. */
export interface Evaluator {
  readonly table: PersonTable;
  evaluate(id: CriterionId, settings: CriteriaSettings): CriterionResult;
  /** The ten and the added purposes that are switched on, in the order of the definitions. */
  evaluateAll(settings: CriteriaSettings): CriterionResult[];
  /** Any condition, with the parameters of the criterion `id`. */
  evaluateCondition(condition: Condition, id: CriterionId, settings: CriteriaSettings): Ternary;
}

function keyOf(test: FieldTest): string {
  return test.kind === 'number'
    ? `${test.field}${test.relation}${test.threshold}`
    : `${test.field} in ${test.wanted.join()}`;
}

/** The settings that this criterion reads, as one text. */
function signature(definition: CriterionDefinition, settings: CriteriaSettings): string {
  return definition.parameters.map(({ id }) => String(settings[settingKey(definition.id, id)])).join('|');
}

class TableEvaluator implements Evaluator {
  private readonly predicates = new Map<string, Ternary>();
  private readonly missing = new Map<FieldId, BitSet>();
  private readonly answers = new Map<CriterionId, { signature: string; hits: BitSet; undetermined: BitSet }>();

  constructor(readonly table: PersonTable) {}

  evaluate(id: CriterionId, settings: CriteriaSettings): CriterionResult {
    const definition = criterionById(id);
    const asked = signature(definition, settings);
    let answer = this.answers.get(id);
    if (answer?.signature !== asked) {
      const { yes, unknown } = this.evaluateCondition(definition.definition, id, settings);
      answer = { signature: asked, hits: yes, undetermined: unknown };
      this.answers.set(id, answer);
    }
    return { id, hits: answer.hits, undetermined: answer.undetermined, settings };
  }

  evaluateAll(settings: CriteriaSettings): CriterionResult[] {
    return purposesInUse(settings).map(({ id }) => this.evaluate(id, settings));
  }

  evaluateCondition(condition: Condition, id: CriterionId, settings: CriteriaSettings): Ternary {
    return this.answer(
      resolve(condition, { id, settings, provided: (field) => this.table.columns[field] !== undefined }),
    );
  }

  private answer(condition: Resolved): Ternary {
    switch (condition.op) {
      case 'is':
        return this.predicate(condition.test);
      case 'not':
        return not(this.answer(condition.of));
      case 'all':
        return and(
          condition.of.map((member) => this.answer(member)),
          this.table.size,
        );
      case 'any':
        return or(
          condition.of.map((member) => this.answer(member)),
          this.table.size,
        );
    }
  }

  private predicate(test: FieldTest): Ternary {
    const key = keyOf(test);
    const remembered = this.predicates.get(key);
    // Taken out and put back, so that the map stays in order of use.
    if (remembered !== undefined) this.predicates.delete(key);
    const answer = remembered ?? this.scan(test);
    this.predicates.set(key, answer);
    if (this.predicates.size > REMEMBERED_PREDICATES) {
      const [oldest] = this.predicates.keys();
      if (oldest !== undefined) this.predicates.delete(oldest);
    }
    return answer;
  }

  private scan(test: FieldTest): Ternary {
    const { columns, size } = this.table;
    const column = columns[test.field];
    if (column === undefined) return allUnknown(size);
    const already = this.missing.get(test.field);
    const yes = new Uint32Array((size + 31) >>> 5);
    const unknown = already?.words ?? new Uint32Array(yes.length);
    const planes = { yes, unknown, known: already !== undefined };
    if (test.kind === 'number' && column.kind === 'measure') {
      scanMeasure(column, test.relation, test.threshold, planes);
    } else if (test.kind === 'number' && column.kind === 'count') {
      scanCount(column, test.relation, test.threshold, planes);
    } else if (test.kind === 'codes' && (column.kind === 'code' || column.kind === 'flag')) {
      scanCodes(column, test.wanted, planes);
    } else {
      throw new Error(`column ${test.field} is of kind ${column.kind}, which cannot answer ${keyOf(test)}`);
    }
    const missing = already ?? new BitSet(size, unknown);
    this.missing.set(test.field, missing);
    return { yes: new BitSet(size, yes), unknown: missing };
  }
}

/** An evaluator over one person table, which must not change while it is in use. */
export function createEvaluator(table: PersonTable): Evaluator {
  return new TableEvaluator(table);
}
