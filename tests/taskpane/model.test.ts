/** The pane's words, scales and states, without a page. */
import { CRITERIA, defaultSettings, NATIONAL_CRITERIA } from '../../src/criteria';
import { AnalystError } from '../../src/kdb/errors';
import { describeConditions } from '../../src/taskpane/model/conditions';
import { countsOf, scaleEnd } from '../../src/taskpane/model/results';
import { INITIAL_STATE, isOutdated, reduce, remainingSeconds } from '../../src/taskpane/model/state';
import { troubleOf } from '../../src/taskpane/model/trouble';
import { countText, percentText, placeText, remainingText, yearText } from '../../src/taskpane/model/words';
import { CHANGED_VIEW, RESULT, VIEW } from './fakeDoor';

describe('words', () => {
  test('years stand in both calendars', () => {
    expect(yearText(2025)).toBe('令和7年度');
    expect(yearText(2019)).toBe('令和元年度');
    expect(yearText(2018)).toBe('平成30年度');
  });

  test('counts have separators, shares one decimal, and nobody has no share', () => {
    expect(countText(1234567)).toBe('1,234,567');
    expect(percentText(1, 8)).toBe('12.5');
    expect(percentText(0, 5)).toBe('0.0');
    expect(percentText(0, 0)).toBe('－');
  });

  test('remaining time is rounded to what a person can use', () => {
    expect(remainingText(2)).toBe('残り わずか');
    expect(remainingText(12)).toBe('残り 約 15 秒');
    expect(remainingText(61)).toBe('残り 約 2 分');
  });

  test('a sheet of a file is named with its file, a sheet of the workbook by itself', () => {
    expect(placeText({ file: '健診.xlsx', sheet: 'R7' })).toBe('健診.xlsx［R7］');
    expect(placeText({ file: '健診', sheet: '健診' })).toBe('健診');
  });
});

describe('remaining time', () => {
  const began = reduce(INITIAL_STATE, { type: 'began', kind: 'extract', stage: '読む', at: 0 });
  const after = (done: number, total: number, at: number, stage = '読む') =>
    reduce(began, { type: 'progressed', progress: { stage, done, total }, at }).activity!;

  test('follows the pace of the present stage', () => {
    expect(remainingSeconds(after(25, 100, 2000))).toBe(6);
  });

  test('is not guessed in the first second, without a total, or at the start of a new stage', () => {
    expect(remainingSeconds(after(25, 100, 900))).toBeNull();
    expect(remainingSeconds(after(25, 0, 2000))).toBeNull();
    expect(remainingSeconds(after(25, 100, 5000, '書く'))).toBeNull();
  });
});

test('results are old as soon as data or criteria differ from those they were made of', () => {
  const fresh = { ...INITIAL_STATE, result: RESULT, view: VIEW };
  expect(isOutdated(fresh)).toBe(false);
  expect(isOutdated({ ...fresh, view: CHANGED_VIEW })).toBe(true);
  expect(isOutdated({ ...fresh, result: null, view: CHANGED_VIEW })).toBe(false);
});

test('an area that a new result no longer has falls back to everybody', () => {
  expect(countsOf(RESULT, '南部')).toBe(RESULT.byArea[2]!.criteria);
  expect(countsOf(RESULT, '西部')).toBe(RESULT.criteria);
});

test('the bars end at the next round number above the greatest rate', () => {
  const rates = (...hits: number[]) => RESULT.criteria.map((one, index) => ({ ...one, hits: hits[index] ?? 0 }));
  expect(scaleEnd(rates())).toBe(1);
  expect(scaleEnd(rates(374))).toBe(20);
  expect(scaleEnd(rates(1800))).toBe(100);
});

describe('troubles', () => {
  test('an error of the criteria points to the sheet of the criteria, one of the data to the files', () => {
    expect(troubleOf(new AnalystError('source.none')).remedy).toBe('files');
    const settings = { cell: 'C5', label: 'BMI', value: 'x', low: 8, high: 60 };
    expect(troubleOf(new AnalystError('settings.notNumber', settings)).remedy).toBe('conditions');
  });

  test('an unforeseen error keeps its own words inside a sentence', () => {
    expect(troubleOf(new Error('GeneralException')).sentence).toContain('（GeneralException）');
  });
});

describe('criteria as the pane shows them', () => {
  test('the defaults differ in nothing and need no columns while there are no data', () => {
    const views = describeConditions(defaultSettings(), []);
    expect(views.map(({ name }) => name)).toEqual(NATIONAL_CRITERIA.map(({ name }) => name));
    expect(views.every(({ ready, differences }) => ready && differences.length === 0)).toBe(true);
  });

  test('a changed threshold is told with both values, and runs in the sentence', () => {
    const parameter = CRITERIA[0]!.parameters[0]!;
    const views = describeConditions({ ...defaultSettings(), [`lowNutrition.${parameter.id}`]: 18.5 }, []);
    expect(views[0]!.differences).toEqual([{ label: parameter.label, standard: '20 kg/m²', current: '18.5 kg/m²' }]);
    expect(views[0]!.sentence).toContain('18.5');
  });
});
