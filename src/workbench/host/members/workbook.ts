/** Served members of Workbook, Application, names, settings, and the service through which custom functions answer. */
import { quoteSheetName, rectAddress } from '../../../formula';
import type { Book, DefinedName } from '../../book/book';
import { BookError } from '../../book/errors';
import type { Answer, Scalar } from '../../book/customFunctions';
import { isErrorText } from '../../book/entry';
import type { Sheet } from '../../book/sheet';
import type { HostState } from '../state';
import { type RangeTarget, rangeRef } from './range';
import { sheetRef } from './worksheet';
import { invalid, members, missing, NULL_OBJECT, oneOf, optional, Ref, textArgument } from './types';

const nothing = (): void => undefined;

export const workbookMembers = members<HostState>({
  properties: {
    Name: ({ book }) => book.name,
    IsDirty: () => true,
    ReadOnly: () => false,
    AutoSave: () => false,
  },
  setters: { IsDirty: nothing },
  navigation: {
    Application: (state) => new Ref('Application', state),
    Worksheets: ({ book }) => new Ref('WorksheetCollection', book),
    Names: ({ book }) => new Ref('NamedItemCollection', { book } satisfies Names),
    Tables: ({ book }) => new Ref('TableCollection', { book }),
    Settings: ({ book }) => new Ref('SettingCollection', book),
    Protection: ({ book }) => new Ref('WorkbookProtection', book),
  },
  methods: {
    GetActiveCell: ({ book }) => rangeRef(book.activeSheet, { ...book.selection, rows: 1, columns: 1 }),
    GetSelectedRange: ({ book }) => rangeRef(book.activeSheet, book.selection),
    InsertWorksheetsFromBase64: async (state, [content, options]) => {
      const { book } = state;
      const wanted = (options ?? {}) as {
        sheetNamesToInsert?: string[];
        positionType?: string;
        relativeTo?: string;
      };
      if (!state.readXlsx) invalid('This host reads no files.');
      const bytes = bytesOfBase64(textArgument(content));
      const position = insertPosition(book, wanted.positionType, wanted.relativeTo);
      return state.readXlsx(book, bytes, { sheetNames: wanted.sheetNamesToInsert, position });
    },
    _GetObjectByReferenceId: (state, [id]) => state.references.get(String(id)) ?? NULL_OBJECT,
    _RemoveReference: (state, [id]) => void state.references.delete(String(id)),
    _RegisterActivatedEvent: nothing,
    _UnregisterActivatedEvent: nothing,
  },
});

/** Protection of the structure: which sheets there are, their names, their order, whether they are seen. */
export const workbookProtectionMembers = members<Book>({
  properties: { Protected: (book) => book.structureProtected },
  methods: {
    Protect: (book) => {
      book.structureProtected = true;
    },
    Unprotect: (book) => {
      if (Object.keys(book.structurePassword).length > 0)
        throw new BookError('AccessDenied', 'A password protects the structure.');
      book.structureProtected = false;
    },
  },
});

function insertPosition(book: Book, positionType: unknown, relativeTo: unknown): number {
  const kind = oneOf(positionType ?? 'End', ['None', 'Before', 'After', 'Beginning', 'End']);
  if (kind === 'Beginning') return 0;
  if (kind === 'End' || kind === 'None') return book.sheets.length;
  const other = book.findSheet(textArgument(relativeTo)) ?? missing();
  return other.position + (kind === 'After' ? 1 : 0);
}

function bytesOfBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replace(/^data:[^,]*,/, '')), (letter) => letter.charCodeAt(0));
}

export const applicationMembers = members<HostState>({
  properties: {
    CalculationMode: ({ book }) => book.calculation.mode,
    CalculationState: ({ book }) => {
      // Who asks waits for the end: it must come also where nothing is calculated unasked.
      void book.calculation.settle();
      return book.calculation.busy ? 'Calculating' : 'Done';
    },
    CalculationEngineVersion: () => 191029,
  },
  setters: {
    CalculationMode: ({ book }, mode) =>
      book.calculation.setManual(oneOf(mode, ['Automatic', 'AutomaticExceptTables', 'Manual']) === 'Manual'),
  },
  methods: {
    Calculate: ({ book }, [kind]) =>
      book.calculation.calculateNow(oneOf(kind, ['Recalculate', 'Full', 'FullRebuild']) !== 'Recalculate'),
    SuspendApiCalculationUntilNextSync: (state) => state.untilNextSync.push(state.book.calculation.hold()),
    SuspendScreenUpdatingUntilNextSync: nothing,
  },
});

