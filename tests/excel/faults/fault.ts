/** One thing that goes wrong at one request of a command: the ways in which it does, and the host in which it does. */
import type { Host } from '../../../src/workbench/host/host';
import type { HostRequest, HostResponse } from '../../../src/workbench/host/protocol';
import type { Running } from '../addin';
import { Clock } from './clock';

/**
 * `before`: refused whole. `half`: an error after half of the batch. `renamed`, `deleted`, `protected`: the analyst does that
 * to a sheet just before. `tooLarge`: over the limit of the host. `dead`: no request is done any more, from this one on, and
 * the page is gone with the host. `silent`: this request and all others stay without an answer, until the host is back.
 */
export const WAYS = ['before', 'half', 'renamed', 'deleted', 'protected', 'tooLarge', 'dead', 'silent'] as const;
export type Way = (typeof WAYS)[number];

/** What somebody does to a sheet meanwhile. */
const MEDDLING = ['renamed', 'deleted', 'protected'] as const;
export const isMeddling = (way: Way): way is (typeof MEDDLING)[number] => MEDDLING.some((each) => each === way);

export const RENAMED = '改名したシート';

/** Requests of the add-in itself; those that bring answers of custom functions are not part of a command. */
export function isOfCommand({ ObjectPaths, Actions }: HostRequest): boolean {
  const types = Object.values(ObjectPaths).map(({ Name }) => Name ?? '');
  return Actions.length > 0 && !types.some((name) => /CustomFunctions|AddinInternalService|AppRuntime/.test(name));
}

function refusal(code: string, index: number): HostResponse {
  const Error = { Code: code, Message: code, Location: '', HttpStatusCode: 500, ActionIndex: index };
  return { Results: [], TraceIds: [], Error };
}

/** Stands before the host and lets one request fail. */
export class FaultyHost {
  /** What time it is on the computer of this Excel. */
  readonly clock: Clock;
  private readonly real: Host['execute'];
  private way: Way | null = null;
  private at = 0;
  private count = 0;
  private victim: string | null = null;
  private isOut = false;
  private timeOver: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly running: Running) {
    this.clock = new Clock(running);
    const { host } = running.workbook;
    this.real = host.execute.bind(host);
    host.execute = (request) => (isOfCommand(request) ? this.answer(request) : this.real(request));
  }

  /** Requests of the command since `arm` or `rest`. */
  get requests(): number {
    return this.count;
  }

  /** The `at`-th request from now on (counted from 1) fails. */
  arm(way: Way, at: number, victim: string | null): void {
    this.rest();
    [this.way, this.at, this.victim] = [way, at, victim];
  }

  /** Nothing fails; the host lives. */
  rest(): void {
    clearTimeout(this.timeOver);
    if (this.way === 'silent') this.endTime();
    [this.way, this.at, this.count, this.isOut] = [null, 0, 0, false];
  }

  private async answer(request: HostRequest): Promise<HostResponse> {
    this.count += 1;
    if (this.way === null || (this.count !== this.at && !this.isOut)) return this.real(request);
    switch (this.way) {
      case 'before':
        return refusal('GeneralException', 0);
      case 'tooLarge':
        return refusal('RequestPayloadSizeLimitExceeded', 0);
      case 'dead':
        this.isOut = true;
        return refusal('GeneralException', 0);
      case 'silent':
        this.isOut = true;
        return this.silence();
      case 'half': {
        const done = Math.ceil(request.Actions.length / 2);
        const answered = await this.real({ ...request, Actions: request.Actions.slice(0, done) });
        return answered.Error ? answered : { ...answered, ...refusal('GeneralException', done) };
      }
      default: {
        this.meddle(this.way);
        return this.real(request);
      }
    }
  }

  /** Never answers; the add-in finds that the time is over at once. */
  private silence(): Promise<HostResponse> {
    clearTimeout(this.timeOver);
    this.timeOver = setTimeout(() => this.endTime());
    return new Promise(() => undefined);
  }

  private endTime(): void {
    for (const giveUp of [...this.running.room.session().waits]) giveUp();
  }

  private meddle(way: (typeof MEDDLING)[number]): void {
    const { book } = this.running.workbook;
    const sheet = this.victim === null ? undefined : book.findSheet(this.victim);
    if (sheet === undefined) return;
    if (way === 'protected') sheet.layout.protected = true;
    else if (way === 'renamed') book.renameSheet(sheet, RENAMED);
    else book.deleteSheet(sheet);
  }
}
