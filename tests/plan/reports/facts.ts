/** Facts for the builders of reports: the bundled samples, with or without a log of support. */
import { areasOf, createEvaluator, defaultSettings } from '../../../src/criteria';
import {
  evaluateProgramme,
  PROGRAMMES,
  otherProgramme,
  type Evaluation,
  type SupportLog,
} from '../../../src/indicators';
import type { Cell, Intake } from '../../../src/kdb';
import { readSupport } from '../../../src/plan/support/readSupport';
import type { PlanFacts } from '../../../src/plan/forms';
import { sampleIntake } from '../support';

/** The evaluation of a log whose own values are all there is. */
export function evaluationOf(log: SupportLog, intake: Intake, confidence?: number): Evaluation {
  const programmes = [...PROGRAMMES, ...log.otherPurposes.map(otherProgramme)];
  const options = confidence === undefined ? {} : { confidence };
  return {
    fiscalYear: intake.fiscalYear,
    afterYear: null,
    programmes: programmes.map((programme) => evaluateProgramme(programme, log, intake.table, null, options)),
    log,
    stamp: intake.table.stamp,
    notices: [],
  };
}

export function factsOf(rows: readonly (readonly Cell[])[] | null, intake: Intake = sampleIntake()): PlanFacts {
  const settings = defaultSettings();
  const support = rows === null ? null : readSupport(rows);
  return {
    fiscalYear: intake.fiscalYear,
    stamp: intake.table.stamp,
    writtenAt: '2026/4/1',
    intake,
    settings,
    results: createEvaluator(intake.table).evaluateAll(settings),
    areas: areasOf(intake.table),
    aggregates: [],
    support,
    evaluation: support === null ? null : evaluationOf(support, intake),
    notices: [],
  };
}

/** A small log: 低栄養 with weights before and after, one who died, and a purpose of the analyst's own. */
export const SMALL_LOG: readonly (readonly Cell[])[] = [
  [
    '被保険者番号',
    '目的',
    '支援の有無',
    '支援開始日',
    '状況',
    '支援前体重',
    '支援後体重',
    '受診確認',
    '独自: 行動目標の達成',
    '独自: 全体的な評価｜支援した人',
  ],
  ['90000001', '低栄養', '有', '2025/6/1', '終了', 45.1, 46.2, '', '有', '改善'],
  ['90000002', '低栄養', '有', '2025/6/1', '終了', 40, 39.5, '', '無', '維持'],
  ['90000003', '低栄養', '有', '2025/6/1', '終了', 42, 40.5, '', '有', '悪化'],
  ['90000004', '低栄養', '有', '2025/6/1', '死亡', 44, '', '', '', ''],
  ['90000005', '低栄養', '無', '', '拒否', '', '', '', '', ''],
  ['90000006', '重症化予防（その他生活習慣病）', '有', '2025/6/1', '終了', '', '', '有', '', ''],
  ['90000007', '重症化予防（その他生活習慣病）', '無', '', '拒否', '', '', '', '', ''],
];