interface Names {
  readonly book: Book;
  /** The sheet from whose collection this was asked; names are those of the workbook there too. */
  readonly sheet?: Sheet;
}

interface NameTarget {
  readonly book: Book;
  readonly item: DefinedName;
}

const nameRef = (book: Book, item: DefinedName | undefined): Ref =>
  item ? new Ref('NamedItem', { book, item } satisfies NameTarget) : NULL_OBJECT;

function formulaArgument(value: unknown): string {
  if (value instanceof Ref && value.type === 'Range') {
    const { sheet, rect } = value.target as RangeTarget;
    return `=${quoteSheetName(sheet.name)}!${rectAddress(rect, true)}`;
  }
  const text = String(value);
  return text.startsWith('=') ? text : `=${text}`;
}

export const namedItemCollectionMembers = members<Names>({
  items: ({ book }) => [...book.names.values()].map((item) => nameRef(book, item)),
  indexer: ({ book }, key) => nameRef(book, book.findName(textArgument(key)) ?? missing()),
  methods: {
    Add: ({ book }, [name, reference, comment]) => {
      const text = textArgument(name);
      if (book.findName(text)) invalid(`The name ${text} exists already.`);
      return nameRef(book, book.setName(text, formulaArgument(reference), optional(comment, textArgument) ?? ''));
    },
    GetCount: ({ book }) => book.names.size,
    GetItemOrNullObject: ({ book }, [name]) => nameRef(book, book.findName(textArgument(name))),
  },
});

function nameValue({ book, item }: NameTarget): unknown {
  const range = book.resolve(item.name);
  if (!range) return item.formula.replace(/^="?|"$/g, '');
  const { sheet, rect } = range;
  return rect.rows * rect.columns === 1 ? sheet.value(rect.row, rect.column) : item.formula.replace(/^=/, '');
}

export const namedItemMembers = members<NameTarget>({
  id: ({ item }) => item.name,
  properties: {
    Name: ({ item }) => item.name,
    Formula: ({ item }) => item.formula,
    Comment: ({ item }) => item.comment,
    Visible: ({ item }) => item.visible,
    Scope: () => 'Workbook',
    Type: ({ book, item }) => {
      if (book.resolve(item.name)) return 'Range';
      return item.formula.includes('#REF!') ? 'Error' : 'String';
    },
    Value: nameValue,
  },
  setters: {
    Formula: ({ book, item }, formula) => void book.setName(item.name, formulaArgument(formula), item.comment),
    Comment: ({ item }, comment) => {
      item.comment = textArgument(comment);
    },
    Visible: ({ item }, visible) => {
      item.visible = visible === true;
    },
  },
  navigation: {
    Worksheet: ({ book, item }) => sheetRef(book.resolve(item.name)?.sheet),
    WorksheetOrNullObject: () => NULL_OBJECT,
  },
  methods: {
    GetRange: ({ book, item }) => {
      const range = book.resolve(item.name) ?? missing();
      return rangeRef(range.sheet, range.rect);
    },
    GetRangeOrNullObject: ({ book, item }) => {
      const range = book.resolve(item.name);
      return range ? rangeRef(range.sheet, range.rect) : NULL_OBJECT;
    },
    Delete: ({ book, item }) => book.deleteName(item.name),
  },
});

interface SettingTarget {
  readonly book: Book;
  readonly key: string;
}

const settingRef = (book: Book, key: string): Ref => new Ref('Setting', { book, key } satisfies SettingTarget);

