/**
 * Person-level logs made from the counts of a city's published table, and what the product's report says of them.
 * The rule: each group of a case is that many persons with the same entries, numbered on; nobody in it is real.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Cell } from '../../../src/kdb';
import type { Running } from '../../excel/addin';

export interface PrintedLine {
  readonly label: string;
  readonly indicator: string;
  readonly targeted?: number;
  readonly supported?: number;
  readonly places?: number;
  readonly count?: number;
  /** As printed, without the sign. */
  readonly percent?: string;
  /** Texts that 状況 holds. */
  readonly result?: readonly string[];
}

export interface CityCase {
  readonly city: string;
  readonly source: string;
  /** Where the table prints shares without persons: which persons were taken, and why. */
  readonly assumptions: readonly string[];
  readonly insured: Readonly<Record<string, number>>;
  readonly overview: Readonly<Record<string, number>>;
  readonly groups: readonly { readonly count: number; readonly cells: Readonly<Record<string, string | number>> }[];
  readonly gatherings: readonly {
    readonly category: string;
    readonly content: string;
    readonly area?: string;
    readonly times: number;
    readonly places?: number;
    readonly participants: number;
    readonly newcomers?: number;
    readonly referred?: number;
  }[];
  readonly typed: readonly { readonly row: string; readonly column: string; readonly value: string | number }[];
  readonly printed: readonly PrintedLine[];
  /** 絞り込みから終了まで: the row by its key, and what its cells hold by their columns. */
  readonly cases?: readonly ({ readonly key: string } & Readonly<Record<string, string | number>>)[];
  readonly breakdown?: { readonly says: string };
  readonly ageing: string;
}

export function readCase(name: string): CityCase {
  return JSON.parse(fs.readFileSync(path.join(__dirname, name, 'case.json'), 'utf8')) as CityCase;
}

/** 支援記録 of a case. */
export function logRows({ groups }: CityCase): Cell[][] {
  const headings = [...new Set(groups.flatMap(({ cells }) => Object.keys(cells)))];
  let number = 0;
  const lines = groups.flatMap(({ count, cells }) =>
    Array.from({ length: count }, (): Cell[] => {
      number += 1;
      return [String(80000000 + number), '2023/7/1', ...headings.map((heading) => cells[heading] ?? null)];
    }),
  );
  return [['被保険者番号', '対象とした日', ...headings], ...lines];
}

/** A register of as many persons as the case says. */
export function registerRows({ insured }: CityCase): Cell[][] {
  let number = 0;
  const lines = Object.entries(insured).flatMap(([area, count]) =>
    Array.from({ length: count }, (): Cell[] => {
      number += 1;
      return [String(10000000 + number), area, number % 2 === 0 ? '女' : '男', '19400401', '20150401'];
    }),
  );
  return [['被保険者番号', '圏域', '性別', '生年月日', '資格取得日'], ...lines];
}

/** One check-up of 令和5年度, from which 抽出年度 is known. */
export const CHECKUP_ROWS: Cell[][] = [
  ['被保険者番号', '健診受診日', '身長', '体重'],
  ['10000001', '20230601', 150, 50],
];

/** The lines of 通いの場記録: a group's participants spread evenly over its gatherings, the rest on the first. */
export function gatheringRows({ gatherings }: CityCase): Cell[][] {
  const shares = (sum: number, times: number): number[] => {
    const each = Math.floor(sum / times);
    return Array.from({ length: times }, (_, index) => each + (index === 0 ? sum - each * times : 0));
  };
  return gatherings.flatMap(
    ({ category, content, area = '', times, places = 1, participants, newcomers, referred }) => {
      const [all, fresh, linked] = [participants, newcomers ?? 0, referred ?? 0].map((sum) => shares(sum, times));
      return Array.from({ length: times }, (_, index): Cell[] => [
        '2023/7/1',
        category,
        `${content} 会場${(index % places) + 1}`,
        area,
        content,
        all![index]!,
        fresh![index]!,
        linked![index]!,
      ]);
    },
  );
}

/** Where a key stands on a written form: row or column, from 0. */
export function placeOf(
  cells: readonly (readonly Cell[])[],
  row: string,
  column: string,
): { row: number; column: number } {
  const at = {
    row: cells.findIndex(([first]) => String(first).startsWith(`${row}@`)),
    column: (cells[0] ?? []).findIndex((cell) => String(cell).startsWith(`${column}@`)),
  };
  if (at.row < 0 || at.column < 0) throw new Error(`no ${row} / ${column}`);
  return at;
}

/** Types values into a sheet as one step. */
export async function typeIn(
  { addin, workbook }: Running,
  sheet: string,
  cells: readonly { row: number; column: number; values: readonly (readonly Cell[])[] }[],
): Promise<void> {
  const { Excel } = addin.window as unknown as {
    Excel: { run(batch: (context: never) => Promise<void>): Promise<void> };
  };
  await Excel.run(async (context: Excel.RequestContext) => {
    for (const { row, column, values } of cells) {
      const range = context.workbook.worksheets
        .getItem(sheet)
        .getRangeByIndexes(row, column, values.length, values[0]!.length);
      range.values = values as unknown[][];
    }
    await context.sync();
  });
  await workbook.settle();
}
