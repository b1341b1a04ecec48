/** Document.getFileAsync of Office.js: the saved workbook in slices, as the host hands it over. */
import type { Host } from './host';

/** Dispatch ids and the places of the parameters, as the client library marshals them. */
export const DOCUMENT_COPY = { open: 77, slice: 80, close: 81 } as const;
const COMPRESSED = 1;
/** The file type is not served, and a handle that is not open. */
const UNSUPPORTED = 2000;
const INVALID = 2003;

/** The message's data, with the parameters under their numbers. */
type Parameters = Readonly<Record<string, unknown>>;

interface Open {
  readonly bytes: Uint8Array;
  readonly sliceSize: number;
}

/** Serves the three calls; the answer is the message's data. */
export class DocumentCopy {
  private readonly open = new Map<number, Open>();
  private next = 1;

  constructor(private readonly host: Host) {}

  async answer(dispatchId: number, parameters: Parameters): Promise<object> {
    switch (dispatchId) {
      case DOCUMENT_COPY.open: {
        const { requirementSets } = this.host.book.profile;
        if (parameters['0'] !== COMPRESSED || requirementSets.CompressedFile === undefined)
          return { Error: UNSUPPORTED };
        do await this.host.book.calculation.settle();
        while (this.host.book.calculation.busy);
        const { writeXlsxOf } = await import('../xlsx/write');
        const bytes = await writeXlsxOf(this.host.book);
        const handle = this.next++;
        this.open.set(handle, { bytes, sliceSize: Number(parameters['1']) });
        return { Error: 0, 0: handle, 1: bytes.length };
      }
      case DOCUMENT_COPY.slice: {
        const [handle, index] = [Number(parameters['2']), Number(parameters['3'])];
        const file = this.open.get(handle);
        if (file === undefined) return { Error: INVALID };
        const slice = file.bytes.subarray(index * file.sliceSize, (index + 1) * file.sliceSize);
        return { Error: 0, 0: numbersOf(slice), 1: slice.length };
      }
      default:
        this.open.delete(Number(parameters['2']));
        return { Error: 0 };
    }
  }
}

/** A list of numbers, as the data of a slice travel. Spreading millions of them takes six times as long. */
function numbersOf(bytes: Uint8Array): number[] {
  const numbers = new Array<number>(bytes.length);
  for (let index = 0; index < bytes.length; index += 1) numbers[index] = bytes[index]!;
  return numbers;
}