export const settingCollectionMembers = members<Book>({
  items: (book) => [...book.settings.keys()].map((key) => settingRef(book, key)),
  indexer: (book, key) => (book.settings.has(String(key)) ? settingRef(book, String(key)) : missing()),
  methods: {
    Add: (book, [key, value]) => {
      book.settings.set(textArgument(key), value);
      return settingRef(book, textArgument(key));
    },
    GetCount: (book) => book.settings.size,
    GetItemOrNullObject: (book, [key]) =>
      book.settings.has(String(key)) ? settingRef(book, String(key)) : NULL_OBJECT,
  },
});

export const settingMembers = members<SettingTarget>({
  id: ({ key }) => key,
  properties: { Key: ({ key }) => key, Value: ({ book, key }) => book.settings.get(key) ?? null },
  setters: { Value: ({ book, key }, value) => void book.settings.set(key, value) },
  methods: { Delete: ({ book, key }) => void book.settings.delete(key) },
});

/** Error values by the code that the runtime of the custom functions sends. */
const ERROR_OF_CODE: Record<number, string> = {
  1: '#N/A',
  5: '#DIV/0!',
  6: '#NUM!',
  8: '#NULL!',
  9: '#NAME?',
  10: '#NAME?',
};

function scalarOf(value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const entity = value as { code?: string; basicValue?: unknown; value?: unknown };
  const basic = entity.code ?? entity.basicValue ?? entity.value;
  if (typeof basic === 'string' && isErrorText(basic)) return basic;
  return typeof basic === 'number' || typeof basic === 'boolean' || typeof basic === 'string' ? basic : '#VALUE!';
}

/** A number that comes with its format: Excel's data types Double and FormattedNumber. */
function formatOf(value: unknown): { numberFormat?: string } {
  const { basicValue, numberFormat } = (value ?? {}) as { basicValue?: unknown; numberFormat?: unknown };
  return typeof basicValue === 'number' && typeof numberFormat === 'string' ? { numberFormat } : {};
}

export function answerOf(ok: boolean, value: unknown, code: unknown): Answer {
  if (!ok) {
    const error = ERROR_OF_CODE[Number(code)] ?? '#VALUE!';
    return { error, message: typeof value === 'string' ? value : '' };
  }
  if (Array.isArray(value)) {
    const rows = value as unknown[];
    const [first] = rows.flat(1);
    return {
      value: rows.map((row) => (Array.isArray(row) ? row.map(scalarOf) : [scalarOf(row)])),
      ...(rows.flat(1).length === 1 ? formatOf(first) : {}),
    };
  }
  const entity = value as { code?: string; message?: string } | null;
  if (typeof entity === 'object' && entity?.code && isErrorText(entity.code))
    return { error: entity.code, message: entity.message ?? '' };
  return { value: scalarOf(value), ...formatOf(value) };
}

export const customFunctionsMembers = members<HostState>({
  methods: {
    _SetOsfControlContainerReadyForCustomFunctions: (state) => state.functionsReady(),
    /** 1: too large answers are sent in parts; 2: answers come every 200 ms instead of 500; 4: that interval has a limit. */
    _GetEnabledFeatures: () => [1, 2, 4],
    SetInvocationArrayResults: ({ book }, [results]) => {
      const rows = results as [number, boolean, unknown, unknown?][];
      book.functions.receive(rows.map(([id, ok, value, code]) => ({ id, answer: answerOf(ok, value, code) })));
    },
    SetInvocationResults: ({ book }, [results]) => {
      const rows = results as { id: number; failed?: boolean; value?: unknown; errorCode?: number }[];
      book.functions.receive(
        rows.map(({ id, failed, value, errorCode }) => ({ id, answer: answerOf(!failed, value, errorCode) })),
      );
    },
  },
});

/** Office.js tells here that the handlers of ribbon commands are associated. */
/** When the add-in's page runs: now (shown as a pane or behind), and from the opening of the document on. */
export const runtimeMembers = members<HostState>({
  methods: {
    SetAppRuntimeState: (state, [to]) => {
      state.runtime.now = String(to);
    },
    SetAppRuntimeStartState: (state, [to]) => {
      state.runtime.atStart = String(to);
    },
  },
});

export const addinServiceMembers = members<HostState>({ methods: { NotifyActionHandlerReady: nothing } });
