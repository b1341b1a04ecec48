/** What Excel gives to custom functions at run time, and what a cell would show of their answers. */
export class ExcelError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message);
  }
}

const ErrorCode = {
  invalidValue: '#VALUE!',
  notAvailable: '#N/A',
  divisionByZero: '#DIV/0!',
  invalidNumber: '#NUM!',
};
Object.assign(globalThis, { CustomFunctions: { Error: ExcelError, ErrorCode } });

/** The rectangle of an answer, checked to be one: no holes, nothing that is no text, finite number or yes/no. */
export async function cells(answer: unknown[][] | Promise<unknown[][]>): Promise<unknown[][]> {
  const rows = await answer;
  for (const row of rows) {
    expect(row).toHaveLength(rows[0]!.length);
    for (const cell of row)
      expect(typeof cell === 'string' || typeof cell === 'boolean' || Number.isFinite(cell)).toBe(true);
  }
  return rows;
}

/** The first cell of an answer. */
export async function first(answer: unknown[][] | Promise<unknown[][]>): Promise<unknown> {
  return (await cells(answer))[0]![0];
}

/** The error value of an answer that is one, with its sentence after a blank; or what it answered instead. Functions that answer at once are called here. */
export async function refusal(answer: Promise<unknown[][]> | (() => unknown[][])): Promise<string> {
  try {
    return JSON.stringify(await (typeof answer === 'function' ? answer() : answer));
  } catch (error) {
    return error instanceof ExcelError
      ? `${error.code} ${error.message}`.trim()
      : `not an error of Excel: ${String(error)}`;
  }
}

/** A column of cells, as Excel hands over a range. */
export const column = (values: readonly unknown[]): unknown[][] => values.map((value) => [value]);
/** A row of cells. */
export const row = (values: readonly unknown[]): unknown[][] => [[...values]];
