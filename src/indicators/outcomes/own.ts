/** 市独自の評価指標: columns of 支援記録 headed 「独自: 名」 count as indicators of the programmes whose records fill them in. */
import type { IndicatorRule } from '../outcomeRule';
import { DENOMINATORS, type Denominator, type Programme, type ProgrammeIndicator } from '../programmes';
import { findIndicator } from './purpose';
import { REFERRALS, type SupportLog, type SupportRecord } from './supportLog';

/** What a cell of such a column says: yes, no, or one of the words of the column. */
export type OwnEntry = boolean | string;

/** A column of the analyst's own. */
export interface OwnColumn {
  readonly name: string;
  /** Of whom, as the heading says behind 「｜」; null: of those with an entry. */
  readonly denominator: Denominator | null;
}

const HEADING = /^独自[:：]\s*(.+?)(?:\s*[|｜]\s*(.+?))?$/;
const WITH_ENTRY = '独自の欄に記入のある人';

/** 「独自: 行動目標の達成」, 「独自: 全体的な評価｜支援した人」. null for every other heading. */
export function ownColumnOf(heading: string): OwnColumn | null {
  const found = HEADING.exec(heading.trim());
  if (found === null) return null;
  const denominator = DENOMINATORS.find((each) => each === found[2]?.trim()) ?? null;
  // Words behind the line that are no denominator belong to the name.
  const name = found[2] === undefined || denominator !== null ? found[1]! : `${found[1]}｜${found[2]}`;
  return { name, denominator };
}

/** The part of an indicator's id behind the programme: a name for rows of sheets, which nobody reads back. */
const idOf = ({ name, denominator }: OwnColumn, word: string | null): string =>
  [
    'own',
    denominator === null ? 'entered' : 'all',
    encodeURIComponent(name),
    ...(word === null ? [] : [encodeURIComponent(word)]),
  ].join(':');

/** Yes in the column, or the word; without a denominator in the heading of those of whom anything is entered. */
const ruleOf = ({ name, denominator }: OwnColumn, word: string | null): IndicatorRule => ({
  kind: 'reached',
  event: { is: 'own', column: name, word },
  saysNothingOfFollowUp: 'written',
  ...(denominator === null && { within: { event: { is: 'entered', column: name }, words: WITH_ENTRY } }),
});

/** The words of a column with classes (改善・維持・悪化), in the order in which they first stand; null for yes and no. */
function labelsOf(records: readonly SupportRecord[], name: string): readonly string[] | null {
  const entries = records.flatMap(({ own }) => (own?.[name] === undefined ? [] : [own[name]]));
  return entries.some((entry) => typeof entry === 'string')
    ? [...new Set(entries.filter((entry) => typeof entry === 'string'))]
    : null;
}

function indicatorOf(programme: Programme, column: OwnColumn, label: string | null): ProgrammeIndicator {
  const plain = label === null ? column.name : `${column.name}：${label}`;
  // A column named like a line of the table stands beside it, not in its place.
  const name = findIndicator(programme, plain) === null ? plain : `${plain}（独自）`;
  return {
    id: `${programme.id}.${idOf(column, label)}`,
    level: 'outcome',
    kind: 'reached',
    rule: ruleOf(column, label),
    name,
    wording: `${name}の人数・割合`,
    who: `「${name}」に当たる人`,
    denominator: column.denominator ?? '対象者',
    better: 'neither',
    needs: `支援記録の 独自: ${column.name}`,
    source: '市町村独自の評価指標（支援記録の「独自:」の列）',
    status: 'proposed',
  };
}

/** つないだ先 by place, for the programme whose persons are linked to whatever they need. */
function referralsOf(programme: Programme, records: readonly SupportRecord[]): ProgrammeIndicator[] {
  if (programme.id !== 'unknownStatus') return [];
  return REFERRALS.filter((place) => records.some(({ referrals }) => referrals.some(({ to }) => to === place))).map(
    (place) => ({
      id: `${programme.id}.own:referral:${encodeURIComponent(place)}`,
      level: 'outcome',
      kind: 'reached',
      rule: {
        kind: 'reached',
        event: { is: 'blankIsNo', of: { is: 'referred', to: place } },
        saysNothingOfFollowUp: 'written',
      },
      name: `つないだ先：${place}`,
      wording: `${place}につながった者の人数・割合`,
      who: `${place}につながった人`,
      denominator: '支援した人',
      better: 'neither',
      needs: '支援記録の つないだ先',
      source: '「医療・介護サービス等につながった者」の内訳',
      status: 'proposed',
    }),
  );
}

/** The programme with an indicator for each 独自 column that its records fill in; one for each word of a column with classes. */
export function withOwnIndicators(programme: Programme, log: SupportLog, records: readonly SupportRecord[]): Programme {
  const added = (log.ownColumns ?? [])
    .filter(({ name }) => records.some(({ own }) => own?.[name] !== undefined))
    .flatMap((column) =>
      (labelsOf(records, column.name) ?? [null]).map((label) => indicatorOf(programme, column, label)),
    );
  const all = [...referralsOf(programme, records), ...added];
  return all.length === 0 ? programme : { ...programme, indicators: [...programme.indicators, ...all] };
}
