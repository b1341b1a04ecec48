/** The analyst's sheets of a saved workbook as the add-in would read them: which are exports, and under which mapping and origin. */
import {
  HIDDEN_SHEETS_SETTING,
  looksLikeSource,
  MAPPINGS_SETTING,
  mappingsFrom,
  ORIGINS_SETTING,
  originsFrom,
  withMapping,
  type Cell,
  type SourceInput,
} from '../kdb';

type Rows = readonly (readonly Cell[])[];

/** A header stands in the first rows; nothing else is read of sheets that have none. */
export const HEAD_ROWS = 60;

export class SourceSheets {
  private readonly origins;
  private readonly mappings;
  private readonly isHiddenIncluded: boolean;

  /** @param kept what the add-in keeps in the workbook, by name */
  constructor(kept: ReadonlyMap<string, unknown>) {
    this.origins = originsFrom(kept.get(ORIGINS_SETTING));
    this.mappings = mappingsFrom(kept.get(MAPPINGS_SETTING));
    this.isHiddenIncluded = kept.get(HIDDEN_SHEETS_SETTING) === true;
  }

  /** What of the add-in's settings says how sheets are read, in one text. */
  get spelt(): string {
    return JSON.stringify([this.origins, this.mappings, this.isHiddenIncluded]);
  }

  private inputWith(sheet: string, rows: Rows, isHidden: boolean): SourceInput {
    const [origin, mapping] = [this.origins[sheet], this.mappings[sheet]];
    const input = {
      file: sheet,
      rows: () => rows,
      ...(origin === undefined ? {} : { origin }),
      ...(isHidden && !this.isHiddenIncluded && { isHidden }),
    };
    return mapping === undefined ? input : withMapping(input, mapping);
  }

  /** Whether a sheet that is none of ours is an export, by its first rows. */
  isSource(sheet: string, head: Rows, isHidden: boolean): boolean {
    return looksLikeSource(this.inputWith(sheet, head.slice(0, HEAD_ROWS), isHidden));
  }

  /** What the intake is given of a sheet: all rows of an export, the first ones of any other sheet. */
  input(sheet: string, rows: Rows, isHidden: boolean): SourceInput {
    const head = this.inputWith(sheet, rows.slice(0, HEAD_ROWS), isHidden);
    return looksLikeSource(head) ? this.inputWith(sheet, rows, isHidden) : head;
  }
}
