/** Tests of the one table of messages: every code has a sentence, and every place of it can be filled. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnalystError, MESSAGES, sentenceOf, type MessageCode } from '../../src/kdb';

const CODES = Object.keys(MESSAGES) as MessageCode[];
const placesOf = (code: MessageCode): string[] => [...MESSAGES[code].matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

test('every code has a Japanese sentence that ends as one', () => {
  for (const code of CODES)
    expect([code, MESSAGES[code]]).toEqual([code, expect.stringMatching(/[ぁ-ん].*。$|^\{sentence\}$/s)]);
});

test('every place of every message is filled when its value is given', () => {
  for (const code of CODES) {
    const values = Object.fromEntries(placesOf(code).map((place) => [place, 'X']));
    expect(sentenceOf(code, values)).not.toMatch(/[{}]/);
  }
});

test('a missing value is a defect and says so, in any place', () => {
  for (const code of CODES) {
    if (placesOf(code).length > 0) expect(() => new AnalystError(code)).toThrow(/needs the value/);
  }
});

/** The object literal that begins at a position, with what it nests. */
function literalAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return text.slice(start, at + 1);
  }
  return '';
}

test('every error that the code throws by a literal code has a message, and gives every value that the message names', () => {
  for (const path of sourceFiles(join(__dirname, '../../src'))) {
    const text = readFileSync(path, 'utf8');
    for (const match of text.matchAll(/new AnalystError\(\s*'([\w.]+)'(,\s*(?=\{))?/g)) {
      const code = match[1] as MessageCode;
      expect(CODES).toContain(code);
      const values = match[2] === undefined ? '' : literalAt(text, match.index + match[0].length);
      if (values === '' || values.includes('...')) continue;
      for (const place of placesOf(code))
        expect([path, code, values]).toEqual([path, code, expect.stringContaining(place)]);
    }
  }
});
