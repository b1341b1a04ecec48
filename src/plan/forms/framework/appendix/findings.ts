/** 健診有所見 of 様式5-2 as data: its findings and classes, and the table that holds the own area against 県, 同規模 and 国. */
import { fiscalYearOfPeriod } from '../../../../indicators/kdbFigure';
import type { Aggregate, TidyRecord } from '../../../../kdb';
import { ask } from '../../../figures/formula';
import { figure, ONE_DECIMAL, orDash, SHARE, text } from '../common';
import { areNumbers, fixed, header, heading, live, markOf, note, POINTS, quotient, type At, type Draft } from './table';

const FORM = 'findings';
const EXAMINED = '受診者';

/** A class of sex and age of the form. */
export interface Stratum {
  readonly sex: 0 | 1 | 2;
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
}

const SEX_WORDS = ['男女計', '男', '女'] as const;

function ageWord({ ageFrom, ageTo }: Stratum): string {
  if (ageFrom === null) return '';
  return ageTo === null ? `${ageFrom}歳以上` : `${ageFrom}〜${ageTo}歳`;
}

export const stratumWord = (stratum: Stratum): string => `${SEX_WORDS[stratum.sex]} ${ageWord(stratum)}`.trim();

/** The narrowing of KDBFIGURE that means the class. */
function narrowing(stratum: Stratum): string {
  const { sex, ageFrom, ageTo } = stratum;
  const age = ageFrom === null ? '' : `;年齢=${ageTo === null ? `${ageFrom}以上` : `${ageFrom}-${ageTo}`}`;
  return `;性別=${SEX_WORDS[sex]}${age}`;
}

/** The findings of the newest year of the form and the classes that it prints; sums over classes are left out. */
export interface FindingsForm {
  readonly names: readonly string[];
  readonly strata: readonly Stratum[];
  readonly records: readonly TidyRecord[];
}

export function findingsForm(aggregates: readonly Aggregate[]): FindingsForm | null {
  const all = aggregates.filter(({ form }) => form.id === FORM).flatMap(({ records }) => records);
  const newest = Math.max(...all.map(({ period }) => fiscalYearOfPeriod(period) ?? 0));
  const ofYear = all.filter(({ period }) => (fiscalYearOfPeriod(period) ?? 0) === newest);
  const bySex = ofYear.some(({ sex }) => sex !== 0) ? ofYear.filter(({ sex }) => sex !== 0) : ofYear;
  const records = bySex.some(({ ageFrom }) => ageFrom !== null)
    ? bySex.filter(({ ageFrom }) => ageFrom !== null)
    : bySex;
  const own = records.filter(({ comparator }) => comparator === 'self');
  const names = [...new Set(own.map(({ indicator }) => indicator))].filter((name) => name !== EXAMINED);
  const strata = new Map<string, Stratum>();
  for (const { sex, ageFrom, ageTo } of own) strata.set(`${sex} ${ageFrom} ${ageTo}`, { sex, ageFrom, ageTo });
  const hasExamined = own.some(({ indicator }) => indicator === EXAMINED);
  return names.length === 0 || !hasExamined ? null : { names, strata: [...strata.values()], records };
}

export const COMPARED = [
  ['pref', '県', 'u', 'v', 'd'],
  ['peer', '同規模', 'w', 'x', 'e'],
  ['nation', '国', 'y', 'z', 'f'],
] as const;

const keyOf = (finding: number, part: string): string => `finding.${finding + 1}.${part}`;

