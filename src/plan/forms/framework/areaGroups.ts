/** 市町村 and 圏域 that 圏域別 compares with the whole, and what is said of chance. */
import { filterText, municipalityNames, NATIONAL_CRITERIA, UNKNOWN_VALUE } from '../../../criteria';
import { FUNNEL_FROM } from '../areaVerdict';
import type { PlanFacts } from '../facts';
import { keyOfName } from '../nameKey';

/** The levels of the two pairs of limits, see `exactFunnelLimits`. */
const FUNNEL_LEVELS = { inner: 0.95, outer: 0.998 } as const;

/** 市町村 or 圏域 that are compared with the whole. */
export interface Group {
  readonly kind: '市町村' | '圏域';
  readonly places: readonly Place[];
  /** Those that are a place and not the rest of the persons. */
  readonly known: number;
}
export interface Place {
  readonly key: string;
  readonly name: string;
  readonly filter?: string;
}

export const ALL: Place = { key: 'all', name: '全体' };
/** The municipalities, where there are several, and the 圏域 in the order of places. */
export function groupsOf({ areas, intake }: PlanFacts): Group[] {
  const towns = municipalityNames(intake.table);
  return [
    ...(towns.length > 1
      ? [
          {
            kind: '市町村' as const,
            places: towns.map((name) => ({
              key: `town.${keyOfName(name)}`,
              name,
              filter: filterText([['市町村', name]]),
            })),
            known: towns.length,
          },
        ]
      : []),
    ...(areas.length > 0
      ? [
          {
            kind: '圏域' as const,
            places: areas.map(({ name, filter }) => ({ key: `area.${keyOfName(name)}`, name, filter })),
            known: areas.filter(({ name }) => name !== UNKNOWN_VALUE).length,
          },
        ]
      : []),
  ];
}

/** So many that funnels compare them. */
export const isMany = ({ known }: Group): boolean => known >= FUNNEL_FROM;

/** How many signals chance alone gives, in words. */
export function chanceWords(groups: readonly Group[]): string {
  const said = groups
    .filter(({ known }) => known > 1)
    .map(({ kind, known, places }) => {
      const compared = places.length * NATIONAL_CRITERIA.length;
      const often = (level: number): string => String(Math.round((1 - level) * compared * 10) / 10);
      return known < FUNNEL_FROM
        ? `${kind}の比較は最大 ${compared} 件です。差がまったくなくても、偶然だけで約 ${often(FUNNEL_LEVELS.inner)} 件に「高い」「低い」が付きます。`
        : `${kind}は ${known} か所と多いため、区間ではなく管理限界（ファンネル、二項分布の正確法）で比べています。比較は最大 ${compared} 件で、差がまったくなくても、偶然だけで 95% 限界の外に最大 ${often(FUNNEL_LEVELS.inner)} 件、99.8% 限界の外に最大 ${often(FUNNEL_LEVELS.outer)} 件出ます。`;
    });
  return said.length === 0
    ? ''
    : `${said.join('')}1 つの印だけで判断せず、続けて出るか、理由があるかを確かめてください。`;
}
