/** Waiting, in tests, for what the add-in does by itself after a change: events come late, and it calculates later still. */
import type { Running } from './addin';

/** Milliseconds after which something is said not to happen: far more than a busy machine takes. */
const LIMIT = 60_000;
/** Milliseconds between two looks. */
const LOOK = 25;

/** Resolves when this holds in the settled workbook; fails when it does not come. */
export async function until(
  { workbook }: Pick<Running, 'workbook'>,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  for (const end = Date.now() + LIMIT; Date.now() < end;) {
    await workbook.settle();
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  throw new Error('did not happen');
}

/** Types into a sheet of data or of conditions, and waits until the add-in has been told of it. */
export async function typed({ room, workbook }: Running, cell: string, value: string | number): Promise<void> {
  let forget = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    forget = room.onWorkbookChanged(resolve);
  });
  await workbook.typeInto(cell, value);
  await told;
  forget();
  await workbook.settle();
}

/** Waits until every event of what happened so far has come to the page: they come in their order, and one more is caused. */
export async function eventsCame({ run, workbook }: Running): Promise<void> {
  await run(async (context) => {
    const { worksheets } = context.workbook;
    const mark = worksheets.add();
    mark.load('id');
    await context.sync();
    let handler: OfficeExtension.EventHandlerResult<Excel.WorksheetDeletedEventArgs> | null = null;
    const came = new Promise<void>((resolve) => {
      handler = worksheets.onDeleted.add(({ worksheetId }) => {
        if (worksheetId === mark.id) resolve();
        return Promise.resolve();
      });
    });
    mark.delete();
    await context.sync();
    await came;
    handler!.remove();
    await context.sync();
  });
  await workbook.settle();
}

/** Has the cells that lost their answers asked again, as the page does by itself some seconds after very many calls. */
export async function everyAnswer({ room, workbook }: Running): Promise<void> {
  await workbook.settle();
  await room.healFormulas();
  await workbook.settle();
}
