/** Formulas that know what they ask: the text of a formula, and the answers of our functions that its figure rests on. */
import { rangesIn } from '../../formula';
import type { Quantity } from './quantity';

/** One answer of a function of ours that a figure rests on. */
export interface Asked {
  /** The function without its namespace: LOWNUTRITION. */
  readonly name: string;
  /** Its arguments as texts, '' for one that is left out; a number: the text of the cell that this reference of the formula names. */
  readonly texts: readonly (string | number)[];
}

/** What a figure is, declared where it is written. A figure that asks nothing is made of the cells that its formula names. */
export interface Declaration {
  readonly asks: readonly Asked[];
  /** Place in `asks` of the answer that the cell shows as it is, or a dash in its place. */
  readonly shows?: number;
  /** The cell shows a sum of cells: for each reference of the formula + for one that is added, - for one taken away, . for others. */
  readonly sum?: string;
  /** A number of persons that no function answers, such as one that a person counts. */
  readonly isPersons?: true;
  /** What kind of number the cell shows, where what it asks does not tell it. */
  readonly quantity?: Quantity;
}

export const NOTHING_ASKED: Declaration = { asks: [] };

/** Answers of a part of a formula as answers of the whole, whose references before the part come first. */
function moved(asks: readonly Asked[], before: string): readonly Asked[] {
  if (!asks.some(({ texts }) => texts.some((text) => typeof text === 'number'))) return asks;
  const shift = rangesIn(before).length;
  return asks.map(({ name, texts }) => ({
    name,
    texts: texts.map((text) => (typeof text === 'number' ? text + shift : text)),
  }));
}

export class Formula {
  constructor(
    readonly text: string,
    readonly declares: Declaration,
  ) {}

  /** The same answer inside a condition: `before` and `after` stand around it, and what they show instead is no figure. */
  within(before: string, after: string): Formula {
    return new Formula(`${before}${this.text}${after}`, { ...this.declares, asks: moved(this.declares.asks, before) });
  }

  /** As a whole formula. */
  whole(): Formula {
    return this.within('=', '');
  }

  /** A formula inside a plain text would lose what it declares: a defect of the builder. */
  toString(): never {
    throw new Error(`a formula inside a plain text: ${this.text}`);
  }
}

export type Part = Formula | string | number;

/** A formula of parts; it rests on what they ask. A template: formula`=${call}/${cell}`. */
export function formula(strings: TemplateStringsArray, ...parts: readonly Part[]): Formula {
  let text = strings[0]!;
  const asks: Asked[] = [];
  parts.forEach((part, index) => {
    if (part instanceof Formula) asks.push(...moved(part.declares.asks, text));
    text += `${part instanceof Formula ? part.text : part}${strings[index + 1]!}`;
  });
  return new Formula(text, { asks });
}

/** A part as a formula; a plain one asks nothing. */
export const formulaFrom = (part: Part): Formula => (part instanceof Formula ? part : formula`${part}`);

/** Parts one behind the other. */
export function joined(parts: readonly Part[], between: string): Formula {
  return parts.reduce<Formula>(
    (all, part, index) => (index === 0 ? formula`${part}` : formula`${all}${between}${part}`),
    formula``,
  );
}

/** A formula that adds and takes away cells; `signs`: see `Declaration.sum`. */
export const sumFormula = (text: string, signs: string): Formula => new Formula(text, { asks: [], sum: signs });

/** A formula that counts persons whom no function of ours counts. */
export const personsFormula = (text: string): Formula => new Formula(text, { asks: [], isPersons: true });

/** The cell of another argument, as it stands in the formula. */
export interface CellArgument {
  readonly cell: string;
}

/** '' and other texts stand in quotes, null leaves an argument out, `as` stands as it is. */
export type Argument = string | null | CellArgument | { readonly as: string };

const quotedText = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** One answer of a function of ours. */
export function ask(name: string, ...given: readonly Argument[]): Formula {
  const last = given.reduce<number>((end, argument, index) => (argument === null ? end : index + 1), 0);
  let cells = 0;
  const texts: (string | number)[] = [];
  const written = given.slice(0, last).map((argument) => {
    if (argument === null) {
      texts.push('');
      return '';
    }
    if (typeof argument === 'string') {
      texts.push(argument);
      return quotedText(argument);
    }
    if ('cell' in argument) {
      texts.push(cells);
      cells += 1;
      return argument.cell;
    }
    texts.push(argument.as.replaceAll('"', ''));
    return argument.as;
  });
  return new Formula(`IKKATSU.${name}(${written.join(',')})`, { asks: [{ name, texts }], shows: 0 });
}

/** What a cell of a form takes from a formula. */
export function declared(from: Formula | string): { readonly figure: string; readonly declares: Declaration } {
  return from instanceof Formula
    ? { figure: from.text, declares: from.declares }
    : { figure: from, declares: NOTHING_ASKED };
}

/** The formula of a cell, without its sign, to stand inside another. */
export function formulaOf(cell: { readonly figure: string; readonly declares?: Declaration }): Formula {
  return new Formula(cell.figure.replace(/^=/u, ''), cell.declares ?? NOTHING_ASKED);
}
