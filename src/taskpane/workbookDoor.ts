/** The door filled with the real workbook: the functions of the room excel, shaped for the pane. */
import {
  applySettings,
  changeFiscalYear,
  changeListColumns,
  closeUndo,
  currentDataset,
  giveUp,
  hasCustomFunctions,
  inspectWorkbook,
  keepConditionSets,
  includeHiddenSheets,
  mapColumns,
  onWorkbookChanged,
  readConditionSets,
  restoreDefaults,
  selectedRange,
  selectRow,
  showConditions,
  startWorkbook,
  suggestionsFor,
  undoLastWrite,
  writeFormula,
} from '../excel';
import { CRITERIA_VERSION } from '../criteria';
import { AnalystError } from '../kdb';
import type { ExcelDoor } from './door';
import type { FunctionInfo } from './functions/listed';
import { describeConditions } from './model/conditions';

/** The metadata that the build wrote beside the page. */
async function builtFunctions(): Promise<readonly FunctionInfo[]> {
  const answer = await fetch('functions.json');
  if (!answer.ok) throw new Error(`functions.json: ${answer.status}`);
  const { functions } = (await answer.json()) as { functions: readonly FunctionInfo[] };
  return functions;
}

export const workbookDoor: ExcelDoor = {
  async inspect(options) {
    const { readiness, ...view } = await inspectWorkbook(options);
    return { ...view, conditions: describeConditions(view.settings, readiness), criteriaVersion: CRITERIA_VERSION };
  },
  async extract(options) {
    const { extract } = await import('../excel/extract');
    return extract({ ...options, undoable: true });
  },
  async importFiles(files, options) {
    const { importFiles } = await import('../excel/importFiles');
    return importFiles(files, options);
  },
  dataset: () => currentDataset(),
  openConditions: showConditions,
  restoreDefaults: () => restoreDefaults({ undoable: true }),
  changeFiscalYear,
  changeListColumns,
  afterYear: async () => (await import('../excel/afterYear')).readAfterYear(),
  changeAfterYear: async (fiscalYear) => (await import('../excel/afterYear')).changeAfterYear(fiscalYear),
  applySettings,
  conditionSets: readConditionSets,
  keepConditionSets,
  suggestColumns: suggestionsFor,
  mapColumns,
  includeHiddenSheets,
  async startSupport(purposes, options) {
    const { startSupportLog } = await import('../excel/support');
    return startSupportLog(purposes, options);
  },
  async startSupportFor(persons, options) {
    const { startSupportFor } = await import('../excel/support');
    return startSupportFor(persons, options);
  },
  showPerson: async (person, purpose) => (await import('../excel/people')).showPerson(person, purpose),
  preferences: async () => (await import('../excel/preferences')).readPreferences(),
  chooseRole: async (role) => (await import('../excel/preferences')).chooseRole(role),
  protectFormulas: async (isOn) => (await import('../excel/preferences')).protectFormulas(isOn),
  hideNames: async (isHidden) => (await import('../excel/preferences')).hideNames(isHidden),
  async splitList(by, options) {
    const { splitList } = await import('../excel/splitList');
    return splitList(by, { ...options, undoable: true });
  },
  async makePersonPages(options) {
    const { makePersonPages } = await import('../excel/personPages');
    return makePersonPages({ ...options, undoable: true });
  },
  async letterKinds() {
    const { letterKinds } = await import('../excel/personPages');
    return letterKinds();
  },
  async makeLetters(kind, options) {
    const { makeLetters } = await import('../excel/personPages');
    return makeLetters(kind, { ...options, undoable: true });
  },
  async evaluation() {
    const { currentEvaluation } = await import('../excel/outcomes');
    try {
      return await currentEvaluation();
    } catch (error) {
      if (error instanceof AnalystError && error.code === 'support.none') return null;
      throw error;
    }
  },
  async writeForms(groups, options) {
    const { writeForms } = await import('../excel/forms');
    return writeForms(groups, { ...options, undoable: true });
  },
  hasFunctions: hasCustomFunctions,
  async refreshValues(options) {
    const { refreshValues } = await import('../excel/forms');
    return refreshValues({ ...options, undoable: true });
  },
  async formsStatus() {
    const { formsStatus } = await import('../excel/forms');
    return formsStatus();
  },
  openSheet: (name) => selectRow(name, 1),
  openBindings: async () => (await import('../excel/binding')).showBindings(),
  selectCell: selectRow,
  writeFormula,
  selectedRange,
  functions: builtFunctions,
  startNotices: startWorkbook,
  onChanged: onWorkbookChanged,
  undo: undoLastWrite,
  closeUndo,
  giveUp,
};
