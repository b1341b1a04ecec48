/** The conditions of a run: those of the sheet 抽出条件 in a workbook of ours among the files, else the defaults. */
import { criterionById, differencesFromDefault, PARAMETERS } from '../../criteria';
import { type Cell, type SourceInput, toWareki } from '../../kdb';
import {
  CONDITIONS_COLUMNS,
  CONDITIONS_SHEET,
  DEFAULT_CONDITIONS,
  readConditions,
  referenceDateIn,
  type ConditionValues,
} from '../../plan';
import { sheetOfInput } from './files';

/** What is typed on the command line; it goes before what stands in a workbook. */
export interface ConditionOptions {
  readonly year?: number;
  readonly joinByBirth?: boolean;
}

export interface RunConditions {
  readonly values: ConditionValues;
  /** Whose conditions they are and how they differ from the defaults; nothing where they are the defaults. */
  readonly notices: readonly string[];
}

/** Whether the sheet has a row of ours: somebody may have made a sheet of that name for himself. */
function hasOurRows(rows: readonly (readonly Cell[])[]): boolean {
  const ours = new Set(PARAMETERS.map(({ key }) => key));
  return rows.some((cells) => ours.has(String(cells[CONDITIONS_COLUMNS.key] ?? '')));
}

/** What a person would want to know before trusting the figures, in a few words. */
function inWords(values: ConditionValues, options: ConditionOptions): string {
  const {
    fiscalYear,
    referenceDate,
    joinByBirth,
    withoutLeavers,
    excludedPersons,
    settings,
    receiptRules,
    listColumns,
  } = values;
  const year = options.year ?? fiscalYear;
  const changed = differencesFromDefault(settings).map(({ id, text }) => `${criterionById(id).name} ${text}`);
  const sameRules = JSON.stringify(receiptRules) === JSON.stringify(DEFAULT_CONDITIONS.receiptRules);
  return [
    year === null ? '抽出年度 自動' : `抽出年度 ${year}${options.year === undefined ? '' : '（--year の指定）'}`,
    ...(referenceDate === null ? [] : [`基準日 ${toWareki(referenceDate)}`]),
    ...(joinByBirth ? ['生年月日で結合'] : []),
    ...(withoutLeavers ? [] : ['資格喪失者を除かない']),
    ...(excludedPersons.length === 0 ? [] : ['健診の対象外者数を入力']),
    ...(sameRules ? [] : ['レセプトの数え方を変更']),
    ...(listColumns.length === 0 ? [] : [`一覧に出す列 ${listColumns.join('・')}`]),
    changed.length === 0 ? 'しきい値はすべて既定' : `既定と違うしきい値 ${changed.length} 件（${changed.join('、')}）`,
  ].join('、');
}

/**
 * The conditions that run. Where several workbooks bring a sheet 抽出条件, the first is used, as it is when they are
 * opened one after another. Throws AnalystError settings.* for a value that cannot be.
 */
export function conditionsOf(inputs: readonly SourceInput[], options: ConditionOptions): RunConditions {
  const found = inputs
    .filter((input) => sheetOfInput(input) === CONDITIONS_SHEET)
    .map(({ file, rows }) => ({ file, rows: [...rows()] }))
    .filter(({ rows }) => hasOurRows(rows));
  const [used, ...others] = found;
  const typed = {
    ...(options.year === undefined ? {} : { fiscalYear: options.year }),
    ...(options.joinByBirth === true ? { joinByBirth: true } : {}),
  };
  if (used === undefined) return { values: { ...DEFAULT_CONDITIONS, ...typed }, notices: [] };
  const standing = readConditions(used.rows);
  // 抽出年度 of this call goes with its own 基準日.
  const referenceDate = referenceDateIn(standing, options.year ?? standing.fiscalYear);
  const values = { ...standing, ...typed, referenceDate };
  return {
    values,
    notices: [
      `${used.file} のシート「${CONDITIONS_SHEET}」の条件で抽出しました（${inWords(values, options)}）。`,
      ...others.map(
        ({ file }) => `${file} のシート「${CONDITIONS_SHEET}」は使っていません（${used.file} のものを使いました）。`,
      ),
    ],
  };
}
