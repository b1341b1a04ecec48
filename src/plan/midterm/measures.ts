/** What 中間評価 judges: the indicators of the whole plan, of the programmes and of the places, each with the figures it rests on. */
import { PROGRAMMES } from '../../indicators/programmes';
import type { PlanFacts } from '../forms';
import { keyOfName } from '../forms/nameKey';
import { areaName, EVERYBODY } from '../record/entry';
import { partsOfUnion } from '../unions/common';
import {
  CHECKUP_RATE,
  programmeIndicator,
  recorded,
  RECORDED_INDICATORS,
  type RecordedIndicator,
} from '../record/indicators';
import { recordOf } from '../record/ofFacts';

/** 策定時 (令和4年度) to the middle of the plan (令和8年度). */
export const YEARS = [2022, 2023, 2024, 2025, 2026] as const;
export const BASE = YEARS[0];
export const MIDDLE = YEARS.at(-1)!;
/** The last year of the plan, 令和11年度. */
export const LAST = 2029;

/** An indicator of a place: a line of the working and of the sheet. */
export interface Judged {
  readonly indicator: RecordedIndicator;
  /** What its direction rests on; itself, or 発生割合. */
  readonly judgedBy: RecordedIndicator;
  readonly area: string;
  /** Part of keys of rows. */
  readonly key: string;
}

export interface Section {
  readonly key: string;
  readonly title: string;
  readonly lines: readonly Judged[];
}

const judged = (indicator: RecordedIndicator, area = EVERYBODY): Judged => ({
  indicator,
  judgedBy: indicator.judgedBy === undefined ? indicator : recorded(indicator.judgedBy),
  area,
  key: `${indicator.id}.${keyOfName(area)}`,
});

/** The whole plan: the indicators with a row on Ⅲ計画全体. */
export const WHOLE: Section = {
  key: 'whole',
  title: '計画全体（総合的な評価指標）',
  lines: RECORDED_INDICATORS.filter(({ id, kind }) => /^(OP|OC|D)\d/u.test(id) && kind !== '見方').map((each) =>
    judged(each),
  ),
};

export const PROGRAMME_SECTIONS: readonly Section[] = PROGRAMMES.map(({ id, name, indicators }, index) => ({
  key: id,
  title: `Ⅳ-${index + 1} ${name}`,
  lines: indicators.map((indicator) => judged(programmeIndicator(name, indicator))),
}));

/** Municipalities and 圏域 that the record knows, each with what it keeps of them: those of the data in the order of every sheet, then others. */
export function placeSections(facts: PlanFacts): Section[] {
  const areas = [...new Set(recordOf(facts).figures.map(({ candidates }) => candidates[0]!.area))];
  const ofData = [
    ...partsOfUnion(facts.intake.table).flatMap(({ name }) =>
      (['市町村', '保険者番号'] as const).map((kind) => areaName(kind, name)),
    ),
    ...facts.areas.map(({ name }) => areaName('圏域', name)),
  ];
  const place = (area: string): number => (ofData.includes(area) ? ofData.indexOf(area) : ofData.length);
  return areas
    .filter((area) => area !== EVERYBODY)
    .sort((a, b) => place(a) - place(b))
    .map((area) => ({
      key: `place.${keyOfName(area)}`,
      title: area,
      lines: RECORDED_INDICATORS.filter(({ byArea, kind }) => byArea === true && kind !== '見方').map((each) =>
        judged(each, area),
      ),
    }));
}

/** The check-up rate of the same place: what the share of insured persons depends on. */
export const uptakeKey = (area: string): string => `${CHECKUP_RATE.id}.${keyOfName(area)}`;
