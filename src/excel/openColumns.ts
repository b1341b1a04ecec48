/** The columns of a form that are open to the analyst, beside and below what is written: as wide as anybody writes there. */
const OPEN_COLUMNS = 'A:AZ';

/** Unlocks them; what is locked among them is locked afterwards. */
export function openColumns(sheet: Excel.Worksheet): void {
  sheet.getRange(OPEN_COLUMNS).format.protection.locked = false;
}
