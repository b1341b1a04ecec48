/** The message protocol between an add-in frame and its host page, the same in a browser and in jsdom. */
import { DOCUMENT_COPY, DocumentCopy } from './documentCopy';
import type { Host } from './host';
import { asJson } from './asJson';
import type { HostRequest, HostResponse } from './protocol';

const REQUEST_TOO_LARGE = 5103;
const RESPONSE_TOO_LARGE = 5104;
const EXECUTE_RICH_API = 93;
const SESSION_VERSION = 1;

/** Where messages of the frame come from. `reply` posts to the frame. */
export interface MessageSource {
  listen(handler: (data: string, reply: (message: string) => void) => void): () => void;
  /** Origin of the host page, as the add-in knows it from `_xdm_Info`. */
  readonly origin: string;
}

export interface MessageOptions {
  /** Bytes, in place of the limit of the profile; Infinity switches it off, for measurements. */
  readonly payloadLimit?: number;
  readonly locale?: string;
  /** Told of every payload, for tests that watch sizes. */
  readonly onPayload?: (requestBytes: number, responseBytes: number) => void;
}

interface FrameMessage {
  readonly _messageType: number;
  readonly _actionType: number;
  readonly _actionName: string;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _data?: {
    DdaMethod?: { DispatchId?: number };
    ArrayData?: readonly unknown[];
    [parameter: string]: unknown;
  };
}

/** One entry of a richApiMessage: category, type, target, message, id, isRemoteOverride. */
export type RichApiEntry = readonly [number, number, string, string, number, boolean];

/** Serves the frame. `raise` sends entries of richApiMessage; false when the add-in does not listen yet. */
export interface MessageChannel {
  raise(entries: readonly RichApiEntry[]): boolean;
  /** True while the workbook works on a request of the add-in. */
  readonly isBusy: boolean;
  /** Tells of every request of the add-in until the returned function is called. */
  onRequest(listener: () => void): () => void;
  /** Executes a request that comes without a message: from a page in this process. No limit of bytes holds for it. */
  execute(request: HostRequest): Promise<HostResponse>;
  close(): void;
}

const invoke = { call: 0, register: 1, unregister: 2 } as const;

export function serveMessages(source: MessageSource, host: Host, options: MessageOptions = {}): MessageChannel {
  const limit = options.payloadLimit ?? host.book.profile.payloadLimit;
  const documentCopy = new DocumentCopy(host);
  const listeners = new Map<string, { message: FrameMessage; reply: (text: string) => void }>();

  const requested = new Set<() => void>();

  const stop = source.listen((data, reply) => {
    const message = parse(data);
    if (!message) return;
    const answer = (value: unknown): void => reply(envelope(message, 0, value));
    if (message._actionType === invoke.register) {
      listeners.set(message._actionName, { message, reply });
      return answer({ Error: 0, Version: SESSION_VERSION });
    }
    if (message._actionType === invoke.unregister) {
      listeners.delete(message._actionName);
      return answer({ Error: 0, Version: SESSION_VERSION });
    }
    if (message._actionName === 'ContextActivationManager_getAppContextAsync') return answer(context(message));
    if (message._actionName === 'ContextActivationManager_notifyHost') return undefined;
    if (message._actionName === 'executeMethod') return executeMethod(message, answer);
    return answer({ Error: 0 });
  });

  function executeMethod(message: FrameMessage, answer: (value: unknown) => void): void {
    for (const listener of requested) listener();
    const dispatchId = message._data?.DdaMethod?.DispatchId;
    if (Object.values<number | undefined>(DOCUMENT_COPY).includes(dispatchId)) {
      void documentCopy
        .answer(dispatchId!, message._data ?? {})
        .then((data) => answer({ Version: SESSION_VERSION, ...data }));
      return undefined;
    }
    if (dispatchId !== EXECUTE_RICH_API) {
      return answer({ Version: SESSION_VERSION, Error: 0 });
    }
    const body = String(message._data?.ArrayData?.[4] ?? '');
    if (isOver(body, limit)) return answer({ Version: SESSION_VERSION, Error: REQUEST_TOO_LARGE });
    void host.execute(JSON.parse(body) as HostRequest).then((response) => {
      const text = JSON.stringify(response);
      options.onPayload?.(utf8Length(body), utf8Length(text));
      if (isOver(text, limit)) return answer({ Version: SESSION_VERSION, Error: RESPONSE_TOO_LARGE });
      return answer({
        Version: SESSION_VERSION,
        Error: 0,
        Data: [200, ['CONTENT-TYPE', 'application/json'], text],
      });
    });
  }

  function context(message: FrameMessage): object {
    const locale = options.locale ?? 'ja-JP';
    return {
      _id: message._data,
      _appName: 16,
      _appVersion: '16.0',
      _appMinorVersion: 0,
      _appUILocale: locale,
      _dataLocale: locale,
      _docUrl: `${source.origin}/${host.book.name}`,
      _clientMode: 1,
      _settings: [],
      _reason: 'documentOpened',
      _osfControlType: 1,
      _eToken: '',
      _correlationId: 'workbench',
      _appInstanceId: 'workbench',
      _requirementMatrix: JSON.stringify(host.book.profile.requirementSets),
      _hostFullVersion: '16.0.18000.1',
      _addinName: 'IKKATSU',
      _appDomains: [],
      _featureGates: {},
      _initialDisplayMode: 0,
    };
  }

  function envelope(message: FrameMessage, responseType: number, value: unknown): string {
    return JSON.stringify({
      _messageType: 1,
      _origin: source.origin,
      _serializerVersion: 1,
      _actionName: message._actionName,
      _conversationId: message._conversationId,
      _correlationId: message._correlationId,
      _responseType: responseType,
      _errorCode: 0,
      _data: value,
    });
  }

  return {
    raise(entries) {
      const listener = listeners.get('richApiMessage');
      if (!listener) return false;
      listener.reply(envelope(listener.message, 1, { ArrayData: entries, Data: entries }));
      return true;
    },
    get isBusy() {
      return host.busy;
    },
    onRequest(listener) {
      requested.add(listener);
      return () => requested.delete(listener);
    },
    async execute(request) {
      for (const listener of requested) listener();
      // Neither side has what belongs to the other, as behind a message.
      return asJson(await host.execute(asJson(request) as HostRequest)) as HostResponse;
    },
    close: stop,
  };
}

function parse(data: string): FrameMessage | null {
  try {
    const message = JSON.parse(data) as FrameMessage;
    return message._messageType === 0 ? message : null;
  } catch {
    return null;
  }
}

/** No letter takes more bytes in UTF-8 for each of its units in UTF-16. */
const MOST_BYTES_A_UNIT = 3;

/** Whether a text takes more bytes in UTF-8; nobody counts the letters of one that cannot. */
const isOver = (text: string, limit: number): boolean =>
  text.length * MOST_BYTES_A_UNIT > limit && utf8Length(text) > limit;

/** Length in UTF-8, in which a Japanese letter has three bytes, without building the bytes. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    if (code < 0x800) length += 1;
    else if (code >= 0xd800 && code < 0xdc00) {
      length += 2;
      index += 1;
    } else length += 2;
  }
  return length;
}
