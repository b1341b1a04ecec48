/** Protection of the workbook and its sheets: what it forbids is said before anything is tried, and forms of ours are locked. */
import { AnalystError } from '../kdb';
import { isFormCorner } from '../plan/forms/formMark';
import { isSupported } from './dressSheet';

/** A structure that is protected lets no sheet be added. Throws AnalystError workbook.protected. */
export async function refuseProtected(context: Excel.RequestContext): Promise<void> {
  if (!isSupported('1.7')) return;
  const { protection } = context.workbook;
  protection.load('protected');
  await context.sync();
  if (protection.protected) throw new AnalystError('workbook.protected');
}

/** What may still be done on a form whose formula cells are locked: looks, sizes, filters, more rows and columns, charts. */
const ALLOWED: Excel.WorksheetProtectionOptions = {
  allowAutoFilter: true,
  allowEditObjects: true,
  allowEditScenarios: true,
  allowFormatCells: true,
  allowFormatColumns: true,
  allowFormatRows: true,
  allowInsertColumns: true,
  allowInsertHyperlinks: true,
  allowInsertRows: true,
  allowDeleteColumns: true,
  allowDeleteRows: true,
  allowSort: true,
};

const SETTINGS_KEY = 'IKKATSU.protection';

/** What the workbook keeps of the locks. */
interface Locks {
  /** The analyst turned the protection off. */
  readonly isOff: boolean;
  /** Forms whose formula cells we locked; where they are protected, it is by us and without a password. */
  readonly forms: readonly string[];
}
const NO_LOCKS: Locks = { isOff: false, forms: [] };

function locksOf(setting: Excel.Setting): Locks {
  if (setting.isNullObject) return NO_LOCKS;
  try {
    return { ...NO_LOCKS, ...(JSON.parse(String(setting.value)) as Partial<Locks>) };
  } catch {
    return NO_LOCKS;
  }
}

const settingOf = (context: Excel.RequestContext): Excel.Setting =>
  context.workbook.settings.getItemOrNullObject(SETTINGS_KEY).load('value');

const keep = (context: Excel.RequestContext, locks: Locks): void =>
  void context.workbook.settings.add(SETTINGS_KEY, JSON.stringify(locks));

interface Closed {
  /** Protected by us: they can be opened. */
  readonly ours: readonly string[];
  /** Protected by somebody else. */
  readonly others: readonly string[];
}

/** A sheet by its id, with what it was called when we wrote to it: the analyst may have renamed it since. */
export interface SheetWritten {
  readonly sheet: string;
  readonly name: string;
}

/** Which of the sheets are protected, given by names, by ids, or as we wrote to them; those that are gone are left out. */
async function closedSheets(context: Excel.RequestContext, sheets: Iterable<string | SheetWritten>): Promise<Closed> {
  const written = [...sheets].map((each) => (typeof each === 'string' ? { sheet: each, name: each } : each));
  const asked = [...new Map(written.map((each) => [each.sheet, each])).values()].map(({ sheet: key, name }) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(key).load('name');
    return { sheet, formerly: name, protection: sheet.protection.load('protected') };
  });
  if (asked.length === 0) return { ours: [], others: [] };
  const setting = settingOf(context);
  await context.sync();
  const { forms, isOff } = locksOf(setting);
  // Where ours is turned off, the analyst protected the sheet.
  const areOurs = (names: readonly string[]): boolean => !isOff && names.some((name) => forms.includes(name));
  const closed = asked
    .filter(({ sheet, protection }) => !sheet.isNullObject && protection.protected)
    .map(({ sheet: { name }, formerly }) => ({ name, isOurs: areOurs([name, formerly]) }));
  const namesWhere = (wanted: boolean): string[] =>
    closed.filter(({ isOurs }) => isOurs === wanted).map(({ name }) => name);
  return { ours: namesWhere(true), others: namesWhere(false) };
}

const refusal = (sheets: readonly string[]): AnalystError =>
  new AnalystError('sheet.protected', { sheets: [...new Set(sheets)].join('」「') });

/**
 * A protected sheet takes no writes: formats cannot be put back even in its unlocked cells. Throws AnalystError sheet.protected
 * with the names of the sheets in the way; `sheets` are names or ids.
 */
export async function refuseProtectedSheets(context: Excel.RequestContext, sheets: Iterable<string>): Promise<void> {
  const { ours, others } = await closedSheets(context, sheets);
  if (ours.length + others.length > 0) throw refusal([...ours, ...others]);
}

