/** A typed stand-in for the workbook behind the pane: answers from data, and steps that a test finishes by hand. */
import { datasetOfOneYear } from '../oneYear';
import { suggestColumns } from '../../src/kdb/unknownColumns';
import { createEvaluator, defaultSettings } from '../../src/criteria';
import { NATIONAL_CRITERIA, type CriteriaSettings, type CriterionCount, type CriterionId } from '../../src/criteria';
import { describeConditions } from '../../src/taskpane/model/conditions';
import { generatePersonTable } from '../../tools/samples/table';
import type {
  AfterYearCell,
  ConditionSet,
  ConditionView,
  Dataset,
  Evaluation,
  ExcelDoor,
  ExtractionView,
  FormGroup,
  FormsWritten,
  PickedFile,
  SupportStarted,
  WorkbookView,
} from '../../src/taskpane/door';
import type { FunctionInfo } from '../../src/taskpane/functions/listed';
import type { FieldId, SourceReport } from '../../src/kdb';

const NAMES = [
  '低栄養',
  '口腔',
  '服薬（多剤）',
  '服薬（睡眠薬）',
  '身体的フレイル',
  '重症化予防（コントロール不良者）',
  '重症化予防（糖尿病等治療中断者）',
  '重症化予防（基礎疾患保有＋フレイル）',
  '重症化予防（腎機能不良未受診者）',
  '健康状態不明者',
];
const HITS = [87, 241, 112, 138, 266, 41, 58, 374, 9, 32];
const UNDETERMINED = [214, 198, 0, 36, 187, 420, 0, 96, 512, 0];

export const CONDITIONS: readonly ConditionView[] = describeConditions(defaultSettings(), []);

function source(part: Partial<SourceReport> & Pick<SourceReport, 'file'>): SourceReport {
  return {
    layout: { id: 'register', name: '被保険者台帳', status: 'common' },
    kinds: ['register'],
    placed: { years: [], isOfEveryYear: true, basis: '' },
    headerRow: 3,
    columns: [
      { index: 0, heading: '被保険者番号', field: 'personId' },
      { index: 1, heading: '性別', field: 'sex' },
      { index: 2, heading: '備考', field: null },
    ],
    rows: 3012,
    used: 3012,
    setAside: {},
    setAsideRows: {},
    notices: [],
    ...part,
  };
}

export const VIEW: WorkbookView = {
  fiscalYear: 2025,
  fiscalYearBasis: '最新の健診受診日から',
  persons: 3000,
  stamp: '2025-3000-7f3a9c',
  sources: [
    source({
      file: '被保険者台帳',
      used: 3000,
      setAside: { 資格喪失: 9, 合計行: 1, 重複: 2 },
      setAsideRows: { 資格喪失: [18, 77, 240], 合計行: [3015], 重複: [90, 1204] },
    }),
    source({
      file: '健診結果_R7',
      kinds: ['checkup'],
      layout: { id: 'FKAC167', name: 'KDB 後期高齢者の健診（FKAC167）', status: 'sourced' },
      rows: 1124,
      used: 1121,
      setAside: { 重複: 3 },
      setAsideRows: { 重複: [5, 18, 20] },
    }),
    source({
      file: 'レセプト集計',
      kinds: ['receipt'],
      layout: { id: 'receipt', name: 'レセプト集計', status: 'proposed' },
      rows: 2716,
      used: 2716,
    }),
    source({
      file: '要介護認定',
      kinds: ['certification'],
      layout: { id: 'care', name: '要介護認定者一覧', status: 'inferred' },
      rows: 811,
      used: 806,
      setAside: { 台帳にない: 5 },
    }),
  ],
  unrecognised: [{ file: 'メモ', why: '見出し行が見つかりません。被保険者番号などの見出しのある表ではないようです。' }],
  aggregates: [],
  notices: [],
  why: '',
  conditions: CONDITIONS,
  settings: defaultSettings(),
  quality: [
    {
      file: '健診結果_R7',
      field: 'bmi',
      index: 0,
      heading: 'BMI',
      filled: 1100,
      blank: 15,
      unreadable: 4,
      outOfRange: 2,
      examples: [7, 31, 88],
    },
  ],
  criteriaVersion: 'Ver.1 R4.2',
};

