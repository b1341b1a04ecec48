/** Facts of a union with the given municipalities, one synthetic person each. */
import { createEvaluator, defaultSettings } from '../../../src/criteria';
import { buildIntake } from '../../../src/kdb';
import type { PlanFacts } from '../../../src/plan/forms';

export function factsOf(municipalities: readonly string[], fiscalYear = 2021): PlanFacts {
  const rows = [
    [
      '被保険者番号',
      ...(municipalities.length > 0 ? ['市町村名'] : []),
      '性別',
      '資格取得日',
      '健診受診日',
      'BMI',
      '質問票⑥',
    ],
    ...(municipalities.length > 0 ? municipalities : ['']).map((name, index) => [
      String(39000001 + index),
      ...(municipalities.length > 0 ? [name] : []),
      '女',
      '20150401',
      `${fiscalYear}0601`,
      18,
      'はい',
    ]),
  ];
  const intake = buildIntake([{ file: '台帳.csv', rows: () => rows }], { fiscalYear });
  const settings = defaultSettings();
  return {
    fiscalYear,
    stamp: 'test',
    writtenAt: '2026/4/1',
    intake,
    settings,
    results: createEvaluator(intake.table).evaluateAll(settings),
    areas: [],
    aggregates: [],
    support: null,
    evaluation: null,
    notices: [],
  };
}