/** Takes our protection off; a form that got a password since then stays closed. Returns those that are open now. */
async function open(context: Excel.RequestContext, names: readonly string[]): Promise<string[]> {
  const opened: string[] = [];
  for (const name of names) {
    try {
      context.workbook.worksheets.getItem(name).protection.unprotect();
      await context.sync();
      opened.push(name);
    } catch {
      // A password: said by whoever needs the sheet.
    }
  }
  return opened;
}

/** Protects those of the forms that stand and are open. A refusal of Excel leaves a form open and is no failed job. */
async function close(context: Excel.RequestContext, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  try {
    const found = names.map((name) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject(name).load('name');
      return { sheet, protection: sheet.protection.load('protected') };
    });
    const setting = settingOf(context);
    await context.sync();
    const locks = locksOf(setting);
    const standing = found.filter(({ sheet }) => !sheet.isNullObject);
    keep(context, { ...locks, forms: [...new Set([...locks.forms, ...standing.map(({ sheet }) => sheet.name)])] });
    if (!locks.isOff)
      for (const { sheet, protection } of standing) if (!protection.protected) sheet.protection.protect(ALLOWED);
    await context.sync();
  } catch {
    // The sheets hold what they should.
  }
}

/**
 * Runs a write to sheets (names or ids) with our own protection taken off, and puts it back afterwards, also after an error.
 * Throws AnalystError sheet.protected before anything is written where somebody else protected one of them.
 */
export async function withOpenSheets<T>(
  context: Excel.RequestContext,
  sheets: Iterable<string>,
  write: () => Promise<T>,
): Promise<T> {
  const { ours, others } = await closedSheets(context, sheets);
  if (others.length > 0) throw refusal([...others, ...ours]);
  const opened = await open(context, ours);
  try {
    if (opened.length < ours.length) throw refusal(ours.filter((name) => !opened.includes(name)));
    return await write();
  } finally {
    await close(context, opened);
  }
}

/**
 * The same for what takes a write back: a form that was renamed since is a form of ours still; sheets of others stay closed, and
 * are told by the part that they refuse.
 */
export async function withSheetsOpenToGoBack<T>(
  context: Excel.RequestContext,
  sheets: readonly SheetWritten[],
  work: () => Promise<T>,
): Promise<T> {
  const opened: string[] = [];
  // What is refused once is asked once more: behind a form that stays closed nothing could be put back. What is refused again
  // is told by the parts themselves.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const closed = await closedSheets(context, sheets).catch(() => null);
    if (closed !== null) opened.push(...(await open(context, closed.ours)));
  }
  try {
    return await work();
  } finally {
    await close(context, opened);
  }
}

/** Protects forms that were just written, unless the analyst turned that off. */
export const protectForms = close;

/** Whether forms are protected when they are written. */
export async function isProtecting(context: Excel.RequestContext): Promise<boolean> {
  const setting = settingOf(context);
  await context.sync();
  return !locksOf(setting).isOff;
}

/** The sheets of the workbook that carry the mark of a form of ours, whatever they are called now. */
async function markedForms(context: Excel.RequestContext): Promise<string[]> {
  const sheets = context.workbook.worksheets.load('items/name');
  await context.sync();
  const marks = sheets.items.map((sheet) => sheet.getRange('A1').load('values'));
  await context.sync();
  return sheets.items.flatMap(({ name }, index) => {
    const mark: unknown = marks[index]!.values[0]?.[0];
    return isFormCorner(mark) ? [name] : [];
  });
}

/**
 * Turns the protection of all forms on or off, those that the analyst renamed included; the locks of their cells stay for the next
 * time. Throws AnalystError sheet.protected where a form got a password.
 */
export async function changeProtection(context: Excel.RequestContext, isOn: boolean): Promise<void> {
  const setting = settingOf(context);
  await context.sync();
  const locks = locksOf(setting);
  const forms = [...new Set([...locks.forms, ...(await markedForms(context))])];
  if (isOn) {
    keep(context, { ...locks, isOff: false });
    await context.sync();
    return close(context, forms);
  }
  if (locks.isOff) return;
  keep(context, { ...locks, forms });
  const { ours } = await closedSheets(context, forms);
  const opened = await open(context, ours);
  // Said when they are open: what is closed while it is off is closed by the analyst.
  keep(context, { forms, isOff: true });
  await context.sync();
  if (opened.length < ours.length) throw refusal(ours.filter((name) => !opened.includes(name)));
}