export const EMPTY_VIEW: WorkbookView = {
  ...VIEW,
  fiscalYear: null,
  fiscalYearBasis: '',
  persons: 0,
  stamp: '',
  quality: [],
  sources: [],
  unrecognised: [],
  why: 'データがまだありません。',
};

/** A workbook whose only sheet is no export. */
export const USELESS_VIEW: WorkbookView = {
  ...EMPTY_VIEW,
  unrecognised: VIEW.unrecognised,
  why: '健診・レセプト・認定などの書き出しが見つかりません。',
};

export const LACKING_VIEW: WorkbookView = {
  ...VIEW,
  conditions: CONDITIONS.map((condition) =>
    condition.id === 'kidney'
      ? {
          ...condition,
          ready: false,
          notice: 'eGFR の列がないため、ほかの条件で該当・非該当が決まる人のほかは、判定不能になります。',
        }
      : condition,
  ),
};

const CHANGED: CriteriaSettings = { ...defaultSettings(), 'lowNutrition.bmiAtMost': 18.5 };
export const CHANGED_VIEW: WorkbookView = {
  ...VIEW,
  stamp: '2025-3000-7f3a9c-18b2',
  settings: CHANGED,
  conditions: describeConditions(CHANGED, []),
};

function counts(persons: number, share: number): CriterionCount[] {
  return NATIONAL_CRITERIA.map(({ id }, index) => {
    const undetermined = Math.round(UNDETERMINED[index]! * share);
    return {
      id,
      name: NAMES[index]!,
      hits: Math.round(HITS[index]! * share),
      denominator: persons,
      judged: persons - undetermined,
      undetermined,
    };
  });
}

export const RESULT: ExtractionView = {
  fiscalYear: 2025,
  persons: 3000,
  stamp: VIEW.stamp,
  criteria: counts(3000, 1),
  byArea: [
    { area: '北部', criteria: counts(1200, 0.42) },
    { area: '中部', criteria: counts(1000, 0.33) },
    { area: '南部', criteria: counts(800, 0.25) },
  ],
  sheets: ['取込結果', '抽出条件', ...NAMES.map((name) => `抽出_${name}`), '共通評価指標'],
  notices: [],
};

/** Synthetic persons behind a view, as the workbook would give them. */
export function datasetOf(view: WorkbookView, size = 300): Dataset {
  const table = generatePersonTable({ size });
  const { fiscalYear } = table;
  const intake = { ...view, fiscalYear, table, onlyRemaining: '' };
  return datasetOfOneYear(intake, createEvaluator(table), view.settings, view.stamp);
}

/** A promise that the test settles. */
export class Settled<T> {
  resolve!: (value: T) => void;
  reject!: (error: unknown) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}

export type ExtractOptions = Parameters<ExcelDoor['extract']>[0];

/** Counts what was asked, and hands the running extraction to the test. */
export class FakeDoor implements ExcelDoor {
  readonly calls: string[] = [];
  readonly imported: PickedFile[][] = [];
  extraction = new Settled<ExtractionView>();
  options: ExtractOptions | null = null;
  inspectError: unknown = null;
  /** While set, a look at the workbook waits for it. */
  looking: Promise<void> | null = null;
  importError: unknown = null;
  asValues: string[] = [];

  constructor(public view: WorkbookView = VIEW) {}

  async inspect() {
    this.calls.push('inspect');
    await this.looking;
    if (this.inspectError) throw this.inspectError;
    return this.view;
  }

  extract(options: ExtractOptions) {
    this.calls.push('extract');
    this.options = options;
    this.extraction = new Settled<ExtractionView>();
    options.signal?.addEventListener('abort', () => this.extraction.reject(new Error('aborted')));
    return this.extraction.promise;
  }

