/**
 * The persons of the wide table of `wideCsv.ts`, and the answers to all purposes, written by hand as SQL: who counts, what follows
 * from other columns and what a blank means are all in the query, so that DuckDB gives the same counts from the same file.
 */
import { defaultSettings, NATIONAL_CRITERIA } from '../src/criteria';
import { sqlOf } from '../tests/criteria/oracle';
import { CARE_WORDS, PROTEINURIA_WORDS } from '../tools/samples/columns';
import { DEFAULTS } from '../tools/samples/generate';

/** 要介護度 in its order, as the file has it. */
const LEVELS = CARE_WORDS.slice(1);
/** Place in `LEVELS` from which on a person is certified. */
const CERTIFIED_FROM = 3;
const QUESTIONS = [1, 4, 5, 6, 7, 8, 10, 11, 13];
const LAST_DAY = `${DEFAULTS.fiscalYear + 1}0331`;

/** Places in a list, from 1; NULL for what is not in it. */
const placeIn = (words: readonly string[], column: string): string =>
  `CASE "${column}" ${words.map((word, index) => `WHEN '${word}' THEN ${index + 1}`).join(' ')} END`;
/** Whoever has no row of receipts had none. */
const counted = (column: string): string => `coalesce("${column}", 0)`;
const said = (column: string): string => `coalesce("${column}" = '有', false)`;
const marked = (column: string): string => `coalesce("${column}" = 1, false)`;
const tenths = (column: string): string => `round("${column}" * 10)::BIGINT`;

/** BMI to one decimal, a half away from zero, in whole numbers: in binary a half could fall to either side. */
const BMI = `((2 * ${tenths('体重')} * 1000000 + ${tenths('身長')} * ${tenths('身長')}) // (2 * ${tenths('身長')} * ${tenths('身長')})) / 10`;
const EGFR = `round(194 * pow("クレアチニン", -1.094) * pow(("健診受診日" - "生年月日") // 10000, -0.287)
  * CASE "性別" WHEN '女' THEN 0.739 ELSE 1 END, 1)`;

const COLUMNS: Readonly<Record<string, string>> = {
  bmi: `coalesce("BMI", ${BMI})`,
  hba1c: '"HbA1c"',
  sbp: '"収縮期血圧"',
  dbp: '"拡張期血圧"',
  egfr: `coalesce("eGFR", ${EGFR})`,
  ...Object.fromEntries(QUESTIONS.map((number) => [`q${number}`, `"質問票${number}"`])),
  proteinuria: placeIn(PROTEINURIA_WORDS, '尿蛋白'),
  inpatient: counted('医科入院レセ件数'),
  outpatient: counted('医科外来レセ件数'),
  dental: counted('歯科レセ件数'),
  pharmacy: counted('調剤レセ件数'),
  drugCount: counted('処方薬剤数'),
  hypnotic: said('睡眠薬'),
  dmDrug: marked('糖尿病薬'),
  dmDrugPrevious: marked('糖尿病薬(前年度)'),
  htDrug: marked('高血圧薬'),
  htDrugPrevious: marked('高血圧薬(前年度)'),
  dmDiagnosis: said('糖尿病'),
  cvdDiagnosis: `${said('心不全')} OR ${said('脳卒中')}`,
  checkedUp: '"健診受診日" IS NOT NULL',
  checkedUpPrevious: '"健診受診日(前年度)" IS NOT NULL',
  careLevel: placeIn(LEVELS, '要介護度'),
  careLevelPrevious: placeIn(LEVELS, '要介護度(前年度)'),
  certified: `coalesce(${placeIn(LEVELS, '要介護度')} >= ${CERTIFIED_FROM}, false)`,
  certifiedPrevious: `coalesce(${placeIn(LEVELS, '要介護度(前年度)')} >= ${CERTIFIED_FROM}, false)`,
  // The file does not have these.
  ...Object.fromEntries(
    ['inpatientPrevious', 'outpatientPrevious', 'dentalPrevious', 'pharmacyPrevious'].map((name) => [
      name,
      'NULL::INT',
    ]),
  ),
  ...Object.fromEntries(
    ['dmDrugTwoYearsAgo', 'dmDrugThreeYearsAgo', 'htDrugTwoYearsAgo', 'htDrugThreeYearsAgo'].map((name) => [
      name,
      'NULL::BOOLEAN',
    ]),
  ),
};

/** The persons who count, from the rows of the file. `rows`: a table, or `read_csv(…)`. */
function personsOf(rows: string): string {
  const columns = Object.entries(COLUMNS).map(([name, value]) => `${value} AS "${name}"`);
  return `SELECT ${columns.join(', ')} FROM ${rows}
    WHERE "資格取得日" <= ${LAST_DAY} AND ("資格喪失日" IS NULL OR "資格喪失日" > ${LAST_DAY})`;
}

/** One row: of each purpose those whom it hits, and those whom nobody can judge. `rows` as above. */
export function answersOf(rows: string): string {
  const sql = sqlOf(defaultSettings(), true);
  const conditions = NATIONAL_CRITERIA.map(({ id }) => `(${sql[id]}) AS "${id}"`);
  const counts = NATIONAL_CRITERIA.map(({ id }) => `count_if("${id}"), count(*) - count("${id}")`);
  return `SELECT ${counts.join(', ')} FROM (SELECT ${conditions.join(', ')} FROM (${personsOf(rows)}))`;
}
