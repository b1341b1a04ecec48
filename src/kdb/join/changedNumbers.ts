/**
 * Rows whose number is in no register, although the person may be: another number since 75, or another kind of number. They are
 * found by 宛名番号, which is as good as a number, or by 生年月日, 性別 and カナ, which is only offered until the analyst says so.
 */
import { unifyHeading } from '../recognise/headings';
import { readPersonNumber, keyOf } from '../values/personNumber';
import { plain, readDate, readerOf } from '../values/readings';
import { dispositionOf, USED } from './dispositions';
import { eachDataRow } from '../files/rows';
import { wantedColumns, type Source } from './scan';
import { NO_DATE } from '../values/codes';
import type { Cell } from '../values/cellText';

const STRANGER = dispositionOf('台帳にない');
const NOBODY = -1;
/** Several persons of the register have this. */
const SEVERAL = -2;

const kanaKey = (cell: Cell): string =>
  plain(cell).replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
const readSex = readerOf('sex');

/** Where a source has what tells a person. */
interface Telling {
  readonly birth: number;
  readonly sex: number;
  readonly kana: number;
  readonly address: number;
}

function tellingOf({ recognition }: Source): Telling {
  const indexOf = (field: string): number => recognition.planned.find((column) => column.field === field)?.index ?? -1;
  const address = recognition.columns.find(({ heading }) => unifyHeading(heading) === '宛名番号')?.index ?? -1;
  return { birth: indexOf('birthDate'), sex: indexOf('sex'), kana: indexOf('kana'), address };
}

/** Birth date, sex and kana as one text; null where one is missing: two of the three are not enough for a person. */
function birthKey(cells: readonly Cell[], { birth, sex, kana }: Telling, eraIndex: number): string | null {
  if (birth < 0 || sex < 0 || kana < 0) return null;
  const day = readDate(cells[birth] ?? null, cells[eraIndex] ?? null);
  const code = readSex(cells[sex] ?? null);
  const name = kanaKey(cells[kana] ?? null);
  return Number.isFinite(day) && day !== NO_DATE && Number.isFinite(code) && name !== ''
    ? `${day} ${code} ${name}`
    : null;
}

function addressKey(cells: readonly Cell[], { address }: Telling): string | null {
  if (address < 0) return null;
  const number = readPersonNumber(cells[address] ?? null);
  return number.problem === undefined ? String(keyOf(number.text)) : null;
}

type Keys = Map<string, number>;
const enter = (keys: Keys, key: string | null, person: number): void => {
  if (key === null) return;
  const known = keys.get(key) ?? NOBODY;
  keys.set(key, known === NOBODY || known === person ? person : SEVERAL);
};

function visit(source: Source, telling: Telling, each: (cells: readonly Cell[], row: number) => void): void {
  const { birth, sex, kana, address } = telling;
  let row = 0;
  eachDataRow(
    source.input,
    source.recognition,
    wantedColumns(source, [birth, sex, kana, address, source.recognition.eraIndex]),
    (cells) => each(cells, row++),
  );
}

/** The persons of the registers by what tells them. */
function keysOf(registers: readonly Source[]): { readonly births: Keys; readonly addresses: Keys } {
  const births: Keys = new Map();
  const addresses: Keys = new Map();
  for (const source of registers) {
    const telling = tellingOf(source);
    visit(source, telling, (cells, row) => {
      const person = source.scan.persons[row]!;
      if (person < 0) return;
      enter(births, birthKey(cells, telling, source.recognition.eraIndex), person);
      enter(addresses, addressKey(cells, telling), person);
    });
  }
  return { births, addresses };
}

/**
 * Looks at the rows 台帳にない of every source that could tell its persons in another way. Rows that fit exactly one person by
 * 宛名番号 are joined; those that fit one by birth date, sex and kana are joined with `byBirth`, else counted. Returns what is
 * to be said of each source. Nothing is read where no row is a stranger.
 */
export function findChangedNumbers(
  sources: readonly Source[],
  registers: readonly Source[],
  byBirth: boolean,
): ReadonlyMap<Source, readonly string[]> {
  const notices = new Map<Source, readonly string[]>();
  const candidates = sources.filter((source) => {
    const { birth, sex, kana, address } = tellingOf(source);
    const tells = address >= 0 || (birth >= 0 && sex >= 0 && kana >= 0);
    return tells && !registers.includes(source) && source.scan.dispositions.count(STRANGER) > 0;
  });
  if (candidates.length === 0 || registers.length === 0) return notices;
  const { births, addresses } = keysOf(registers);
  for (const source of candidates) {
    const { scan, recognition } = source;
    const telling = tellingOf(source);
    let joinedByAddress = 0;
    let fits = 0;
    visit(source, telling, (cells, row) => {
      if (scan.dispositions.at(row) !== STRANGER) return;
      const sameAddress = addresses.get(addressKey(cells, telling) ?? '') ?? NOBODY;
      const person =
        sameAddress >= 0 ? sameAddress : (births.get(birthKey(cells, telling, recognition.eraIndex) ?? '') ?? NOBODY);
      if (person < 0) return;
      if (sameAddress >= 0) joinedByAddress++;
      else fits++;
      if (sameAddress < 0 && !byBirth) return;
      scan.persons[row] = person;
      scan.dispositions.set(row, USED);
    });
    const said = [
      ...(joinedByAddress > 0 ? [`${joinedByAddress} 行を宛名番号で台帳の人と結び付けました。`] : []),
      ...(fits === 0
        ? []
        : byBirth
          ? [
              `番号が台帳にない ${fits} 行を、生年月日・性別・カナで台帳の人と結び付けました（75 歳で番号が変わった人など）。`,
            ]
          : [
              `番号が台帳にない行のうち ${fits} 行は、生年月日・性別・カナが台帳の 1 人と一致します（75 歳で番号が変わった人など）。シート「抽出条件」の「生年月日で結合」を「使う」にすると結び付けます。`,
            ]),
    ];
    if (said.length > 0) notices.set(source, said);
  }
  return notices;
}
