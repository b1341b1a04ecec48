/** The order of areas and municipalities as people count them: 第1, 第2, … 第10; 第一, 第二, … 第十; Ⅰ, Ⅱ; 1丁目, 10丁目. */

const DIGIT: Readonly<Record<string, number>> = {
  〇: 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
}; // prettier-ignore
const UNIT: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const NUMERAL = '[〇零一二三四五六七八九十百千]+';
/** What is counted with numerals. Without 第 before or one of these behind, 一宮 and 三田 are names and no numbers. */
const COUNTED = '(?:丁目|番|号|区|地区|地域|圏|圏域|ブロック|エリア|校区|学区|包括|組|班|部)';
const COUNTING = new RegExp(`(?<=第)${NUMERAL}|${NUMERAL}(?=${COUNTED}|$)`, 'gu');
const ROMAN = /(?<![A-Za-z])[IVX]+(?![A-Za-z])/gu;
const ROMAN_SIGN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

/** 十二 is 12, 二十 is 20, 二〇 is 20, 百五 is 105. */
function numeralOf(text: string): number {
  if (![...text].some((sign) => sign in UNIT)) return Number([...text].map((sign) => DIGIT[sign]).join(''));
  let sum = 0;
  let held = 0;
  for (const sign of text) {
    const unit = UNIT[sign];
    if (unit === undefined) held = DIGIT[sign]!;
    else {
      sum += (held || 1) * unit;
      held = 0;
    }
  }
  return sum + held;
}

function romanOf(text: string): number {
  const values = [...text].map((sign) => ROMAN_SIGN[sign]!);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

/** A name in pieces, texts and numbers by turns; the first is a text, maybe an empty one. */
function piecesOf(name: string, hasRoman: boolean): readonly (string | number)[] {
  const digits = name
    .normalize('NFKC')
    .replace(COUNTING, (text) => String(numeralOf(text)))
    .replace(ROMAN, (text) => (hasRoman ? String(romanOf(text)) : text));
  return digits.split(/(\d+)/).map((piece, at) => (at % 2 === 1 ? Number(piece) : piece));
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function comparePieces(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [one, other] = [a[at]!, b[at]!];
    const order =
      typeof one === 'number' && typeof other === 'number' ? one - other : compareTexts(String(one), String(other));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/**
 * Names of places in the order in which people count; texts between the numbers by their characters, so that the order of the
 * rows of an export never shows. Single letters I, V, X count as Roman numerals only beside a name with several of them (II).
 */
export function inPlaceOrder<T>(places: readonly T[], nameOf: (place: T) => string): T[] {
  const names = places.map((place) => nameOf(place).normalize('NFKC'));
  const hasRoman = names.some((name) => [...name.matchAll(ROMAN)].some(([text]) => text.length > 1));
  return places
    .map((place, at) => ({ place, name: names[at]!, pieces: piecesOf(names[at]!, hasRoman) }))
    .sort((a, b) => comparePieces(a.pieces, b.pieces) || compareTexts(a.name, b.name))
    .map(({ place }) => place);
}
