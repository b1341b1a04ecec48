/** The workbook as an xlsx file, asked of Excel itself, so that what it holds is what a person would save. */
import { AnalystError } from '../kdb';
import { answered } from './answers';
import { calculateAll } from './events';
import { session } from './session';
import { runExcel, throwIfCancelled, type WorkOptions } from './work';

/** The largest slice that Office.js hands over. */
const SLICE = 4 * 1024 * 1024;

function failed(error: Office.Error): AnalystError {
  return new AnalystError('excel.failed', { reason: `${error.code}: ${error.message}` });
}

/** Throws excel.noFile where this Excel hands out no xlsx file. */
export function assertFiles(): void {
  if (!Office.context.requirements.isSetSupported('CompressedFile', '1.1')) throw new AnalystError('excel.noFile');
}

function open(options: WorkOptions): Promise<Office.File> {
  const file = new Promise<Office.File>((resolve, reject) =>
    Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE }, (result) =>
      result.status === Office.AsyncResultStatus.Succeeded ? resolve(result.value) : reject(failed(result.error)),
    ),
  );
  return answered(file, options);
}

function slice(file: Office.File, index: number, options: WorkOptions): Promise<Uint8Array> {
  const bytes = new Promise<Uint8Array>((resolve, reject) =>
    file.getSliceAsync(index, (result) => {
      if (result.status !== Office.AsyncResultStatus.Succeeded) return reject(failed(result.error));
      const data = result.value.data as readonly number[] | ArrayBuffer | string;
      return resolve(
        typeof data === 'string'
          ? Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
          : new Uint8Array(data as ArrayBuffer),
      );
    }),
  );
  return answered(bytes, options);
}

/** Milliseconds between two looks at a calculation, and how often it is looked at before it is given up. */
const LOOK = 200;
const LOOKS = 600;

async function calculationState(context: Excel.RequestContext): Promise<string> {
  const { application } = context.workbook;
  application.load('calculationState');
  await context.sync();
  return application.calculationState;
}

/** Whether Excel took every answer; cells that did not take theirs are asked again. */
async function everyCellAnswered(): Promise<boolean> {
  if (!session().mayHaveLost) return true;
  const { heal } = await import('./healFormulas');
  return (await runExcel(heal)) === 0;
}

/**
 * Calculates everything once and waits until Excel says that it is done: functions of ours answer by and by. Throws
 * excel.calculating where that takes too long: the file would hold #BUSY!.
 */
export async function calculated(options: WorkOptions = {}): Promise<void> {
  await calculateAll();
  for (let look = 0; look < LOOKS; look += 1) {
    if ((await runExcel(calculationState, options)) === 'Done' && (await everyCellAnswered())) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
    throwIfCancelled(options);
  }
  throw new AnalystError('excel.calculating', { minutes: (LOOK * LOOKS) / 60_000 });
}

/** The bytes of the open workbook with what its formulas show now. Throws AnalystError excel.failed, excel.silent, excel.noFile. */
export async function documentBytes(options: WorkOptions = {}): Promise<Uint8Array> {
  assertFiles();
  const file = await open(options);
  try {
    const slices: Uint8Array[] = [];
    for (let index = 0; index < file.sliceCount; index += 1) slices.push(await slice(file, index, options));
    const bytes = new Uint8Array(slices.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of slices) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  } finally {
    file.closeAsync();
  }
}
