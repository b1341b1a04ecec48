/** Runs the built add-in beside a workbook, without a browser, through the real Office.js. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DOMWindow } from 'jsdom';
import type { CriterionCount } from '../../criteria';
import type { FunctionMetadata } from '../book/customFunctions';
import { connect } from '../host/events';
import type { AddinFunction, AddinFunctions } from '../host/directCalls';
import { hasCustomFunctions } from '../host/profiles';
import { type MessageChannel, type MessageOptions, serveMessages } from '../host/messages';
import type { HostRequest } from '../host/protocol';
import type { EmbeddedWorkbook } from '../workbook';
import { openPage } from './page';

/** What a command of the add-in reports when it has ended. */
export interface CommandDetail {
  readonly id: string;
  readonly ok: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly result?: {
    readonly criteria: readonly CriterionCount[];
    readonly supportNotices?: readonly string[];
    readonly recordNotices?: readonly string[];
  };
  readonly forms?: { readonly recordNotices?: readonly string[] };
}

/** The add-in, running. */
export interface AddinRuntime {
  readonly window: DOMWindow;
  /** Members that the add-in asked for and the host does not serve. */
  readonly unknownMembers: readonly string[];
  /** Errors that the page did not catch. */
  readonly errors: readonly string[];
  readonly foreignRequests: readonly string[];
  /**
   * Runs one of the ribbon's commands and resolves with what the add-in reports at its end. Rejects where the command has not
   * told Office that it is done by the limit of the profile.
   */
  invoke(actionId: string): Promise<CommandDetail>;
  dispose(): void;
}

export interface StartOptions extends MessageOptions {
  /** Folder with taskpane.html, its scripts and functions.json. */
  readonly addinDir: string;
  readonly html?: string;
  /** Namespace of the custom functions in formulas. */
  readonly namespace?: string;
  readonly officeJsDir?: string;
  readonly console?: 'silent' | 'forward';
  /** Milliseconds after which a page that does not start is given up. */
  readonly startTimeout?: number;
  /** Commands and functions only, for those whom nobody watches. */
  readonly withoutPane?: boolean;
  /** Functions are called as they stand in the page, and requests come as they are made there, not as messages: for large jobs. */
  readonly callsDirectly?: boolean;
}

interface OfficePage {
  readonly Office: {
    onReady(): Promise<unknown>;
    readonly actions: { readonly _association: { readonly mappings: Record<string, (event: object) => unknown> } };
  };
  readonly OfficeExtension: { readonly ClientRequestContext: { readonly prototype: object } };
  readonly CustomFunctions: { readonly _association: { readonly mappings: Record<string, AddinFunction> } };
}

/** Starts the add-in of a folder on the workbook and waits until its custom functions can be called. */
export async function startAddin(workbook: EmbeddedWorkbook, options: StartOptions): Promise<AddinRuntime> {
  const metadata = JSON.parse(readFileSync(path.join(options.addinDir, 'functions.json'), 'utf8')) as {
    functions: FunctionMetadata[];
  };
  const page = await openPage({
    addinDir: options.addinDir,
    html: options.html ?? 'taskpane.html',
    officeJsDir: options.officeJsDir,
    console: options.console,
    withoutPane: options.withoutPane,
    customFunctions: hasCustomFunctions(workbook.book.profile),
  });
  const channel = serveMessages(page.messages, workbook.host, options);
  const functions = options.callsDirectly ? functionsOf(page.window) : undefined;
  const disconnect = connect(workbook.book, channel, functions);
  const dispose = (): void => {
    disconnect();
    channel.close();
    page.close();
  };
  // Excel knows the functions from their metadata as soon as their runtime has started, before the page may ask anything.
  void workbook.host.whenFunctionsReady().then(() => {
    workbook.book.registerFunctions(options.namespace ?? 'IKKATSU', metadata.functions);
  });
  try {
    await within(options.startTimeout ?? 30000, started(page.window, workbook), () => page.errors);
    if (options.callsDirectly) askDirectly(page.window, channel);
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    window: page.window,
    errors: page.errors,
    foreignRequests: page.foreignRequests,
    get unknownMembers() {
      return workbook.host.unknownMembers;
    },
    invoke: (actionId) => invoke(page.window, actionId, workbook.book.profile.commandLimit),
    dispose,
  };
}

async function started(window: DOMWindow, workbook: EmbeddedWorkbook): Promise<void> {
  if (window.document.readyState !== 'complete')
    await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
  await (window as unknown as OfficePage).Office.onReady();
  if (hasCustomFunctions(workbook.book.profile)) await workbook.host.whenFunctionsReady();
}

/**
 * Has the page's Office.js hand its requests over as objects. It makes them and reads the responses as ever; only that both travel as JSON
 * within JSON falls away. Seen in @microsoft/office-js 1.1.110 (ClientRequestContextBase,
 * OfficeJsRequestExecutor).
 */
function askDirectly(window: DOMWindow, channel: MessageChannel): void {
  const { prototype } = (window as unknown as OfficePage).OfficeExtension.ClientRequestContext;
  const executor = {
    async executeAsync(_customData: string, _flags: number, { Body }: { readonly Body: HostRequest }): Promise<object> {
      // The page and everything else here have their turn, as between messages.
      await new Promise((resolve) => setImmediate(resolve));
      const response = await channel.execute(Body);
      return { HttpStatusCode: 200, ErrorCode: '', ErrorMessage: '', Headers: null, Body: response };
    },
  };
  Object.defineProperty(prototype, '_requestExecutor', { value: executor, writable: true });
}

/** The functions that the page has associated by now, looked up without regard to letter case as Office.js does. */
function functionsOf(window: DOMWindow): AddinFunctions {
  return (functionId) => {
    const { mappings } = (window as unknown as OfficePage).CustomFunctions._association;
    return mappings[functionId] ?? mappings[functionId.toUpperCase()];
  };
}

function invoke(window: DOMWindow, actionId: string, limit: number): Promise<CommandDetail> {
  const handler = (window as unknown as OfficePage).Office.actions._association.mappings[actionId];
  if (!handler) return Promise.reject(new Error(`the add-in has no command ${actionId}`));
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      window.removeEventListener('ikkatsu:command', listen);
    };
    const fail = (error: unknown): void => {
      end();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const listen = (event: Event): void => {
      const { detail } = event as CustomEvent<CommandDetail>;
      if (detail.id !== actionId) return;
      end();
      resolve(detail);
    };
    const timer = Number.isFinite(limit)
      ? setTimeout(() => fail(new Error(`the command ${actionId} timed out`)), limit)
      : undefined;
    window.addEventListener('ikkatsu:command', listen);
    try {
      const completed = (): void => clearTimeout(timer);
      Promise.resolve(handler({ completed, source: { id: actionId } })).catch(fail);
    } catch (error) {
      fail(error);
    }
  });
}

function within<T>(milliseconds: number, work: Promise<T>, errors: () => readonly string[]): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the add-in did not start within ${milliseconds} ms\n${errors().join('\n')}`)),
      milliseconds,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
