/** Boots Univer without a page: core, formula engine, sheets, and a workbook with one empty sheet. */
import {
  type ILocales,
  type Injector,
  IUniverInstanceService,
  LocaleType,
  LogLevel,
  mergeWorksheetSnapshotWithDefault,
  Univer,
  UniverInstanceType,
  type IWorksheetData,
  type Workbook,
} from '@univerjs/core';
import {
  type ArrayValueObject,
  type BaseValueObject,
  ErrorType,
  ErrorValueObject,
  IFunctionService,
  Interpreter,
  StringValueObject,
  UniverFormulaEnginePlugin,
} from '@univerjs/engine-formula';
import { UniverSheetsPlugin } from '@univerjs/sheets';
import { lookForNamesWhereTheyAre } from './definedNames';
import { repairDependencies } from './dependencies';
import { teachFormulas } from './engineFormulas';
import { parseShapesOnce } from './formulaShapes';
import { shareRepeatedCriteria } from './repeatedCriteria';

/** A booted spreadsheet engine and the workbook that it holds. */
export interface UniverBook {
  readonly injector: Injector;
  readonly workbook: Workbook;
  dispose(): void;
}

/** What a page adds to the engine: its own interface, in one language. */
export interface UniverSetup {
  readonly locale: ILocales[LocaleType];
  /** Registers further plugins, before the workbook is created. */
  readonly register: (univer: Univer) => void;
}

/** Size that a sheet starts with in the engine; it grows where something is written. Excel's own limit is far higher. */
export const START_ROWS = 5000;
export const START_COLUMNS = 256;

/** The engine keeps parsed formulas of all workbooks of a process together, by the id of the workbook. */
let books = 0;

/** The snapshot of an empty sheet. */
export function emptySheet(id: string, name: string): IWorksheetData {
  return mergeWorksheetSnapshotWithDefault({
    id,
    name,
    rowCount: START_ROWS,
    columnCount: START_COLUMNS,
    cellData: {},
  });
}

/**
 * Creates a workbook. Calculation is driven by `Calculation`, not by the sheets-formula plugin, whose trigger waits
 * 100 ms after every edit.
 */
export function bootUniver(setup?: UniverSetup): UniverBook {
  const univer = new Univer({
    locale: LocaleType.JA_JP,
    locales: { [LocaleType.JA_JP]: setup?.locale ?? {} },
    logLevel: LogLevel.SILENT,
  });
  univer.registerPlugin(UniverFormulaEnginePlugin);
  univer.registerPlugin(UniverSheetsPlugin);
  setup?.register(univer);
  const workbook = univer.createUnit<object, Workbook>(UniverInstanceType.UNIVER_SHEET, {
    id: `book-${(books += 1)}`,
    sheetOrder: ['sheet-1'],
    sheets: { 'sheet-1': emptySheet('sheet-1', 'Sheet1') },
    styles: {},
  });
  const injector = univer.__getInjector();
  // Without a current unit the engine overlooks changed names.
  injector.get(IUniverInstanceService).setCurrentUnitForType(workbook.getUnitId());
  repairDependencies(injector);
  guardInterpreter(injector.get(Interpreter));
  repairIfna(injector.get(IFunctionService));
  shareRepeatedCriteria(injector.get(IFunctionService));
  // Before formulas are put into the words of the engine, which leave names as they are.
  lookForNamesWhereTheyAre(injector);
  teachFormulas(injector);
  parseShapesOnce(injector);
  return { injector, workbook, dispose: () => univer.dispose() };
}

/** Univer 0.25.1 answers IFNA with its second argument whenever that is an error; Excel asks for it only where it is needed. */
function repairIfna(functions: IFunctionService): void {
  const executor = functions.getExecutor('IFNA');
  if (!executor) return;
  const calculate = executor.calculate.bind(executor) as (...values: BaseValueObject[]) => BaseValueObject;
  const fallback = StringValueObject.create('');
  executor.calculate = (value: BaseValueObject, ifNa: BaseValueObject) => {
    if (!ifNa.isError()) return calculate(value, ifNa);
    if (!value.isArray())
      return value.isError() && (value as ErrorValueObject).getErrorType() === ErrorType.NA ? ifNa : value;
    return (value as ArrayValueObject).map((item) =>
      item?.isError() && (item as ErrorValueObject).getErrorType() === ErrorType.NA ? ifNa : (item ?? fallback),
    );
  };
}

/** One formula that throws inside the engine must cost one cell, not the engine. */
function guardInterpreter(interpreter: Interpreter): void {
  const execute = interpreter.execute.bind(interpreter);
  const executeAsync = interpreter.executeAsync.bind(interpreter);
  const failed = (): BaseValueObject => ErrorValueObject.create(ErrorType.VALUE);
  interpreter.execute = (node) => {
    try {
      return execute(node);
    } catch {
      return failed();
    }
  };
  interpreter.executeAsync = (node) => executeAsync(node).catch(failed);
}
