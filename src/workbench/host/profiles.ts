/** The variants of Excel that the host can stand in for, as data: what each supports, limits, refuses and does unasked. */

export type ProfileName = 'workbench' | 'windows' | 'mac' | 'web' | 'ltsc2021' | 'ipad' | 'hostile';

/** Parts of the object model that a real Excel now and then refuses with GeneralException. */
export type Refusable = 'freezePanes' | 'pageLayout' | 'names' | 'charts';

export interface HostProfile {
  readonly name: ProfileName;
  /** What `Office.context.requirements.isSetSupported` answers: set → highest version. */
  readonly requirementSets: Readonly<Record<string, number>>;
  /** Bytes (UTF-8) of the largest request and of the largest response. */
  readonly payloadLimit: number;
  /**
   * Milliseconds from a change to its event. Excel promises none, and delivers some after the job that caused them, or
   * seconds later (office-js 521, 1502); `triggerSource` tells who changed (@types/office-js, WorksheetChangedEventArgs).
   */
  readonly eventDelay: number;
  /** `Range.copyFrom` of a range with a whole table makes a table of the copy, as copying by hand does (office-js 1199). */
  readonly copiesTables: boolean;
  /** `Range.formulas` shows `@` before the functions of add-ins, as for files that were stored without `cm` (MS-XLSX). */
  readonly showsIntersection: boolean;
  /** Cells that show #NAME? when the functions come keep it until they are written again (office-js 4833, 4185, 4502). */
  readonly lastingNameErrors: boolean;
  /**
   * Answers of custom functions that may be awaited at once: where more are, Excel on the web has left cells at #BUSY! for good
   * (office-js 6841: 21 calls are answered and 924 are not; 4654: from 1,500 on, and worse with more).
   */
  readonly openCalls: number;
  /** `inTurn`: one of them is refused once, then the next; `always`: all of them each time (office-js 2196, 2014, 1463). */
  readonly refusals: { readonly parts: readonly Refusable[]; readonly when: 'inTurn' | 'always' };
  /**
   * Milliseconds after which Office ends a command of the ribbon that has not called `completed` (Microsoft Learn, "Action
   * element": ExecuteFunction; office-js 1452).
   */
  readonly commandLimit: number;
}

const WEB_LIMIT = 5 * 1024 * 1024;
const WEB_CALLS = 900;

/** Only requirement sets whose common members are served. */
const SETS = {
  ExcelApi: 1.17,
  SharedRuntime: 1.2,
  CustomFunctionsRuntime: 1.5,
  CustomFunctions: 1.9,
  RichApiRuntime: 1.1,
  File: 1.1,
  CompressedFile: 1.1,
};

function without(sets: Readonly<Record<string, number>>, ...names: (keyof typeof SETS)[]): Record<string, number> {
  return Object.fromEntries(Object.entries(sets).filter(([name]) => !names.includes(name as keyof typeof SETS)));
}

const WINDOWS: HostProfile = {
  name: 'windows',
  requirementSets: SETS,
  payloadLimit: Infinity,
  eventDelay: 0,
  copiesTables: false,
  showsIntersection: false,
  lastingNameErrors: false,
  openCalls: Infinity,
  refusals: { parts: [], when: 'inTurn' },
  commandLimit: 300_000,
};

export const PROFILES: Readonly<Record<ProfileName, HostProfile>> = {
  /** The embedded workbook for itself: the command line and the workbench. */
  workbench: { ...WINDOWS, name: 'workbench', payloadLimit: WEB_LIMIT, commandLimit: Infinity },
  windows: WINDOWS,
  mac: { ...WINDOWS, name: 'mac', requirementSets: { ...SETS, ExcelApi: 1.16 } },
  /**
   * 5 MB a request and a response: Microsoft Learn, "Resource limits and performance optimization for Office Add-ins".
   * `Office.FileType.Compressed` is listed for the desktop only: @types/office-js, "Supported FileTypes".
   */
  web: {
    ...WINDOWS,
    name: 'web',
    payloadLimit: WEB_LIMIT,
    eventDelay: 50,
    openCalls: WEB_CALLS,
    requirementSets: without(SETS, 'CompressedFile'),
  },
  /**
   * ExcelApi 1.14 and no custom functions: Microsoft Learn, "Custom functions parameter options" (not supported in
   * volume-licensed perpetual versions of Office 2021 or earlier); the page on requirement sets says otherwise.
   */
  ltsc2021: {
    ...WINDOWS,
    name: 'ltsc2021',
    requirementSets: { ...without(SETS, 'CustomFunctionsRuntime', 'CustomFunctions'), ExcelApi: 1.14 },
  },
  /** No custom functions and no file of the document: the same pages, and @types/office-js, "Supported FileTypes". */
  ipad: {
    ...WINDOWS,
    name: 'ipad',
    requirementSets: without(SETS, 'CustomFunctionsRuntime', 'CustomFunctions', 'File', 'CompressedFile'),
  },
  /** Everything at once that can be survived with custom functions and files: the tests run under it. */
  hostile: {
    ...WINDOWS,
    name: 'hostile',
    payloadLimit: WEB_LIMIT,
    eventDelay: 500,
    copiesTables: true,
    showsIntersection: true,
    lastingNameErrors: true,
    openCalls: WEB_CALLS,
    refusals: { parts: ['freezePanes', 'pageLayout', 'names', 'charts'], when: 'inTurn' },
  },
};

/** Whether the functions of add-ins answer in cells; without them such a cell shows #NAME?. */
export function hasCustomFunctions({ requirementSets }: HostProfile): boolean {
  return requirementSets.CustomFunctionsRuntime !== undefined;
}
