/** Tests of 抽出条件: what is written can be read back, and what stands there is what runs. */
import { defaultSettings, PARAMETERS } from '../../src/criteria';
import { AnalystError, daysOf, defaultReceiptRules, type Cell } from '../../src/kdb';
import { conditionsSheet, DEFAULT_CONDITIONS, readConditions } from '../../src/plan';
import { gridOf } from './support';

const KEY = 0;
const VALUE = 3;

/** The sheet with some cells typed over, by key. */
function typed(values: Record<string, Cell>): Cell[][] {
  return gridOf(conditionsSheet()).map((cells) => {
    const key = String(cells[KEY] ?? '');
    return key in values ? cells.map((cell, index) => (index === VALUE ? values[key]! : cell)) : cells;
  });
}

function refusal(values: Record<string, Cell>): AnalystError {
  try {
    readConditions(typed(values));
  } catch (error) {
    if (error instanceof AnalystError) return error;
  }
  throw new Error('was accepted');
}

test('the sheet as written gives the defaults back', () => {
  expect(readConditions(typed({}))).toEqual(DEFAULT_CONDITIONS);
});

test('values other than the defaults survive writing and reading', () => {
  const settings = { ...defaultSettings(), 'lowNutrition.bmiAtMost': 18.5, 'discontinued.perDisease': true };
  const receiptRules = {
    ...defaultReceiptRules(),
    drugUnit: 'effect' as const,
    minimumDays: 14,
    hypnoticEffects: ['112', '1124'],
    cvdDiseases: { codes: ['I50'], words: ['心不全'], butNot: ['心不全の疑い'] },
    duplicates: [{ institutions: 2, effects: 1 }],
  };
  const values = {
    fiscalYear: 2024,
    referenceDate: daysOf(2024, 12, 31),
    joinByBirth: true,
    withoutLeavers: false,
    excludedPersons: [
      { place: '甲市', fiscalYear: null, persons: 300 },
      { place: '乙;町=1', fiscalYear: 2024, persons: 0 },
    ],
    settings,
    receiptRules,
    listColumns: ['世帯構成', '申請、届出'],
  };
  expect(readConditions(gridOf(conditionsSheet(values)))).toEqual(values);
});

test('every threshold and switch has a row of its own', () => {
  const keys = gridOf(conditionsSheet()).map((cells) => cells[KEY]);
  for (const { key } of PARAMETERS) expect(keys.filter((each) => each === key)).toHaveLength(1);
});

test('full-width digits and other writings of a year are read', () => {
  const settingsOf = (values: Record<string, Cell>) => readConditions(typed(values));
  expect(settingsOf({ 'lowNutrition.bmiAtMost': '１８．５' }).settings['lowNutrition.bmiAtMost']).toBe(18.5);
  expect(settingsOf({ fiscalYear: '２０２４年度' }).fiscalYear).toBe(2024);
  expect(settingsOf({ fiscalYear: '令和7年度' }).fiscalYear).toBe(2025);
  expect(settingsOf({ referenceDate: '令和8年3月31日' }).referenceDate).toBe(daysOf(2026, 3, 31));
  expect(settingsOf({ referenceDate: 46112 }).referenceDate).toBe(daysOf(2026, 3, 31));
});

test.each([
  ['lowNutrition.bmiAtMost', 200, 'settings.outOfRange'],
  ['lowNutrition.bmiAtMost', 'ふつう', 'settings.notNumber'],
  ['discontinued.perDisease', 'たぶん', 'settings.notSwitch'],
  ['fiscalYear', 20, 'settings.fiscalYear'],
  ['referenceDate', 'あした', 'settings.referenceDate'],
  ['withoutLeavers', 'ときどき', 'settings.notSwitch'],
  ['receiptRule:drugPeriod', '去年', 'settings.receiptRule'],
  ['receiptRule:minimumDays', 0, 'settings.receiptRule'],
  ['receiptRule:drugReceipts', '入院、薬局', 'settings.receiptRule'],
  ['receiptRule:htEffects', '降圧薬', 'settings.receiptRule'],
  ['receiptRule:dmDiseases.codes', '糖尿病', 'settings.receiptRule'],
  ['receiptRule:duplicates', 'たくさん', 'settings.receiptRule'],
])('%s = %s is refused, and the sentence names the cell', (key, value, code) => {
  const row = gridOf(conditionsSheet()).findIndex((cells) => cells[KEY] === key) + 1;
  const error = refusal({ [key]: value });
  expect(error.code).toBe(code);
  expect(error.message).toContain(`D${row}`);
});

test('rows in another order are still known by their keys', () => {
  const rows = typed({ 'oral.none': null, 'lowNutrition.bmiAtMost': 19 }).reverse();
  expect(readConditions(rows).settings['lowNutrition.bmiAtMost']).toBe(19);
});

test('headings for the lists are read between 、 and other separators, each once, and no more than lists can show', () => {
  const columnsOf = (cell: string) => readConditions(typed({ listColumns: cell })).listColumns;
  expect(columnsOf('')).toEqual([]);
  expect(columnsOf('世帯構成、 民生委員,世帯構成；備考')).toEqual(['世帯構成', '民生委員', '備考']);
  expect(columnsOf('"申請、届出"、"甲""乙"')).toEqual(['申請、届出', '甲"乙']);
  const eight = ['一', '二', '三', '四', '五', '六', '七', '八'];
  expect(columnsOf(eight.join('、'))).toEqual(eight);
  expect(() => columnsOf([...eight, '九'].join('、'))).toThrow('「一覧に出す列」には 9 個の見出しがあります');
});
