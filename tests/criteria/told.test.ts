/** What the analyst reads about a criterion: its wording, its names, what is missing, the priority. */
import {
  createEvaluator,
  CRITERIA,
  CRITERION_IDS,
  criterionById,
  defaultSettings,
  explain,
  findCriterion,
  priority,
  PRIORITY_RULE,
  readiness,
  wording,
} from '../../src/criteria';
import { tableOf, type Person } from './tables';

const settings = defaultSettings();

describe('the definitions', () => {
  it('stand in the order of their ids, each with version, source and status', () => {
    expect(CRITERIA.map(({ id }) => id)).toEqual([...CRITERION_IDS]);
    for (const { standing, version, source, status, remarks } of CRITERIA) {
      expect(version).toBe(standing === 'national' ? 'Ver.1 R4.2' : 'R6 R6.3');
      expect(source).toMatch(standing === 'national' ? /令和4年2月.*ページ/ : /令和6年度版.*ページ/);
      expect(status).toBe('sourced');
      expect(remarks.every((remark) => remark.endsWith('。'))).toBe(true);
    }
  });
});

describe('the wording', () => {
  it('tells a criterion with its default thresholds', () => {
    expect(wording(criterionById('lowNutrition'), settings)).toBe(
      'BMI 20 以下 かつ 質問票⑥（体重変化）が「はい」の人。',
    );
    expect(wording(criterionById('uncontrolled'), settings)).toBe(
      '（HbA1c 8.0%以上 かつ 糖尿病薬なし） または （（収縮期血圧 160mmHg以上 または 拡張期血圧 100mmHg以上） かつ 高血圧薬なし）の人。',
    );
  });

  it('follows the thresholds and switches in force', () => {
    const changed = {
      ...settings,
      'kidney.egfrBelow': 60,
      'kidney.proteinuriaAtLeast': 4,
      'kidney.pharmacyCounts': true,
    };
    expect(wording(criterionById('kidney'), changed)).toBe(
      '（eGFR 60 未満 または 尿蛋白（＋＋）以上） かつ 医科入院レセ件数が 0件 かつ 医科外来レセ件数が 0件 かつ 歯科レセ件数が 0件 かつ 調剤レセ件数が 0件の人。',
    );
  });

  it('says what is looked at only where it is there, and with a table only what is looked at', () => {
    const unknown = criterionById('unknownStatus');
    expect(wording(unknown, settings)).toContain('要介護認定（前年度）は、列があるときだけ見る。');
    expect(wording(unknown, settings, tableOf([{ certified: false }]))).not.toContain('要介護認定（前年度）');
  });
});

describe('finding a criterion', () => {
  it('knows each by its id, its function name and its Japanese name, in any width and with or without brackets', () => {
    for (const criterion of CRITERIA) {
      const { id, name } = criterion;
      for (const text of [id, id.toUpperCase(), name, name.normalize('NFKC'), name.replace(/[（）]/g, '')]) {
        expect(findCriterion(text)?.id).toBe(id);
      }
    }
    expect(findCriterion('多剤')?.id).toBe('polypharmacy');
    expect(findCriterion(' ＩＫＫＡＴＳＵ．ＯＲＡＬ ')?.id).toBe('oral');
  });

  it('finds nothing for an unknown or ambiguous name', () => {
    expect(findCriterion('服薬')).toBeNull();
    expect(findCriterion('')).toBeNull();
    expect(findCriterion('重症化予防')).toBeNull();
  });
});