  async importFiles(files: readonly PickedFile[]) {
    this.calls.push('importFiles');
    if (this.importError) throw this.importError;
    this.imported.push([...files]);
    return { asValues: this.asValues };
  }

  async openConditions() {
    this.calls.push('openConditions');
  }

  async restoreDefaults() {
    this.calls.push('restoreDefaults');
  }

  async changeListColumns(headings: readonly string[]) {
    this.calls.push(`changeListColumns ${headings.join('・')}`);
  }
  async changeFiscalYear(fiscalYear: number) {
    this.calls.push(`changeFiscalYear ${fiscalYear}`);
    this.view = { ...this.view, fiscalYear, fiscalYearBasis: '指定' };
  }

  afterYearCell: AfterYearCell | null = null;

  async afterYear() {
    return this.afterYearCell;
  }

  async changeAfterYear(fiscalYear: number | null) {
    this.calls.push(`changeAfterYear ${fiscalYear}`);
    if (this.afterYearCell) this.afterYearCell = { ...this.afterYearCell, written: fiscalYear };
  }

  started: SupportStarted | null = null;
  evaluated: Evaluation | null = null;
  written: Settled<FormsWritten> = new Settled();
  formOptions: Parameters<ExcelDoor['writeForms']>[1] | null = null;

  async startSupport(purposes: readonly CriterionId[]) {
    this.calls.push(`startSupport ${purposes.join(' ')}`);
    return this.started ?? { sheet: '支援記録', created: true, added: 12, known: 0, purposes, notices: [] };
  }

  async startSupportFor(persons: readonly { readonly row: number; readonly purpose: CriterionId }[]) {
    this.calls.push(`startSupportFor ${persons.map(({ row, purpose }) => `${row} ${purpose}`).join(', ')}`);
    return (
      this.started ?? {
        sheet: '支援記録',
        created: false,
        added: persons.length,
        known: 0,
        notices: [],
        purposes: persons.map(({ purpose }) => purpose),
      }
    );
  }

  async showPerson({ number }: { readonly number: string }, purpose: string) {
    this.calls.push(`showPerson ${number} ${purpose}`);
  }

  preferred: Awaited<ReturnType<ExcelDoor['preferences']>> = { role: null, protectsForms: true, hidesNames: false };

  async preferences() {
    return this.preferred;
  }

  async chooseRole(role: Parameters<ExcelDoor['chooseRole']>[0]) {
    this.calls.push(`chooseRole ${role}`);
    this.preferred = { ...this.preferred, role };
  }

  async protectFormulas(isOn: boolean) {
    this.calls.push(`protectFormulas ${isOn}`);
    this.preferred = { ...this.preferred, protectsForms: isOn };
  }

  async hideNames(isHidden: boolean) {
    this.calls.push(`hideNames ${isHidden}`);
    this.preferred = { ...this.preferred, hidesNames: isHidden };
  }

  async splitList(by: string) {
    this.calls.push(`splitList ${by}`);
    return { sheets: ['対象者（北部）', '対象者（南部）'], notices: [] };
  }

  pageNotices: readonly string[] = [];

  async makePersonPages() {
    this.calls.push('makePersonPages');
    return { sheets: ['個人票'], persons: 3, notices: this.pageNotices };
  }

  kinds: readonly string[] = ['受診・健診の案内', '経過のフィードバック'];

  async letterKinds() {
    return this.kinds;
  }

  async makeLetters(kind: string) {
    this.calls.push(`makeLetters ${kind}`);
    return { sheets: ['案内文', '差し込み'], persons: 2, notices: this.pageNotices };
  }

  async evaluation() {
    return this.evaluated;
  }

  writeForms(groups: readonly FormGroup[], options: Parameters<ExcelDoor['writeForms']>[1]) {
    this.calls.push(`writeForms ${groups.join(' ')}`);
    this.formOptions = options;
    this.written = new Settled<FormsWritten>();
    options.signal?.addEventListener('abort', () => this.written.reject(new Error('aborted')));
    return this.written.promise;
  }

