/** A page for the add-in without a browser: jsdom with the few things that Office.js, React and Fluent look for. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { DOMWindow } from 'jsdom';
import type { MessageSource } from '../host/messages';

const ORIGIN = 'https://localhost:3000';
/** The last field are flags: 1 the page shares its runtime with the functions, 2 there are custom functions. */
const HOST_INFO = 'Excel$Web$16.01$ja-JP$corr1$$disableLogging$';
const CONTENT_TYPES: Record<string, string> = {
  '.js': 'application/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.html': 'text/html',
};

export interface Page {
  readonly window: DOMWindow;
  readonly messages: MessageSource;
  /** Errors that the page did not catch. */
  readonly errors: readonly string[];
  /** Requests that went neither to the add-in's folder nor to Office.js; they are answered with 404. */
  readonly foreignRequests: readonly string[];
  close(): void;
}

export interface PageOptions {
  /** Folder with the built add-in. */
  readonly addinDir: string;
  /** Page inside of it. */
  readonly html: string;
  /** Folder of the unmodified Office.js; default: that of the npm package. */
  readonly officeJsDir?: string;
  readonly console?: 'silent' | 'forward';
  /** Whether the Excel that opens the page has custom functions. */
  readonly customFunctions: boolean;
  /** Commands and functions only: nobody looks at the pane, and drawing it takes time. */
  readonly withoutPane?: boolean;
}

/** The element that the pane is drawn into. */
const PANE_PLACE = /<div id="root"[^>]*><\/div>/;

/** The folder with office.js inside the npm package. */
export function officeJsFolder(): string {
  // Office.js comes from the package that is installed beside whoever calls, never from a copy.
  const require = createRequire(path.join(process.cwd(), 'noop.js'));
  const candidates = [() => require.resolve('@microsoft/office-js/package.json')];
  if (typeof __filename === 'string')
    candidates.unshift(() => createRequire(__filename).resolve('@microsoft/office-js/package.json'));
  for (const candidate of candidates) {
    try {
      return path.join(path.dirname(candidate()), 'dist');
    } catch {
      // The next candidate.
    }
  }
  throw new Error('the package @microsoft/office-js is not installed');
}

/** Opens the page and runs its scripts. */
export async function openPage(options: PageOptions): Promise<Page> {
  const { JSDOM, requestInterceptor, VirtualConsole } = await import('jsdom');
  const officeDir = options.officeJsDir ?? officeJsFolder();
  const errors: string[] = [];
  const foreign: string[] = [];
  const virtualConsole = new VirtualConsole();
  virtualConsole.on('jsdomError', (error: Error) => {
    // jsdom reports parts of CSS that it cannot read, and what it does not implement; neither is an error of the page.
    if (/Could not parse CSS|Not implemented/.test(error.message)) return;
    errors.push(error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : error.message);
  });
  if (options.console === 'forward') virtualConsole.forwardTo(console, { jsdomErrors: 'none' });

  const answer = (url: URL): Response => {
    const file = fileOf(url, options.addinDir, officeDir);
    if (file && existsSync(file)) {
      const type = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream';
      return new Response(new Uint8Array(readFileSync(file)), { headers: { 'Content-Type': type } });
    }
    if (!file) foreign.push(url.href);
    return new Response('', { status: 404 });
  };
  const page = readFileSync(path.join(options.addinDir, options.html), 'utf8');
  const html = options.withoutPane ? page.replace(PANE_PLACE, '') : page;
  const handlers: ((data: string, reply: (message: string) => void) => void)[] = [];
  // _serializer_version has to stand before _xdm_Info.
  const url =
    `${ORIGIN}/${options.html}?_host_Info=${encodeURIComponent(HOST_INFO + (options.customFunctions ? 3 : 1))}` +
    `#&_serializer_version=1&_xdm_Info=conv1|app1|${ORIGIN}`;
  const dom = new JSDOM(html, {
    url,
    runScripts: 'dangerously',
    pretendToBeVisual: true,
    virtualConsole,
    resources: { interceptors: [requestInterceptor((request: Request) => answer(new URL(request.url)))] },
    beforeParse: (window: DOMWindow) => prepare(window, handlers),
  });
  const { window } = dom;
  return {
    window,
    errors,
    foreignRequests: foreign,
    messages: {
      origin: ORIGIN,
      listen(handler) {
        handlers.push(handler);
        return () => void handlers.splice(handlers.indexOf(handler), 1);
      },
    },
    close: () => window.close(),
  };
}

