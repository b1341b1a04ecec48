/**
 * What the cells of a row declare, as the hidden cell of the row holds it. Each answer is named once and each declaration once for
 * all cells of the row that share it; a row needs no other cell to be read, whatever a person inserts, moves or deletes around it.
 *
 * `[[["ORAL","人数"]],{"2":0,"3,5-7":{"asks":[0],"quantity":{"unit":"割合"}},"4":[0]}]`: the answers; by places the declarations. A
 * number: the cell shows that answer and declares nothing else; a list: it rests on these answers and declares nothing else.
 */
import type { Asked, Declaration } from '../figures/formula';

/** What a declaration is spelt as: places of answers in the place of answers. */
type Spelt = number | readonly number[] | (Omit<Declaration, 'asks'> & { readonly asks?: readonly number[] });

type SpeltAnswer = readonly [name: string, ...texts: (string | number)[]];

/** Neighbouring places as one: 2,4-6. */
function placesText(places: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] + 1 === place) last[1] = place;
    else runs.push([place, place]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join();
}

function spelt({ asks, ...others }: Declaration, placeOf: (asked: Asked) => number): Spelt {
  const places = asks.map(placeOf);
  const rest = Object.keys(others);
  if (rest.length === 0) return places;
  if (rest.length === 1 && places.length === 1 && others.shows === 0) return places[0]!;
  return places.length === 0 ? others : { asks: places, ...others };
}

/** What the cells of a row declare, by their place, null: nothing; '' where none declares anything. */
export function spellDeclarations(declared: readonly (Declaration | null)[]): string {
  const answers = new Map<string, number>();
  const placeOf = ({ name, texts }: Asked): number => {
    const answer = JSON.stringify([name, ...texts] satisfies SpeltAnswer);
    const known = answers.get(answer) ?? answers.size;
    answers.set(answer, known);
    return known;
  };
  const cells = new Map<string, number[]>();
  declared.forEach((each, place) => {
    if (each === null) return;
    const text = JSON.stringify(spelt(each, placeOf));
    const places = cells.get(text);
    if (places === undefined) cells.set(text, [place]);
    else places.push(place);
  });
  if (cells.size === 0) return '';
  const named = [...cells].map(([text, places]) => `"${placesText(places)}":${text}`);
  return `[[${[...answers.keys()].join()}],{${named.join()}}]`;
}

/** Thrown and caught here: a person changed the text. */
class NotSpelt extends Error {}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function answersOf(value: unknown): Asked[] {
  if (!Array.isArray(value)) throw new NotSpelt();
  return value.map((answer: unknown): Asked => {
    if (!Array.isArray(answer)) throw new NotSpelt();
    const [name, ...texts] = answer as unknown[];
    if (typeof name !== 'string' || !texts.every((text) => typeof text === 'string' || typeof text === 'number'))
      throw new NotSpelt();
    return { name, texts: texts as (string | number)[] };
  });
}

function declarationOf(value: unknown, answers: readonly Asked[]): Declaration {
  const asksOf = (places: unknown): Asked[] => {
    if (!Array.isArray(places)) throw new NotSpelt();
    return places.map((place: unknown) => {
      const answer = typeof place === 'number' ? answers[place] : undefined;
      if (answer === undefined) throw new NotSpelt();
      return answer;
    });
  };
  if (typeof value === 'number') return { asks: asksOf([value]), shows: 0 };
  if (Array.isArray(value)) return { asks: asksOf(value) };
  if (!isRecord(value)) throw new NotSpelt();
  const { asks = [], ...others } = value as Exclude<Spelt, number | readonly number[]>;
  const answered = asksOf(asks);
  if (others.shows !== undefined && answered[others.shows] === undefined) throw new NotSpelt();
  return { asks: answered, ...others };
}

/** More places than a row of Excel has cells are no places. */
const MOST_PLACES = 16_384;

function placesOf(text: string): number[] {
  return text.split(',').flatMap((run) => {
    const found = /^(\d{1,5})(?:-(\d{1,5}))?$/u.exec(run);
    if (found === null) throw new NotSpelt();
    const from = Number(found[1]);
    const to = Number(found[2] ?? from);
    if (to < from || to >= MOST_PLACES) throw new NotSpelt();
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

/** Workbooks of before name each declaration in full, by the place of its cell. */
function readFull(value: Readonly<Record<string, unknown>>): Map<number, Declaration> {
  return new Map(
    Object.entries(value).map(([place, each]) => {
      const declared = each as Partial<Declaration> | null;
      if (!Array.isArray(declared?.asks)) throw new NotSpelt();
      return [Number(place), declared as Declaration];
    }),
  );
}

function read(value: unknown): Map<number, Declaration> {
  if (isRecord(value)) return readFull(value);
  if (!Array.isArray(value) || !isRecord(value[1])) throw new NotSpelt();
  const answers = answersOf(value[0]);
  return new Map(
    Object.entries(value[1]).flatMap(([places, each]) => {
      const declared = declarationOf(each, answers);
      return placesOf(places).map((place) => [place, declared] as const);
    }),
  );
}

/** What the cells declare, by their place. Nothing where a person changed the text. */
export function readDeclarations(text: string): ReadonlyMap<number, Declaration> {
  if (text === '') return new Map();
  try {
    return read(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotSpelt) return new Map();
    throw error;
  }
}
