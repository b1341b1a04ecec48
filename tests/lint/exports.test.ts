/** No code that nobody runs: what src exports is used by the product itself, not by tests alone. */
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Alive in tests only, each with what keeps it. Nothing may be added here without a reason; what is used again goes. */
const KEPT: Readonly<Record<string, string>> = {
  'src/criteria/kleene.ts truthAt': 'reads one person out of two bitsets, for the tables of truth',
  'src/indicators/funnelLimits.ts funnelPlaceOfEvents': 'where a municipality stands in a funnel; no sheet says it yet',
  'src/indicators/funnelLimits.ts funnelPlaceOfProportion': 'as funnelPlaceOfEvents',
  'src/indicators/programmes.ts programmeById': 'tests ask for a programme by its id, the product by its words',
  'src/indicators/questionnaireTables.ts answerDistribution': 'published table; no sheet of its own yet',
  'src/indicators/questionnaireTables.ts frailtyDistribution': 'published table; no sheet of its own yet',
  'src/indicators/questionnaireTables.ts frailtyOfPerson': 'one person of the published table',
  'src/kdb/values/personNumber.ts detached': 'shows that a number does not hold the text of its file',
};

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const EXPORT = /^export (?:async )?(?:const|let|function\*?|class|type|interface|enum) ([\p{L}_$][\p{L}\p{N}_$]*)/gmu;

/** The product and what is beside it, without the packages that benches and browser are given when they are asked for first. */
const texts = new Map(
  ['src', 'tools', 'bench'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !/(?:^|[\\/])node_modules[\\/]/.test(file))
      .map((file) => `${folder}/${file.split(path.sep).join('/')}`)
      .map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')] as const),
  ),
);

/** The files in which a word stands, and how often it stands in each. */
const places = new Map<string, Map<string, number>>();
for (const [file, text] of texts)
  for (const [word] of text.matchAll(WORD)) {
    const files = places.get(word) ?? new Map<string, number>();
    places.set(word, files.set(file, (files.get(file) ?? 0) + 1));
  }

/** Exports of src whose name stands nowhere in the product but where they are declared. */
function unused(): string[] {
  return [...texts].flatMap(([file, text]) =>
    file.startsWith('src/')
      ? [...text.matchAll(EXPORT)]
          .filter(({ 1: name }) => {
            const found = places.get(name!)!;
            return found.size === 1 && found.get(file) === 1;
          })
          .map(({ 1: name }) => `${file} ${name}`)
      : [],
  );
}

test('every export of src is used by the product, or stands in the list with its reason', () => {
  expect(texts.size).toBeGreaterThan(300);
  expect(unused().sort()).toEqual(Object.keys(KEPT).sort());
});
