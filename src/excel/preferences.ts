/** What the workbook remembers of how it is used: whose it is, whether forms are protected, whether names are shown. */
import { isPersonList, isSplitList, SUPPORT_SHEET } from '../plan';
import { MERGE_SHEET } from '../plan/sheetNames';
import { isRole, ROLE_SETTING, type Role } from '../plan/forms/roles';
import { changeProtection, isProtecting } from './protection';
import { oneAtATime, runExcel } from './work';
import { writing } from './writing';

const NAMES_KEY = 'IKKATSU.hidesNames';
/** The columns that tell who somebody is in words. */
const NAME_HEADINGS: readonly string[] = ['氏名', 'カナ氏名'];
/** Headings stand in the first rows of lists and of 支援記録. */
const HEADING_ROWS = 60;

export interface Preferences {
  /** null: not chosen, every sheet exists. */
  readonly role: Role | null;
  readonly protectsForms: boolean;
  /** Names are hidden in the pane, on the lists and on 支援記録. They stay in the workbook. */
  readonly hidesNames: boolean;
}

/** Whose workbook it is; null where nobody said. */
export async function roleOf(context: Excel.RequestContext): Promise<Role | null> {
  const setting = context.workbook.settings.getItemOrNullObject(ROLE_SETTING).load('value');
  await context.sync();
  return !setting.isNullObject && isRole(setting.value) ? setting.value : null;
}

export function readPreferences(): Promise<Preferences> {
  return runExcel(async (context) => ({
    role: await roleOf(context),
    protectsForms: await isProtecting(context),
    hidesNames: await namesHidden(context),
  }));
}

/** Sheets that stand already stay; which new ones are written follows the role. */
export function chooseRole(role: Role | null): Promise<void> {
  return oneAtATime(() =>
    runExcel(async (context) => {
      context.workbook.settings.add(ROLE_SETTING, role ?? '');
      await context.sync();
    }),
  );
}

/** Protects the forms that stand, and those that are written from now on; or neither. Throws AnalystError sheet.protected. */
export function protectFormulas(isOn: boolean): Promise<void> {
  return writing(() => runExcel((context) => changeProtection(context, isOn)));
}

/** Whether names are to be hidden on screen and on the lists. */
export async function namesHidden(context: Excel.RequestContext): Promise<boolean> {
  const setting = context.workbook.settings.getItemOrNullObject(NAMES_KEY).load('value');
  await context.sync();
  return !setting.isNullObject && setting.value === true;
}

/** The columns of names on the lists and on 支援記録 that stand, hidden or shown. */
async function showNames(context: Excel.RequestContext, isHidden: boolean): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const names = worksheets.items.map(({ name }) => name);
  const used = names
    .filter((name) => isPersonList(name) || isSplitList(name) || name === SUPPORT_SHEET || name === MERGE_SHEET)
    .map((name) => ({ name, range: worksheets.getItem(name).getUsedRangeOrNullObject(true).load('columnCount') }));
  await context.sync();
  const heads = used
    .filter(({ range }) => !range.isNullObject)
    .map(({ name, range }) => ({
      name,
      head: worksheets.getItem(name).getRangeByIndexes(0, 0, HEADING_ROWS, range.columnCount).load('values'),
    }));
  await context.sync();
  for (const { name, head } of heads) {
    const row = (head.values as unknown[][]).find((cells) => cells.includes('被保険者番号')) ?? [];
    row.forEach((heading, column) => {
      if (!NAME_HEADINGS.includes(String(heading))) return;
      worksheets.getItem(name).getRangeByIndexes(0, column, 1, 1).getEntireColumn().columnHidden = isHidden;
    });
  }
  await context.sync();
}

/** Hides or shows names: kept in the workbook, at once on the lists that stand, and on those that are written from now on. */
export function hideNames(isHidden: boolean): Promise<void> {
  return writing(() =>
    runExcel(async (context) => {
      context.workbook.settings.add(NAMES_KEY, isHidden);
      await showNames(context, isHidden);
    }),
  );
}

/** Hides the names on lists that were just written, where the workbook says so. Returns what has to be said of it. */
export async function hideNamesAgain(context: Excel.RequestContext): Promise<readonly string[]> {
  try {
    if (await namesHidden(context)) await showNames(context, true);
    return [];
  } catch {
    return [
      '「氏名を隠す」の設定を一覧に反映できたか確かめられませんでした。氏名の列が見えているときは、「氏名を隠す」を選び直してください。一覧は正しく書かれています。',
    ];
  }
}
