/** What became of every row of a source: used, or set aside with its reason. It counts itself, so that its ledger always balances. */
import type { RowNumbers } from '../stage/rowNumbers';

/** Why a row was set aside. The words are what the analyst reads. */
export type SetAsideReason =
  | '合計行'
  | '見出しの繰り返し'
  | '番号なし'
  | '重複'
  | '資格喪失'
  | '資格取得前'
  | '資格喪失日を読めない'
  | '資格取得日を読めない'
  | '台帳にない'
  | '受診日なし'
  | '対象年度外'
  | '番号の種類が違う'
  | '読めない番号'
  | '保険者を特定できない'
  | '有効期間外'
  | '診療年月なし';

/** Why rows are set aside, in the order of their codes; code 0 is a row that is used. */
const REASONS = [
  '合計行', '見出しの繰り返し', '番号なし', '読めない番号', '番号の種類が違う', '保険者を特定できない', '台帳にない', '資格喪失', '資格取得前', '受診日なし', '対象年度外', '重複', '有効期間外', '診療年月なし', '資格喪失日を読めない', '資格取得日を読めない',
] as const satisfies readonly SetAsideReason[]; // prettier-ignore

/** A reason as a small number; `USED` for none. */
export type Disposition = number;

export const USED: Disposition = 0;

/** Code of a reason: its place in REASONS, from 1. */
export function dispositionOf(reason: (typeof REASONS)[number]): Disposition {
  return REASONS.indexOf(reason) + 1;
}

/** Row numbers that are shown for each reason. */
const EXAMPLES = 20;

/** The rows that were used, and those that were not by their reasons. rows = used + sum of setAside. */
export interface Ledger {
  readonly rows: number;
  readonly used: number;
  readonly setAside: Readonly<Partial<Record<SetAsideReason, number>>>;
  readonly setAsideRows: Readonly<Partial<Record<SetAsideReason, readonly number[]>>>;
}

/** The dispositions of the rows of one source, by data row from 0. */
export class Dispositions {
  private readonly counts = new Int32Array(REASONS.length + 1);

  /** @param codes one code a row; owned by this object from now on */
  constructor(private readonly codes: Uint8Array) {
    for (let row = 0; row < codes.length; row++) this.counts[codes[row]!]!++;
  }

  get rows(): number {
    return this.codes.length;
  }

  at(row: number): Disposition {
    return this.codes[row]!;
  }

  isUsed(row: number): boolean {
    return this.codes[row] === USED;
  }

  /** How many rows have a disposition. */
  count(disposition: Disposition): number {
    return this.counts[disposition]!;
  }

  set(row: number, disposition: Disposition): void {
    this.counts[this.codes[row]!]!--;
    this.counts[disposition]!++;
    this.codes[row] = disposition;
  }

  /** The same dispositions, to be changed on their own: those of one fiscal year. */
  copy(): Dispositions {
    return new Dispositions(this.codes.slice());
  }

  /** @param rowNumbers 1-based rows in the source by data row */
  ledger(rowNumbers: RowNumbers): Ledger {
    const setAside: Partial<Record<SetAsideReason, number>> = {};
    const setAsideRows: Partial<Record<SetAsideReason, number[]>> = {};
    let shown = 0;
    for (let row = 0; row < this.codes.length && shown < this.rows - this.counts[USED]!; row++) {
      const code = this.codes[row]!;
      if (code === USED) continue;
      shown++;
      const reason = REASONS[code - 1]!;
      setAside[reason] = (setAside[reason] ?? 0) + 1;
      const rows = (setAsideRows[reason] ??= []);
      if (rows.length < EXAMPLES) rows.push(rowNumbers.at(row));
    }
    return { rows: this.rows, used: this.counts[USED]!, setAside, setAsideRows };
  }
}
