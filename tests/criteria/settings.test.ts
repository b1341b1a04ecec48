/** What stands in the sheet is what runs: values are read as analysts write them, and impossible ones name their cell. */
import { AnalystError } from '../../src/kdb';
import {
  defaultSettings,
  differencesFromDefault,
  lint,
  PARAMETERS,
  settingsFromRows,
  settingText,
} from '../../src/criteria';

const read = (key: string, value: unknown): number | boolean | undefined =>
  settingsFromRows([{ key, value, cell: 'C5' }])[key];

const refusal = (key: string, value: unknown): AnalystError => {
  try {
    read(key, value);
  } catch (error) {
    if (error instanceof AnalystError) return error;
    throw error;
  }
  throw new Error(`${String(value)} was accepted`);
};

describe('settings', () => {
  it('default to the thresholds of the public definitions', () => {
    expect(defaultSettings()).toMatchObject({
      'lowNutrition.bmiAtMost': 20,
      'polypharmacy.drugCountAtLeast': 15,
      'uncontrolled.hba1cAtLeast': 8,
      'uncontrolled.sbpAtLeast': 160,
      'uncontrolled.dbpAtLeast': 100,
      'comorbidFrailty.hba1cAtLeast': 7,
      'kidney.egfrBelow': 45,
      'kidney.proteinuriaAtLeast': 3,
    });
  });

  it('every parameter has one key, a status, and a default inside its limits', () => {
    expect(new Set(PARAMETERS.map(({ key }) => key)).size).toBe(PARAMETERS.length);
    for (const { parameter } of PARAMETERS) {
      expect(typeof parameter.default).toBe(parameter.kind === 'number' ? 'number' : 'boolean');
      if (typeof parameter.default !== 'number') continue;
      const [low, high] = parameter.usual ?? [NaN, NaN];
      expect(parameter.default >= low && parameter.default <= high).toBe(true);
      expect(low >= parameter.range![0] && high <= parameter.range![1]).toBe(true);
    }
  });

  it.each([
    [18.5, 18.5],
    ['18.5', 18.5],
    ['１８．５', 18.5],
    [' 19 ', 19],
    [8, 8],
    [60, 60],
  ])('reads the number %p', (value, expected) => {
    expect(read('lowNutrition.bmiAtMost', value)).toBe(expected);
  });

  it.each([
    ['＋', 3],
    ['+', 3],
    ['±', 2],
    ['－', 1],
    ['2+', 4],
    ['＋＋', 4],
    ['３＋', 5],
    [4, 4],
    ['４', 4],
  ])('reads the class %p of 尿蛋白', (value, expected) => {
    expect(read('kidney.proteinuriaAtLeast', value)).toBe(expected);
  });

  it.each([
    ['使う', true],
    ['使わない', false],
    [true, true],
    ['ＴＲＵＥ', true],
    ['false', false],
    [1, true],
    [0, false],
  ])('reads the switch %p', (value, expected) => {
    expect(read('kidney.pharmacyCounts', value)).toBe(expected);
  });

  it.each([
    ['lowNutrition.bmiAtMost', 200, 'settings.outOfRange', '200'],
    ['lowNutrition.bmiAtMost', 7.9, 'settings.outOfRange', '7.9'],
    ['lowNutrition.bmiAtMost', '二十', 'settings.notNumber', '二十'],
    ['lowNutrition.bmiAtMost', '', 'settings.notNumber', '空欄'],
    ['lowNutrition.bmiAtMost', null, 'settings.notNumber', '空欄'],
    ['lowNutrition.bmiAtMost', true, 'settings.notNumber', 'true'],
    ['lowNutrition.bmiAtMost', NaN, 'settings.notNumber', 'NaN'],
    ['lowNutrition.bmiAtMost', '1e1', 'settings.notNumber', '1e1'],
    ['polypharmacy.drugCountAtLeast', 15.5, 'settings.notWhole', '15.5'],
    ['kidney.pharmacyCounts', 'たぶん', 'settings.notSwitch', 'たぶん'],
    ['kidney.pharmacyCounts', '', 'settings.notSwitch', '空欄'],
  ])('refuses %s = %p, naming the cell', (key, value, code, shown) => {
    const error = refusal(key, value);
    expect(error.code).toBe(code);
    expect(error.message).toContain('C5');
    expect(error.message).toContain(`${shown}`);
  });

  it('keep their defaults where the sheet has no row, and pass over rows that are not theirs', () => {
    expect(settingsFromRows([{ key: '何か', value: '?', cell: 'C1' }])).toEqual(defaultSettings());
  });

  it('that differ from the defaults are told with both values', () => {
    const changed = { ...defaultSettings(), 'lowNutrition.bmiAtMost': 18.5, 'kidney.pharmacyCounts': true };
    expect(differencesFromDefault(defaultSettings())).toEqual([]);
    expect(differencesFromDefault(changed).map(({ text }) => text)).toEqual([
      'BMI（以下）: 既定 20 kg/m² → 18.5 kg/m²',
      '調剤レセプトも受診とみなす: 既定 使わない → 使う',
    ]);
  });

  it('written out and read back are the same', () => {
    const rows = PARAMETERS.map(({ key, parameter }) => ({
      key,
      value: settingText({ ...parameter, unit: '' }, parameter.default),
      cell: 'A1',
    }));
    expect(settingsFromRows(rows)).toEqual(defaultSettings());
  });
});

describe('the linter', () => {
  it('finds nothing in the defaults', () => {
    expect(lint(defaultSettings())).toEqual([]);
  });

  it.each([
    ['lowNutrition.bmiAtMost', 40, 'warning', '通常の範囲（16〜25）'],
    ['uncontrolled.dbpAtLeast', 160, 'error', '収縮期血圧の基準 160 以上'],
    ['comorbidFrailty.hba1cAtLeast', 9, 'warning', 'コントロール不良の基準 8 より高く'],
    ['kidney.proteinuriaAtLeast', 1, 'error', '全員当たります'],
  ])('tells of %s at %p', (key, value, level, words) => {
    const found = lint({ ...defaultSettings(), [key]: value });
    expect(found.find((finding) => finding.key === key && finding.text.includes(words))?.level).toBe(level);
  });

  it('names errors before warnings', () => {
    const levels = lint({ ...defaultSettings(), 'lowNutrition.bmiAtMost': 40, 'kidney.proteinuriaAtLeast': 1 }).map(
      ({ level }) => level,
    );
    expect(levels).toEqual([...levels].sort());
    expect(levels[0]).toBe('error');
  });
});
