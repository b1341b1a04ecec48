/** Counts and sums by many criteria: the engine looks through the whole range for each of them, also for those that are alike. */
import {
  ArrayValueObject,
  type BaseReferenceObject,
  type BaseValueObject,
  type FunctionVariantType,
  IFunctionService,
} from '@univerjs/engine-formula';

/** Function → which of its arguments are criteria: the first of them, and whether more follow, every other one. */
const CRITERIA: Readonly<Record<string, { readonly first: number; readonly several: boolean }>> = {
  COUNTIF: { first: 1, several: false },
  SUMIF: { first: 1, several: false },
  AVERAGEIF: { first: 1, several: false },
  COUNTIFS: { first: 1, several: true },
  SUMIFS: { first: 2, several: true },
  AVERAGEIFS: { first: 2, several: true },
  MAXIFS: { first: 2, several: true },
  MINIFS: { first: 2, several: true },
};

type Calculate = (...variants: BaseValueObject[]) => BaseValueObject;

/** Teaches an engine to ask for each criterion once: the answers are the same, the time is no longer quadratic. */
export function shareRepeatedCriteria(functions: IFunctionService): void {
  for (const [name, { first, several }] of Object.entries(CRITERIA)) {
    const executor = functions.getExecutor(name);
    if (!executor) continue;
    const calculate = executor.calculate.bind(executor) as Calculate;
    const isCriterion = (index: number): boolean =>
      index === first || (several && index > first && (index - first) % 2 === 0);
    executor.calculate = (...variants: BaseValueObject[]) => answered(calculate, variants, isCriterion);
  }
}

const valuesOf = (variant: BaseValueObject): ArrayValueObject | null => {
  if ((variant as FunctionVariantType).isReferenceObject())
    return (variant as unknown as BaseReferenceObject).toArrayValueObject();
  return variant.isArray() ? (variant as ArrayValueObject) : null;
};

function answered(
  calculate: Calculate,
  variants: BaseValueObject[],
  isCriterion: (index: number) => boolean,
): BaseValueObject {
  const given = variants.map((variant, index) => (isCriterion(index) ? valuesOf(variant) : null));
  const arrays = given.filter((array) => array !== null);
  const [one] = arrays;
  if (one === undefined) return calculate(...variants);
  const [rows, columns] = [one.getRowCount(), one.getColumnCount()];
  const isAlike = arrays.every((array) => array.getRowCount() === rows && array.getColumnCount() === columns);
  if (!isAlike || rows * columns < 2) return calculate(...variants);
  const placeOf = new Map<string, number>();
  const distinct: [row: number, column: number][] = [];
  const places = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => {
      const key = JSON.stringify(arrays.map((array) => keyOf(cellOf(array, row, column))));
      let place = placeOf.get(key);
      if (place === undefined) {
        place = distinct.push([row, column]) - 1;
        placeOf.set(key, place);
      }
      return place;
    }),
  );
  if (distinct.length === rows * columns) return calculate(...variants);
  const asked = variants.map((variant, index) => {
    const array = given[index];
    return array ? columnOf(distinct.map(([row, column]) => cellOf(array, row, column))) : variant;
  });
  const answer = calculate(...asked);
  if (answer.isError()) return answer;
  const answerAt = (place: number): BaseValueObject | null =>
    answer.isArray() ? cellOf(answer as ArrayValueObject, place, 0) : answer;
  return arrayOf(places.map((row) => row.map(answerAt)));
}

const cellOf = (array: ArrayValueObject, row: number, column: number): BaseValueObject | null =>
  array.get(row, column) ?? null;

/** Criteria with one key are answered alike: same kind, same value. */
function keyOf(criterion: BaseValueObject | null): unknown[] {
  if (criterion === null || criterion.isNull()) return [];
  return [criterion.isError() ? 'error' : typeof criterion.getValue(), criterion.isBoolean(), criterion.getValue()];
}

const columnOf = (values: readonly (BaseValueObject | null)[]): ArrayValueObject =>
  arrayOf(values.map((value) => [value]));

function arrayOf(rows: (BaseValueObject | null)[][]): ArrayValueObject {
  return ArrayValueObject.create({
    calculateValueList: rows,
    rowCount: rows.length,
    columnCount: rows[0]?.length ?? 0,
    unitId: '',
    sheetId: '',
    row: -1,
    column: -1,
  });
}
