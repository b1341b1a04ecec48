/** Joins a care source that has only the number of 介護保険: by birth date and sex, and kana where several share both. */
import { plain } from '../values/readings';
import { NO_DATE } from '../values/codes';
import { dispositionOf, USED } from './dispositions';
import type { Source } from './scan';

const OTHER_NUMBER = dispositionOf('番号の種類が違う');

const kanaKey = (text: string): string =>
  plain(text).replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

/** What tells a person beside the number, by the rows of a source. */
interface Telling {
  readonly birth: (row: number) => number;
  readonly sex: (row: number) => number;
  readonly kana: (row: number) => string;
}

/** Null where the source lacks the columns 生年月日 and 性別. */
function tellingOf({ recognition, scan: { stage } }: Source): Telling | null {
  const column = (field: string) => recognition.planned.find((each) => each.field === field);
  const [birth, sex, kana] = ['birthDate', 'sex', 'kana'].map(column);
  if (!birth || !sex) return null;
  const [births, sexes] = [stage.numbers(birth)!, stage.numbers(sex)!];
  const names = kana ? stage.texts(kana) : null;
  return {
    birth: (row) => births.at(row),
    sex: (row) => sexes.at(row),
    kana: (row) => (names ? kanaKey(names.at(row)) : ''),
  };
}

/** Persons by birth date and sex, with their kana where one is known: the first source that tells them. */
function byBirthAndSex(sources: readonly Source[], persons: number): Map<number, { person: number; kana: string }[]> {
  const isKnown = new Uint8Array(persons);
  const found = new Map<number, { person: number; kana: string }[]>();
  for (const source of sources) {
    const telling = tellingOf(source);
    if (!telling) continue;
    const { persons: people, dispositions } = source.scan;
    for (let row = 0; row < dispositions.rows; row++) {
      const person = people[row]!;
      if (!dispositions.isUsed(row) || isKnown[person]) continue;
      const [birth, sex] = [telling.birth(row), telling.sex(row)];
      if (!Number.isFinite(birth) || birth === NO_DATE || !Number.isFinite(sex)) continue;
      isKnown[person] = 1;
      const key = birth * 4 + sex;
      const others = found.get(key);
      const each = { person, kana: telling.kana(row) };
      if (others) others.push(each);
      else found.set(key, [each]);
    }
  }
  return found;
}

/**
 * Finds the persons of the rows that were set aside as 番号の種類が違う. A row that fits nobody, or several persons, stays set
 * aside, and so do rows of a source without the columns 生年月日 and 性別.
 * @param sources those that say who is insured first
 */
export function joinByBirth(sources: readonly Source[], persons: number): void {
  const unjoined = sources.filter(({ scan }) => scan.dispositions.count(OTHER_NUMBER) > 0);
  if (unjoined.length === 0) return;
  const candidates = byBirthAndSex(sources, persons);
  for (const source of unjoined) {
    const telling = tellingOf(source);
    if (!telling) continue;
    const { dispositions, persons: people } = source.scan;
    for (let row = 0; row < dispositions.rows; row++) {
      if (dispositions.at(row) !== OTHER_NUMBER) continue;
      const kana = telling.kana(row);
      const fits = (candidates.get(telling.birth(row) * 4 + telling.sex(row)) ?? []).filter(
        (each) => kana === '' || each.kana === '' || each.kana === kana,
      );
      if (fits.length !== 1) continue;
      people[row] = fits[0]!.person;
      dispositions.set(row, USED);
    }
  }
}
