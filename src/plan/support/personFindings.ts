/** Rows of 支援記録 held against the persons of the data: nobody of that number, dates before the birth, after the leaving or the death. */
import { firstSaid, personKey, type RowFinding, type SupportRecord } from '../../indicators';
import { indexOf, NO_DATE, type PersonTable } from '../../kdb';
import { dateFinding, rowWords } from './rowFindings';

/** What the data say of a person that a date can contradict. */
interface Life {
  readonly bornOn: number | null;
  readonly leftOn: number | null;
}

const dayIn = (column: { readonly days: Int32Array } | undefined, row: number): number | null => {
  const day = column?.days[row] ?? NO_DATE;
  return day === NO_DATE ? null : day;
};

/** The person of a record in the data of the years; null where nobody has the number. */
function lifeOf({ personId, insurer }: SupportRecord, tables: readonly PersonTable[]): Life | null {
  const found = tables.flatMap((table) => {
    const row = indexOf(table).row({ number: personId, insurer });
    return row < 0 ? [] : [{ bornOn: dayIn(table.columns.birthDate, row), leftOn: dayIn(table.columns.left, row) }];
  });
  if (found.length === 0) return null;
  return { bornOn: firstSaid(found.map(({ bornOn }) => bornOn)), leftOn: firstSaid(found.map(({ leftOn }) => leftOn)) };
}

/** All days that a row names. */
const daysOf = ({ targetedOn, invitedOn, startedOn, endedOn, referrals }: SupportRecord): number[] =>
  [targetedOn, invitedOn, startedOn, endedOn, ...referrals.map(({ on }) => on)].flatMap((day) => day ?? []);

/** The days on which the support of persons who died ended, by person. */
function deathsOf(lines: readonly SupportRecord[]): Map<string, number> {
  const deaths = new Map<string, number>();
  for (const line of lines) {
    const { status, endedOn } = line;
    if (status !== '死亡' || endedOn === null) continue;
    const person = personKey(line);
    deaths.set(person, Math.min(endedOn, deaths.get(person) ?? Infinity));
  }
  return deaths;
}

/** A finding about whose number a row has; none without rows. */
const numberFinding = (rows: readonly number[], mark: string, sentence: string): RowFinding[] =>
  rows.length === 0 ? [] : [{ rows, mark, sentence: `支援記録の ${rowWords(rows)}の番号は、${sentence}` }];

/**
 * `lines` are one a row, each under the number and insurer that the data know its person by. `earlier`: the persons of the year
 * before, where somebody is looked for whom the years themselves do not know.
 */
export function personFindings(
  lines: readonly SupportRecord[],
  tables: readonly PersonTable[],
  earlier: PersonTable | null = null,
): RowFinding[] {
  const [strangers, gone]: [number[], number[]] = [[], []];
  const [unborn, left, dead]: [number[], number[], number[]] = [[], [], []];
  const deaths = deathsOf(lines);
  for (const line of lines) {
    const days = daysOf(line);
    const death = deaths.get(personKey(line));
    if (death !== undefined && days.some((day) => day > death)) dead.push(line.row);
    if (tables.length === 0) continue;
    const present = lifeOf(line, tables);
    const life = present ?? (earlier === null ? null : lifeOf(line, [earlier]));
    if (present === null) (life === null ? strangers : gone).push(line.row);
    if (life === null) continue;
    const { bornOn, leftOn } = life;
    if (bornOn !== null && days.some((day) => day < bornOn)) unborn.push(line.row);
    const supports = [line.invitedOn, line.startedOn];
    if (leftOn !== null && supports.some((day) => day !== null && day > leftOn)) left.push(line.row);
  }
  return [
    ...numberFinding(
      strangers,
      'データにいない番号（書かれた値だけで評価します）',
      '抽出年度のデータにも評価年度のデータにもいません（書かれた値だけで評価しています。番号を確かめてください）。',
    ),
    ...numberFinding(
      gone,
      '前の年度のデータにだけいる人（書かれた値だけで評価します）',
      '前の年度のデータにだけいます（基準日までに資格を喪失した人など。書かれた値だけで評価しています）。',
    ),
    ...dateFinding('生年月日より前の日付', unborn),
    ...dateFinding('資格喪失日より後の支援・案内', left),
    ...dateFinding('死亡した日（状況が死亡の行の支援終了日）より後の日付', dead),
  ];
}
