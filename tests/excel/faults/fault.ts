/** One thing that goes wrong at one request of a command: the ways in which it does, and the host in which it does. */
import type { Host } from '../../../src/workbench/host/host';
import type { HostRequest, HostResponse } from '../../../src/workbench/host/protocol';
import type { EmbeddedWorkbook } from '../../../src/workbench/workbook';

/**
 * `before`: refused whole. `half`: an error after half of the batch. `gone`: the analyst renames or deletes a sheet just
 * before. `protected`: the analyst protects a sheet just before. `tooLarge`: over the limit of the host. `dead`: no request
 * is answered any more, from this one on.
 */
export const WAYS = ['before', 'half', 'gone', 'protected', 'tooLarge', 'dead'] as const;
export type Way = (typeof WAYS)[number];

export const RENAMED = '改名したシート';

/** Requests of the add-in itself; those that bring answers of custom functions are not part of a command. */
function isOfCommand({ ObjectPaths, Actions }: HostRequest): boolean {
  const types = Object.values(ObjectPaths).map(({ Name }) => Name ?? '');
  return Actions.length > 0 && !types.some((name) => /CustomFunctions|AddinInternalService/.test(name));
}

function refusal(code: string, index: number): HostResponse {
  const Error = { Code: code, Message: code, Location: '', HttpStatusCode: 500, ActionIndex: index };
  return { Results: [], TraceIds: [], Error };
}

/** Stands before the host and lets one request fail. */
export class FaultyHost {
  private readonly real: Host['execute'];
  private way: Way | null = null;
  private at = 0;
  private count = 0;
  private victim: { readonly name: string; readonly mayGo: boolean } | null = null;
  private dead = false;

  constructor(private readonly workbook: EmbeddedWorkbook) {
    const { host } = workbook;
    this.real = host.execute.bind(host);
    host.execute = (request) => (isOfCommand(request) ? this.answer(request) : this.real(request));
  }

  /** Requests of the command since `arm` or `rest`. */
  get requests(): number {
    return this.count;
  }

  /** The `at`-th request from now on (counted from 1) fails. */
  arm(way: Way, at: number, victim: { readonly name: string; readonly mayGo: boolean } | null): void {
    this.rest();
    [this.way, this.at, this.victim] = [way, at, victim];
  }

  /** Nothing fails; the host lives. */
  rest(): void {
    [this.way, this.at, this.count, this.dead] = [null, 0, 0, false];
  }

  private async answer(request: HostRequest): Promise<HostResponse> {
    this.count += 1;
    if (this.dead) return refusal('GeneralException', 0);
    if (this.way === null || this.count !== this.at) return this.real(request);
    switch (this.way) {
      case 'before':
        return refusal('GeneralException', 0);
      case 'tooLarge':
        return refusal('RequestPayloadSizeLimitExceeded', 0);
      case 'dead':
        this.dead = true;
        return refusal('GeneralException', 0);
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

  private meddle(way: Way): void {
    const { book } = this.workbook;
    const sheet = this.victim === null ? undefined : book.findSheet(this.victim.name);
    if (sheet === undefined) return;
    if (way === 'protected') sheet.layout.protected = true;
    else if (this.at % 2 === 0 || this.victim?.mayGo === false) book.renameSheet(sheet, RENAMED);
    else book.deleteSheet(sheet);
  }
}