/** What a script address means: Office.js from wherever it is asked for, else a file of the add-in. */
function fileOf(url: URL, addinDir: string, officeDir: string): string | null {
  const office = /\/(?:office-js|lib\/1\.?\d*\/hosted|lib\/1\/hosted)\/(.+)$/.exec(url.pathname);
  if (office?.[1]) return path.join(officeDir, office[1]);
  if (/\/office\.js$/.test(url.pathname)) return path.join(officeDir, 'office.js');
  if (url.origin !== ORIGIN) return null;
  return path.join(addinDir, decodeURIComponent(url.pathname));
}

/** Where a message names its type: it stands among its first members, before data of any length. */
const TYPE = /"_messageType":(\d)/;
const HEAD = 500;

const isRequest = (text: string): boolean => (TYPE.exec(text.slice(0, HEAD)) ?? TYPE.exec(text))?.[1] === '0';

function prepare(window: DOMWindow, handlers: ((data: string, reply: (message: string) => void) => void)[]): void {
  const page = window as unknown as Record<string, unknown> & DOMWindow;
  // Office.js compares document.domain, which jsdom does not have.
  Object.defineProperty(window.document, 'domain', { get: () => window.location.hostname });
  // In jsdom the page is its own parent: requests (_messageType 0) go to the host, everything else to the page.
  const toPage = (data: unknown): void => {
    window.dispatchEvent(new window.MessageEvent('message', { data, origin: ORIGIN, source: window as never }));
  };
  page.postMessage = (data: unknown): void => {
    // Later, but without the millisecond that a timer takes at least: a job asks hundreds of times.
    setImmediate(() => {
      const text = typeof data === 'string' ? data : '';
      if (!isRequest(text)) return toPage(data);
      for (const handler of handlers) handler(text, (message) => setImmediate(() => toPage(message)));
    });
  };
  keepPartsOfAddresses(window);
  page.matchMedia ??= (query: string) => ({
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    dispatchEvent: () => false,
  });
  class Observer {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
    takeRecords(): [] {
      return [];
    }
  }
  page.ResizeObserver ??= Observer;
  page.IntersectionObserver ??= Observer;
  page.TextDecoder ??= TextDecoder;
  page.TextEncoder ??= TextEncoder;
  page.structuredClone ??= structuredClone;
  page.URL = PageUrl;
  page.fetch ??= () => Promise.reject(new TypeError('the page may not load anything'));
  page.scrollTo = () => undefined;
  window.Element.prototype.scrollIntoView ??= () => undefined;
  if (!window.crypto?.subtle) Object.defineProperty(window, 'crypto', { value: globalThis.crypto });
}

/**
 * Office.js reads an address with every message, which takes jsdom a tenth of the message. Like that of jsdom it makes no addresses
 * of blobs.
 */
class PageUrl extends URL {}
Object.assign(PageUrl, { createObjectURL: undefined, revokeObjectURL: undefined });

/**
 * Office.js asks an anchor for the parts of the same few addresses with every message, and jsdom reads the address anew for
 * each part: here they are read once.
 */
function keepPartsOfAddresses(window: DOMWindow): void {
  const { prototype } = window.HTMLAnchorElement;
  const known = new Map<string, URL>();
  for (const part of ['protocol', 'hostname', 'port'] as const) {
    const own = Object.getOwnPropertyDescriptor(prototype, part)!;
    Object.defineProperty(prototype, part, {
      ...own,
      get(this: HTMLAnchorElement): unknown {
        const address = this.getAttribute('href') ?? '';
        if (!/^https:\/\//.test(address)) return own.get!.call(this);
        if (!known.has(address)) known.set(address, new URL(address));
        return known.get(address)![part];
      },
    });
  }
}