/** Persons of a class: findings and examined, of the own area and of those that it is held against. */
function stratumRow(finding: number, name: string, stratum: Stratum, index: number): Draft {
  const key = keyOf(finding, `s${index + 1}`);
  const asked = (what: string, compare: string | null = null) =>
    figure(orDash(ask('KDBFIGURE', `${what}${narrowing(stratum)}`, compare, null, '実数')));
  return live(key, (at) => ({
    item: text(index === 0 ? name : ''),
    kind: text(stratumWord(stratum)),
    a: asked(EXAMINED),
    b: asked(name),
    c: quotient(at(key, 'b'), at(key, 'a'), SHARE),
    ...Object.fromEntries(
      COMPARED.flatMap(([, word, examined, found, share]) => [
        [examined, asked(EXAMINED, word)] as const,
        [found, asked(name, word)] as const,
        [share, quotient(at(key, found), at(key, examined), SHARE)] as const,
      ]),
    ),
  }));
}

/** The ratio to one of them at the same sex and age, and the difference in points that remains. */
function comparedRow(finding: number, strata: number, comparator: (typeof COMPARED)[number], index: number): Draft {
  const [id, word, examined, found] = comparator;
  const key = keyOf(finding, id);
  const column = (at: At, name: string): string =>
    `${at(keyOf(finding, 's1'), name)}:${at(keyOf(finding, `s${strata}`), name)}`;
  return live(key, (at) => {
    const [n, x, otherN, otherX] = ['a', 'b', examined, found].map((name) => column(at, name)) as [
      string,
      string,
      string,
      string,
    ];
    const whole = areNumbers([n, x, otherN, otherX], 4 * strata);
    const ratio = (output: string) =>
      figure(`=IF(${whole},IFNA(IKKATSU.ISR(${x},${n},${otherX},${otherN},"${output}"),"－"),"－")`, ONE_DECIMAL);
    const expected = `SUMPRODUCT(${n}*${otherX}/${otherN})`;
    return {
      kind: text(`${word}と比べて`),
      ...(index === 0
        ? {
            item: text('計'),
            a: figure(`=IF(${areNumbers([n], strata)},SUM(${n}),"－")`),
            b: figure(`=IF(${areNumbers([x], strata)},SUM(${x}),"－")`),
            c: quotient(at(key, 'b'), at(key, 'a'), SHARE),
          }
        : {}),
      g: ratio('値'),
      h: ratio('下限'),
      i: ratio('上限'),
      j: figure(`=IF(${whole},(SUM(${x})-${expected})/SUM(${n}),"－")`, POINTS),
      mark: markOf(at(key, 'h'), at(key, 'i'), 100, ['高い', '低い']),
    };
  });
}

export function findingsDrafts(aggregates: readonly Aggregate[]): Draft[] {
  const form = findingsForm(aggregates);
  const head = fixed(heading('findings', '1 健診有所見（厚生労働省様式5-2）と県・同規模・国'));
  if (form === null)
    return [
      head,
      fixed(note('findings.none', 'KDB の「厚生労働省様式（様式5-2）」を取り込んでいないため、空欄です。')),
    ];
  return [
    head,
    fixed(
      note(
        'findings.note',
        '標準化比は、性・年齢の区分（帳票にあるもの）をそろえた間接法で、比べる相手＝100。差はその区分をそろえた割合の差（当地域−相手、ポイント）です。印は、標準化比の 95% 信頼区間が 100 をまたがないときだけ付けます（Byar 法、10 件未満は正確法）。項目をいくつも見ているため、印の 20 に 1 つほどは偶然でも付きます。',
      ),
    ),
    fixed(
      header('findings.head', {
        item: '有所見',
        kind: '区分',
        a: '受診者',
        b: '有所見者',
        c: '割合',
        d: '県',
        e: '同規模',
        f: '国',
        g: '標準化比',
        h: '95%下限',
        i: '95%上限',
        j: '差',
        mark: '印',
        u: '県 受診者',
        v: '県 有所見者',
        w: '同規模 受診者',
        x: '同規模 有所見者',
        y: '国 受診者',
        z: '国 有所見者',
      }),
    ),
    ...form.names.flatMap((name, finding) => [
      ...form.strata.map((stratum, index) => stratumRow(finding, name, stratum, index)),
      ...COMPARED.map((comparator, index) => comparedRow(finding, form.strata.length, comparator, index)),
    ]),
  ];
}