describe('readiness', () => {
  it('is complete where all columns are there', () => {
    const table = tableOf([{ bmi: 20, q6: 1 }]);
    expect(readiness(table, 'lowNutrition', settings)).toMatchObject({
      ready: true,
      absent: [],
      notice: '',
      remarks: [],
    });
  });

  it.each([
    [['q6'], 'lowNutrition', '質問票⑥（体重変化）の列がないため、該当する人は出ません。'],
    [['bmi', 'q6'], 'lowNutrition', '全員が判定不能になります。'],
    [
      ['hba1c'],
      'uncontrolled',
      'HbA1cの列がないため、ほかの条件で該当・非該当が決まる人のほかは、判定不能になります。',
    ],
    [['dental'], 'oral', '歯科レセ件数の列がないため、該当する人は出ません。'],
  ] as const)('without %j tells for %s what it means', (absent, id, words) => {
    const all: Person = {
      bmi: 20,
      q4: 1,
      q5: 1,
      q6: 1,
      dental: 0,
      hba1c: 7,
      sbp: 1,
      dbp: 1,
      dmDrug: true,
      htDrug: true,
    };
    const person = Object.fromEntries(Object.entries(all).filter(([field]) => !absent.some((one) => one === field)));
    const { ready, notice, absent: told } = readiness(tableOf([person]), id, settings);
    expect(ready).toBe(false);
    expect(notice).toContain(words);
    expect(told.map(({ field }) => field)).toEqual([...absent]);
  });

  it('says which years of 認定 the 健康状態不明者 rests on', () => {
    const both = tableOf([{ certified: false, certifiedPrevious: false }]);
    const one = tableOf([{ certified: false }]);
    expect(readiness(both, 'unknownStatus', settings).remarks).toEqual(['認定は抽出年度と前年度の両方で見ました。']);
    expect(readiness(one, 'unknownStatus', settings).remarks).toEqual([
      '認定は抽出年度だけで見ました（前年度の認定の列がありません）。',
    ]);
    expect(explain(one, 'unknownStatus', settings, 0).sentence).toContain('認定は抽出年度だけで見ました');
    // Without any column of 認定 that is what is said, and nothing of how it was looked at.
    const none = readiness(tableOf([{ checkedUp: false }]), 'unknownStatus', settings);
    expect(none.remarks).toEqual([]);
    expect(none.absent.map(({ field }) => field)).toContain('certified');
    expect(readiness(one, 'unknownStatus', settings).absent.map(({ field }) => field)).not.toContain(
      'certifiedPrevious',
    );
  });
});

describe('the sentence of an explanation', () => {
  const table = tableOf([
    { bmi: 18.4, q6: 1 },
    { bmi: 22, q6: 1 },
    { bmi: null, q6: 1 },
  ]);
  it.each([
    [0, '低栄養に該当します：BMI 18.4（基準 20 以下）、質問票⑥ はい。'],
    [1, '低栄養に該当しません：BMI 22（基準 20 以下）。'],
    [2, '低栄養は判定できません：BMIの値がありません。'],
  ])('of person %i', (row, sentence) => {
    expect(explain(table, 'lowNutrition', settings, row).sentence).toBe(sentence);
  });

  it('is refused for a row outside the table', () => {
    expect(() => explain(table, 'lowNutrition', settings, 3)).toThrow(RangeError);
    expect(() => explain(table, 'lowNutrition', settings, -1)).toThrow(RangeError);
  });
});

describe('the priority', () => {
  const levelOf = (person: Person, changed = settings): string => {
    const table = tableOf([person]);
    const { level, purposes, severity } = priority(table, createEvaluator(table).evaluateAll(changed), 0);
    return `${level}${purposes}${severity}`;
  };

  it.each([
    [{ bmi: 20, q6: 1 }, 'C10'],
    [{ bmi: 18.6, q6: 1 }, 'C10'],
    [{ bmi: 18.5, q6: 1 }, 'B11'],
    [{ bmi: 17, q6: 1 }, 'A12'],
    [{ drugCount: 19 }, 'C10'],
    [{ drugCount: 20 }, 'B11'],
    [{ drugCount: 25 }, 'A12'],
    [{ drugCount: 90 }, 'A12'],
    [{ hba1c: 9, dmDrug: false }, 'B11'],
    [{ drugCount: 15, q7: 1, q8: 1 }, 'B20'],
    [{ drugCount: 15, q7: 1, q8: 1, hypnotic: true }, 'A30'],
  ])('of %j is %s', (person, expected) => {
    expect(levelOf(person)).toBe(expected);
  });

  it('is measured from the threshold in force', () => {
    expect(levelOf({ drugCount: 20 }, { ...settings, 'polypharmacy.drugCountAtLeast': 20 })).toBe('C10');
  });

  it('counts no value of a purpose that is not met', () => {
    expect(levelOf({ bmi: 15, q6: 2, drugCount: 15 })).toBe('C10');
  });

  it('is empty for a person who meets no purpose', () => {
    const table = tableOf([{ drugCount: 1 }]);
    expect(priority(table, createEvaluator(table).evaluateAll(settings), 0)).toEqual({
      level: 'C',
      purposes: 0,
      severity: 0,
      text: '',
    });
  });

  it('says that it is a proposal', () => {
    expect(PRIORITY_RULE).toContain('提案');
    expect(PRIORITY_RULE).toContain('BMI 1.5');
  });
});