  forms: Awaited<ReturnType<ExcelDoor['formsStatus']>> = [];

  async formsStatus() {
    return this.forms;
  }

  customFunctions = true;

  hasFunctions() {
    return this.customFunctions;
  }

  async refreshValues() {
    this.calls.push('refreshValues');
    return { sheets: ['共通評価指標', '実績報告書'], kept: [], notices: [] };
  }

  async openBindings() {
    this.calls.push('openBindings');
  }

  atStart: readonly string[] = [];

  async startNotices() {
    return this.atStart;
  }

  async openSheet(name: string) {
    this.calls.push(`openSheet ${name}`);
  }

  data: Dataset | null = null;
  sets: readonly ConditionSet[] = [];
  applied: CriteriaSettings | null = null;
  formulaError: unknown = null;

  async dataset() {
    return this.data;
  }

  async applySettings(settings: CriteriaSettings) {
    this.calls.push('applySettings');
    this.applied = settings;
    this.view = { ...this.view, settings, conditions: describeConditions(settings, []) };
    if (this.data) this.data = { ...this.data, settings };
  }

  async conditionSets() {
    return this.sets;
  }

  async keepConditionSets(sets: readonly ConditionSet[]) {
    this.sets = sets;
  }

  mapped: (readonly [number, FieldId | null])[] = [];

  async suggestColumns() {
    const rows = [
      ['被保険者番号', '体格の値', '備考'],
      ...['18.5', '22.1', '19.4', '25.3', '21.0', '20.2', '23.3'].map((value, index) => [`0000000${index}`, value, '']),
    ];
    return suggestColumns({ file: 'メモ', rows: () => rows });
  }

  async includeHiddenSheets(isIncluded: boolean) {
    this.calls.push(`includeHiddenSheets ${isIncluded}`);
  }

  async mapColumns(sheet: string, fields: ReadonlyMap<number, FieldId | null>) {
    this.calls.push(`mapColumns ${sheet}`);
    this.mapped = [...fields];
  }

  async selectCell(sheet: string, row: number, column: number) {
    this.calls.push(`selectCell ${sheet} ${row} ${column}`);
  }

  async writeFormula(formula: string) {
    this.calls.push(`writeFormula ${formula}`);
    if (this.formulaError) throw this.formulaError;
    return 'メモ!B2';
  }

  async selectedRange() {
    return 'メモ!B2:B9';
  }

  functionList: readonly FunctionInfo[] = [
    {
      id: 'LOWNUTRITION',
      name: 'LOWNUTRITION',
      description: '「低栄養」の抽出条件に当たる人の人数・割合・一覧などを返します。',
      parameters: [
        { name: '求めるもの', description: '人数（省略時）・割合・分母', optional: true },
        { name: '絞り込み', description: '例 "圏域=北部"。省略すると全員', optional: true },
      ],
    },
    {
      id: 'BMI',
      name: 'BMI',
      description: '体重と身長から BMI を計算します。',
      parameters: [
        { name: '体重', description: '体重（kg）' },
        { name: '身長', description: '身長（cm）' },
      ],
    },
    { id: 'NEWCOMER', name: 'NEWCOMER', description: 'まだ分類のない関数。', parameters: [] },
  ];

  async functions() {
    return this.functionList;
  }

  changed: (() => void) | null = null;

  onChanged(listener: () => void) {
    this.changed = listener;
    return () => {
      this.changed = null;
    };
  }

  /** What undo has to say. */
  undoNotices: readonly string[] = [];

  async undo() {
    this.calls.push('undo');
    return this.undoNotices;
  }

  async closeUndo() {
    this.calls.push('closeUndo');
  }

  /** Copies that are left when a way back is given up. */
  copiesLeft: readonly string[] = [];

  async giveUp() {
    this.calls.push('giveUp');
    return this.copiesLeft;
  }
}
