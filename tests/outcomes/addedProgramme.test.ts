/**
 * A programme added as CONTRIBUTING.md says, word for word, in a copy of the sources: an id, an entry, the first words of its plan sheet and
 * a 取組区分. Evaluation, 事業評価, 事業評価_詳細, 計画書, 実績報告書, Ⅲ, Ⅳ, 中間評価, the record and the ready figures follow from them.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');
const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-added-programme-'));
afterAll(() => fs.rmSync(copy, { recursive: true, force: true }));
jest.setTimeout(300_000);

const inCopy = (file: string): string => path.join(copy, file);
/** An edit at a place that must be there once. */
function insert(file: string, before: string, added: string): void {
  const text = fs.readFileSync(inCopy(file), 'utf8');
  expect([file, before, text.split(before).length]).toEqual([file, before, 2]);
  fs.writeFileSync(
    inCopy(file),
    text.replace(before, () => `${added}${before}`),
  );
}

const DRAFTS = 'src/plan/forms/framework/programmeDrafts.ts';
/** What the compiler says of the table that must have a row for every programme. */
function complaintsOfDrafts(): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram([inCopy(DRAFTS)], {
    ...options,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    incremental: false,
    composite: false,
  });
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(inCopy(DRAFTS)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

beforeAll(() => {
  for (const folder of ['src', 'tests/plan', 'tests/outcomes'])
    fs.cpSync(path.join(ROOT, folder), inCopy(folder), { recursive: true });
  for (const link of ['node_modules', 'samples', 'package.json']) fs.symlinkSync(path.join(ROOT, link), inCopy(link));
  // Step 1 and 2: the id, and the entry with its lines; a state, a measure and an event.
  insert('src/indicators/programmes.ts', "  'unknownStatus',\n] as const;", "  'heartAndFrailty',\n");
  insert(
    'src/indicators/programmes.ts',
    "  programme(\n    'unknownStatus',",
    `  programme(
    'heartAndFrailty',
    '基礎疾患とフレイル',
    ['重症化予防（その他生活習慣病）'],
    ['comorbidFrailty'],
    [
      SUPPORTED,
      {
        id: 'systolicHigh',
        level: 'outcome',
        rule: { kind: 'state', state: fixedAtLeast('sbp', 140), matchedOn: 'sbp', selectedOn: HIGH_VALUES },
        name: '収縮期血圧140以上',
        who: '収縮期血圧が140mmHg以上の人',
        wording: '収縮期血圧140mmHg以上の者の人数・割合',
        denominator: '追跡できた人',
        better: 'lower',
        needs: '支援記録の 支援前・支援後の血圧、なければ健診の血圧',
        ours: true,
      },
      {
        id: 'linked',
        level: 'outcome',
        rule: { kind: 'reached', event: CONNECTED, saysNothingOfFollowUp: 'written' },
        name: '医療への接続',
        who: '医療・介護などにつながった人',
        wording: '医療・介護などにつながった者の人数・割合',
        denominator: '支援した人',
        better: 'higher',
        needs: '支援記録の つないだ先',
        ours: true,
      },
      {
        id: 'systolic',
        level: 'outcome',
        rule: { kind: 'measure', measure: 'sbp', matchedOn: 'sbp', selectedOn: HIGH_VALUES },
        name: '収縮期血圧の変化（後−前）',
        who: '収縮期血圧',
        wording: '収縮期血圧の前後の変化',
        denominator: '追跡できた人',
        unit: 'mmHg',
        decimals: 1,
        better: 'lower',
        needs: '収縮期血圧140以上と同じ',
        ours: true,
      },
    ],
  ),
`,
  );
});

test('before the first words of its plan sheet stand, the type check asks for them; then it is content', () => {
  expect(complaintsOfDrafts().join('\n')).toMatch(/heartAndFrailty/u);
  insert(
    DRAFTS,
    '  unknownStatus: {\n',
    `  heartAndFrailty: {
    purpose: '基礎疾患のあるフレイルの人の重症化を防ぎます。',
    goal: '支援した人の血圧が下がり、必要な医療につながること。',
    target: '下の抽出条件に当たる人から選びます。',
    support: '保健師等が訪問し、受診と服薬の様子を確かめます。',
  },
`,
  );
  expect(complaintsOfDrafts()).toEqual([]);
  // Step 3: the 取組区分 that rests on this purpose stands already; it takes the programme by its purpose.
  expect(fs.readFileSync(inCopy('src/plan/reports/categories.ts'), 'utf8')).toContain("criteria: ['comorbidFrailty']");
});

const LOG = [
  ['被保険者番号', '目的', '支援の有無', '支援前収縮期血圧', '支援後収縮期血圧', 'つないだ先', '状況'],
  ['1', '基礎疾患とフレイル', '有', 150, 139, '医科', '終了'],
  ['2', '重症化予防（基礎疾患保有＋フレイル）', '有', 139, 140, null, '終了'],
  ['3', '重症化予防（その他生活習慣病）', '有', 160, null, null, '死亡'],
  ['4', '基礎疾患とフレイル', '無', null, null, null, '拒否'],
  ['5', '低栄養', '有', null, null, null, '終了'],
];

describe('with its four entries of data', () => {
  /** The modules of the copy. */
  /* eslint-disable @typescript-eslint/no-require-imports -- a path that exists only while the test runs */
  const indicators = () => require(inCopy('src/indicators')) as typeof import('../../src/indicators');
  const forms = () => require(inCopy('src/plan/forms/registry')) as typeof import('../../src/plan/forms/registry');
  const facts = () => require(inCopy('tests/plan/reports/facts')) as typeof import('../plan/reports/facts');
  const support = () => require(inCopy('tests/outcomes/support')) as typeof import('./support');
  /* eslint-enable @typescript-eslint/no-require-imports */

  test('step 4, the golden case: purposes by name, by other words and by 抽出目的; every figure by hand', () => {
    const { evaluateProgramme, PROGRAMMES } = indicators();
    const added = PROGRAMMES.find(({ id }) => (id as string) === 'heartAndFrailty')!;
    const { targeted, supported, followUp, output, outcome } = evaluateProgramme(
      added,
      support().logOf(LOG),
      null,
      null,
    );
    expect([targeted, supported, followUp.followed, followUp.lost, followUp.reasons.死亡]).toEqual([4, 3, 2, 1, 1]);
    expect(output.map(({ id, count, denominator }) => [id, count, denominator])).toEqual([
      ['heartAndFrailty.supported', 3, 4],
    ]);
    const [high, linked, systolic] = outcome;
    // 150 → 139 and 139 → 140, of the third nothing is known after.
    expect([high!.before!.count, high!.after!.count, high!.denominator, high!.untested !== '']).toEqual([
      1,
      1,
      2,
      false,
    ]);
    expect([linked!.count, linked!.denominator]).toEqual([1, 3]);
    expect([systolic!.before!.estimate!.value, systolic!.after!.estimate!.value, systolic!.estimate!.value]).toEqual([
      144.5, 139.5, -5,
    ]);
    expect(outcome.map(({ indicator }) => indicator.status)).toEqual(['proposed', 'proposed', 'proposed']);
  });

  test('every sheet that tells of programmes tells of it, at its place, and no other programme moves', () => {
    const own = facts().factsOf(LOG);
    const sheets = forms().formSheetsOf(['計画', '報告'], own);
    const textOf = (name: string): string => JSON.stringify(sheets.find((each) => each.name === name));
    const names = sheets.map(({ name }) => name);
    // Its plan sheet stands before 健康状態不明者, as it does in the list.
    expect(names.filter((name) => name.startsWith('Ⅳ-'))).toEqual([
      'Ⅳ-1 低栄養',
      'Ⅳ-2 口腔',
      'Ⅳ-3 服薬（多剤）',
      'Ⅳ-4 身体的フレイル',
      'Ⅳ-5 糖尿病性腎症重症化予防',
      'Ⅳ-6 基礎疾患とフレイル',
      'Ⅳ-7 健康状態不明者',
    ]);
    for (const name of ['事業評価', '事業評価_詳細', '計画書', 'Ⅲ計画全体', '中間評価'])
      expect([name, textOf(name).includes('基礎疾患とフレイル')]).toEqual([name, true]);
    for (const name of ['Ⅳ-6 基礎疾患とフレイル', '事業評価', '実績報告書'])
      expect([name, textOf(name).includes('収縮期血圧140以上')]).toEqual([name, true]);
    expect(textOf('Ⅳ-6 基礎疾患とフレイル')).toContain('保健師等が訪問し、受診と服薬の様子を確かめます。');
    expect(textOf('事業評価')).toContain('IKKATSU.OUTCOME(\\"基礎疾患とフレイル\\",\\"収縮期血圧140以上\\"');
    expect(textOf('計画書')).toContain('programmeCost.heartAndFrailty');
  });
});
