/**
 * 中間評価 of the bundled samples with R4 and targets typed and R6 to R8 loaded, by the command line: every cell against a
 * recomputation from the raw files that shares no code with the product. Figures of the programmes are those of 事業評価.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt, ikkatsu, SAMPLE_CSVS, SAMPLES } from '../e2e/built';
import { sheetsIn, type Sheet } from './again/book';
import { number, rowsOf, table } from './again/files';
import { countOf, EARLIER, personsOf, PURPOSES, type Person } from './again/persons';
import { sum, wilson } from './again/statistics';
import { typedInto } from './again/typed';

jest.setTimeout(600_000);
const [R4, R6, R7, R8] = [2022, 2024, 2025, 2026] as const;
const YEARS = [2022, 2023, 2024, 2025, 2026] as const;
const LAST = 2029;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-midterm-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const files = (name: string): string[] =>
  fs.readdirSync(path.join(SAMPLES, name)).map((file) => path.join(SAMPLES, name, file));

const NAMES: Readonly<Record<string, string>> = {
  lowNutrition: '低栄養',
  oral: '口腔',
  polypharmacy: '服薬（多剤）',
  hypnotics: '服薬（睡眠薬）',
  physicalFrailty: '身体的フレイル',
  uncontrolled: '重症化予防（コントロール不良者）',
  discontinued: '重症化予防（糖尿病等治療中断者）',
  comorbidFrailty: '重症化予防（基礎疾患保有＋フレイル）',
  kidney: '重症化予防（腎機能不良未受診者）',
  unknownStatus: '健康状態不明者',
};
const rateOf = (id: string): string => `ハイリスク者割合：${NAMES[id]!}`;
const occurrenceOf = (id: string): string => `発生割合：${NAMES[id]!}`;

/** R4 as somebody who wrote the plan types it: counts of a share, or the printed value alone. */
const TYPED_R4: readonly (readonly [indicator: string, area: string, x: number, n: number])[] = [
  ['健診受診率', '全体', 640, 2700],
  [rateOf('lowNutrition'), '全体', 44, 2800],
  [occurrenceOf('lowNutrition'), '全体', 44, 645],
  [occurrenceOf('polypharmacy'), '全体', 50, 2800],
  [occurrenceOf('uncontrolled'), '全体', 60, 880],
  ['健診受診率', '圏域 北部', 180, 900],
];
const BASES: readonly (readonly [sheet: string, row: string, name: string, value: number])[] = [
  ['Ⅲ計画全体', 'indicator.OC1.men', '平均自立期間（要介護2以上）男性（年）', 79.1],
  ['Ⅲ計画全体', 'indicator.D4', '後発医薬品の使用割合', 0.79],
  ['Ⅲ計画全体', 'indicator.D1.all', '1人当たり医療費（円）', 650000],
  ['Ⅳ-1 低栄養', 'indicator.supported', '低栄養：支援できた者', 0.5],
];
/** Reached, not reached, at the edge of what was reached, words, only R11. */
const TARGETS: readonly (readonly [
  sheet: string,
  row: string,
  name: string,
  r8: number | string,
  r11: number | string,
])[] = [
  ['Ⅲ計画全体', 'indicator.OP1', '健診受診率', 0.25, 0.3],
  ['Ⅲ計画全体', 'indicator.OP2.share', '歯科健診実施市町村の割合', 1, ''],
  ['Ⅲ計画全体', 'indicator.OC1.men', '平均自立期間（要介護2以上）男性（年）', 79.8, 80],
  ['Ⅲ計画全体', 'indicator.OC1.women', '平均自立期間（要介護2以上）女性（年）', '', 86],
  ['Ⅲ計画全体', 'indicator.OC2.lowNutrition', rateOf('lowNutrition'), 0.02, 0.01],
  ['Ⅲ計画全体', 'indicator.OC2.oral', rateOf('oral'), 0.03, 0.02],
  ['Ⅲ計画全体', 'indicator.OC2.polypharmacy', rateOf('polypharmacy'), '3%くらい', 0.03],
  ['Ⅲ計画全体', 'indicator.OC2.kidney', rateOf('kidney'), '', 0.002],
  ['Ⅲ計画全体', 'indicator.D4', '後発医薬品の使用割合', 0.9, '9割'],
  ['Ⅳ-1 低栄養', 'indicator.supported', '低栄養：支援できた者', 0.65, 0.7],
  ['Ⅳ-1 低栄養', 'indicator.weightKept', '低栄養：体重の維持・改善', 0.8, 0.8],
  ['Ⅳ-1 低栄養', 'indicator.bmiLow', '低栄養：低栄養傾向（BMI20以下）', 0.96, ''],
  ['Ⅳ-3 服薬（多剤）', 'indicator.drugs15', '服薬（多剤）：15剤以上', 0.6, 0.5],
];

let printed = '';
let sheets: ReadonlyMap<string, Sheet>;
let midterm: Sheet;

beforeAll(async () => {
  ensureBuilt();
  const [old, out] = ['前.xlsx', 'book.xlsx'].map((name) => path.join(folder, name)) as [string, string];
  const earlier = SAMPLE_CSVS.filter((file) => /台帳|健診_令和6年度/u.test(file));
  const first = await ikkatsu('run', ...earlier, '--year', '2024', '--plan', '--out', old);
  expect([first.code, first.err]).toEqual([0, first.err]);
  const typed = await typedInto(new Uint8Array(fs.readFileSync(old)), [
    ...TYPED_R4.flatMap(([indicator, area, x, n], index) =>
      Object.entries({ year: R4, indicator, area, numerator: x, denominator: n }).map(([column, value]) => ({
        sheet: '実績の記録',
        row: `typed.${index + 1}`,
        column,
        value,
      })),
    ),
    ...BASES.map(([sheet, row, , value]) => ({ sheet, row, column: 'base', value })),
    ...TARGETS.flatMap(([sheet, row, , r8, r11]) =>
      (
        [
          ['y2026', r8],
          ['y2029', r11],
        ] as const
      ).flatMap(([column, value]) => (value === '' ? [] : [{ sheet, row, column, value }])),
    ),
  ]);
  fs.writeFileSync(old, typed);
  const ran = await ikkatsu(
    'run',
    ...SAMPLE_CSVS,
    ...files('評価'),
    ...files('集計'),
    '--year',
    '2025',
    '--plan',
    '--history',
    old,
    '--out',
    out,
  );
  expect([ran.code, ran.err]).toEqual([0, ran.err]);
  printed = ran.out;
  sheets = await sheetsIn(new Uint8Array(fs.readFileSync(out)));
  midterm = sheets.get('中間評価')!;
});

// --- What is known of each year, indicator and area -----------------------------------------------------------------------

interface Figure {
  readonly value: number;
  readonly n?: number;
  readonly limits?: readonly [number, number];
  readonly lost?: number;
}
const share = (x: number, n: number, lost = 0): Figure => ({ value: x / n, n, limits: wilson(x, n), lost });

function known(): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  const put = (year: number, name: string, figure: Figure, area = '全体'): void =>
    void figures.set(`${year}|${name}|${area}`, figure);
  const all = Object.keys(PURPOSES);
  for (const [year, purposes] of [
    [R6, EARLIER],
    [R7, all],
    [R8, [...EARLIER, 'polypharmacy']],
  ] as const) {
    const persons = [...personsOf(year).values()];
    const places: [string, Person[]][] = [
      ['全体', persons],
      ...['北部', '中部', '南部'].map((area): [string, Person[]] => [
        `圏域 ${area}`,
        persons.filter((p) => p.area === area),
      ]),
    ];
    for (const [area, own] of places) {
      put(
        year,
        '健診受診率',
        share(own.filter((p) => p.now !== null).length, own.filter((p) => !p.excluded).length),
        area,
      );
      for (const id of purposes) {
        const { hits, judged } = countOf(own, PURPOSES[id]!);
        put(year, rateOf(id), share(hits, own.length), area);
        put(year, occurrenceOf(id), share(hits, judged), area);
      }
    }
  }
  for (const [year, file] of [
    [R6, '地域の全体像の把握_令和6年度.csv'],
    [R7, '地域の全体像の把握_令和7年度.csv'],
  ] as const) {
    let group = '';
    for (const row of rowsOf(path.join(SAMPLES, '集計', file))) {
      group = row[0] === '' || row[0] === undefined ? group : row[0];
      const shown = number(row[3]);
      if (shown === null) continue;
      if (group === '平均自立期間（要介護2以上）')
        put(year, `平均自立期間（要介護2以上）${row[1] === '男性' ? '男' : '女'}性（年）`, { value: shown });
      const NAMED: Readonly<Record<string, [string, number]>> = {
        '1人当たり医療費（円）': ['1人当たり医療費（円）', 1],
        '1人当たり入院医療費（円）': ['1人当たり医療費（入院）（円）', 1],
        '1人当たり外来医療費（円）': ['1人当たり医療費（外来）（円）', 1],
        '1人当たり介護給付費（円）': ['1人当たり介護給付費（円）', 1],
        後発医薬品の使用割合: ['後発医薬品の使用割合', 100],
        重複処方を受けた者: ['重複投薬患者割合', 100],
      };
      const found = Object.entries(NAMED).find(([name]) =>
        [row[0], row[1]].some((cell) => cell?.replace(/（%）$/u, '') === name),
      );
      if (found !== undefined) put(year, found[1][0], { value: shown / found[1][1] });
    }
  }
  const receipts = table('レセプト集計_令和7年度.csv');
  const persons = personsOf(R7);
  for (const [kind, columns] of [
    ['', ['医科入院点数', '医科外来点数', '歯科点数', '調剤点数']],
    ['（入院）', ['医科入院点数']],
    ['（外来）', ['医科外来点数']],
    ['（歯科）', ['歯科点数']],
    ['（調剤）', ['調剤点数']],
  ] as const) {
    const points = receipts
      .filter((line) => persons.has(line['被保険者番号']!))
      .map((line) => sum(columns.map((column) => number(line[column]) ?? 0)));
    put(R7, `1人当たり医療費${kind}（円）`, { value: (10 * sum(points)) / persons.size });
  }
  const evaluated = sheets.get('事業評価')!;
  for (const [key, line] of evaluated) {
    const [, programme, id] = /^p\.([a-zA-Z]+)\.([a-zA-Z]+\..+)$/u.exec(key) ?? [];
    if (programme === undefined || id === undefined || programme === 'other') continue;
    const name = `${String(evaluated.get(`p.${programme}.title`)!.get('label')).replace('■ ', '')}：${String(line.get('label')).replace(/^［O[PC]］/u, '')}`;
    const [n, before, after, mean, lower, upper] = ['n', 'before', 'after', 'mean', 'lower', 'upper'].map((column) =>
      line.get(column),
    );
    const lost = Number(/(\d+)人/u.exec(String(line.get('losses')))?.[1] ?? 0);
    if (typeof n !== 'number' || typeof after !== 'number') continue;
    if (typeof mean === 'number') put(R7, name, { value: mean, n, limits: [Number(lower), Number(upper)], lost });
    else put(R7, name, typeof before === 'number' ? share(Math.round(after * n), n, lost) : share(after, n, lost));
  }
  for (const [, , name, value] of BASES) put(R4, name, { value });
  for (const [name, area, x, n] of TYPED_R4) put(R4, name, share(x, n), area);
  return figures;
}

// --- The rule, written down again -----------------------------------------------------------------------------------------

const HIGHER =
  /^(健診受診率|歯科健診|質問票を活用|ハイリスクアプローチ|平均自立期間|後発)|：(支援できた者|体重の(維持・改善|改善|変化)|歯科受診|口腔の項目の改善|サービスへの接続|受診した者|治療中断者|現状把握|健診受診|必要な者の接続)/u;
const NEITHER = /^(1人当たり)|：(受診医療機関数|受診回数|つなぐ必要|つないだ先)/u;
const sign = (name: string): -1 | 0 | 1 => (NEITHER.test(name) ? 0 : HIGHER.test(name) ? 1 : -1);
const WORDS: Readonly<Record<string, string>> = {
  A: '目標達成',
  B: '改善',
  C: '変わらない・区別できない',
  D: '悪化',
  E: '判定できない',
};
const digitsOf = (name: string): number =>
  /^(ハイリスク者割合|重複投薬)/u.test(name) ? 2 : /円）$/u.test(name) ? 0 : /HbA1cの変化/u.test(name) ? 2 : 1;
const isShare = (name: string): boolean =>
  !/円）$|（年）$|：(体重の変化|受診医療機関数|受診回数|処方薬剤数の変化|HbA1cの変化|収縮期血圧の変化)$/u.test(name);
const UNITS: Readonly<Record<string, string>> = {
  体重の変化: ' kg',
  受診医療機関数: ' 機関',
  受診回数: ' 回',
  処方薬剤数の変化: ' 剤',
  HbA1cの変化: '%',
  収縮期血圧の変化: ' mmHg',
};
const era = (year: number): string => `令和${year - 2018}年度`;

/** A figure of an indicator as the sheet writes it; a change of a share in points, a mean change with its sign and unit. */
function written(name: string, value: number, as: 'figure' | 'change' = 'figure'): string {
  const unit = UNITS[name.split('：')[1] ?? ''];
  const size = Math.abs(isShare(name) ? value * 100 : value).toFixed(digitsOf(name));
  const isSigned = as === 'change' || unit !== undefined;
  const sign = Number(size) === 0 ? '' : value < 0 ? '−' : isSigned ? '+' : '';
  return `${sign}${size}${as === 'change' ? '' : isShare(name) ? '%' : unit === undefined ? '' : unit}`;
}
/** What stands behind a change. */
const behind = (name: string): string => (isShare(name) ? 'ポイント' : (UNITS[name.split('：')[1] ?? ''] ?? ''));

interface Wanted {
  readonly cells: Readonly<Record<string, number | string>>;
  readonly letter: string;
  readonly actual: number | undefined;
}

/** Without what the label adds: of what the change is, or the unit. */
const plainNameOf = (shown: string): string => shown.replace(/（(変化は発生割合|kg|機関|回|剤|%|mmHg)）$/u, '');

function judged(figures: ReadonlyMap<string, Figure>, shown: string, area: string): Wanted {
  const name = plainNameOf(shown);
  const isRate = shown.endsWith('（変化は発生割合）');
  const basis = isRate ? name.replace('ハイリスク者割合', '発生割合') : name;
  const of = (year: number, which = name): Figure | undefined => figures.get(`${year}|${which}|${area}`);
  const [, , , r8 = '', r11 = ''] = TARGETS.find(([, , each]) => each === name) ?? [];
  const usable = YEARS.filter((year) => of(year, basis)?.limits !== undefined);
  const better = sign(name);
  const hints: string[] = better === 0 ? ['判定しない（確認データ）。'] : [];
  const year = [...YEARS].reverse().find((each) => of(each) !== undefined);
  const actual = year === undefined ? undefined : of(year)!;
  if (actual === undefined) hints.push('実績なし。');
  let change = '－';
  let direction = '';
  let isUptakeChanged = false;
  const uptake: string[] = [];
  if (usable.length >= 2) {
    const [from, to] = [usable[0]!, usable.at(-1)!];
    const [a, b] = [of(from, basis)!, of(to, basis)!];
    const d = b.value - a.value;
    const [low, high] = [
      d - Math.hypot(b.value - b.limits![0], a.limits![1] - a.value),
      d + Math.hypot(b.limits![1] - b.value, a.value - a.limits![0]),
    ];
    change = `${written(name, d, 'change')}${behind(name)}\n${written(name, low, 'change')}〜${written(name, high, 'change')}`;
    const side = low > 0 ? 1 : high < 0 ? -1 : 0;
    direction =
      side === 0 ? '区別できない' : better === 0 ? (side > 0 ? '増加' : '減少') : side === better ? '改善' : '悪化';
    hints.push(`${era(from)}→${era(to)} ${isRate ? '発生割合 ' : ''}${direction}。`);
    const [u1, u2] = [of(from, '健診受診率'), of(to, '健診受診率')];
    const [c1, c2] = [from, to].map((each) => {
      const [some, all] = [of(each, basis)!.n, of(each)?.n];
      return some === undefined || all === undefined ? undefined : some / all;
    });
    if (isRate) {
      if (u1 !== undefined && u2 !== undefined && c1 !== undefined && c2 !== undefined && Math.min(c1, c2) < 1)
        isUptakeChanged = Math.abs(u2.value - u1.value) > 0.05 || Math.abs(u2.value - u1.value) > 0.25 * u1.value;
      if (u1 !== undefined && u2 !== undefined)
        uptake.push(
          `受診率${isUptakeChanged ? 'の変化あり' : ''} ${(u1.value * 100).toFixed(1)}%→${(u2.value * 100).toFixed(1)}%。`,
        );
      if (c1 !== undefined && c2 !== undefined)
        uptake.push(`判定可能 ${(c1 * 100).toFixed(0)}%→${(c2 * 100).toFixed(0)}%。`);
    }
  } else if (actual !== undefined) hints.push('区間のある年度が 2 つない。');
  if ([r8, r11].some((each) => typeof each === 'string' && each !== '')) hints.push('目標が数ではない。');
  const target = typeof r8 === 'number' ? r8 : typeof r11 === 'number' ? r11 : undefined;
  const isMet = target !== undefined && actual !== undefined && better * (actual.value - target) >= -1e-12;
  const letter =
    better === 0 ? '－'
    : actual === undefined ? 'E'
    : isMet && direction !== '悪化' && (!isUptakeChanged || direction === '改善') ? 'A'
    : ({ 改善: 'B', 区別できない: 'C', 悪化: 'D' }[direction] ?? 'E'); // prettier-ignore
  if (letter === 'A' && actual!.limits !== undefined && actual!.limits[0] < target! && target! < actual!.limits[1])
    hints.push('区間は目標をまたぐ。');
  const lost = year === undefined || area !== '全体' || isRate ? 0 : (actual!.lost ?? 0);
  if (lost > 0) hints.push(`追跡できず ${lost} 人。`);
  const points = area === '全体' ? YEARS.filter((each) => of(each)?.limits !== undefined).slice(-3) : [];
  let projected = '－';
  if (points.length === 3) {
    const mean = sum(points) / 3;
    const spread = sum(points.map((each) => (each - mean) ** 2));
    const weights = points.map((each) => 1 / 3 + ((LAST - mean) * (each - mean)) / spread);
    const value = sum(points.map((each, i) => weights[i]! * of(each)!.value));
    const reach = (down: boolean): number =>
      Math.hypot(...points.map((each, i) => {
        const figure = of(each)!;
        return weights[i]! * (weights[i]! > 0 === down ? figure.value - figure.limits![0] : figure.limits![1] - figure.value);
      })); // prettier-ignore
    const clipped = [value, value - reach(true), value + reach(false)].map((each) =>
      written(name, Math.min(1, Math.max(0, each))),
    );
    projected = `${clipped[0]!}\n${clipped[1]!}〜${clipped[2]!}`;
  }
  return {
    letter,
    actual: actual?.value,
    cells: {
      ...Object.fromEntries(YEARS.map((each) => [`y${each}`, of(each)?.value ?? '－'])),
      target8: r8 === '' ? '－' : r8,
      target11: r11 === '' ? '－' : r11,
      change,
      projected,
      verdict: letter === '－' ? '－' : `${letter} ${WORDS[letter]!}`,
      hint: [...hints, ...uptake].join(''),
    },
  };
}

// --- The sheet ------------------------------------------------------------------------------------------------------------

test('what was taken of the older workbook is said, with the targets of its plan', () => {
  expect(printed).toMatch(/前\.xlsx から、令和4年度・令和6年度の実績 \d+ 件と、Ⅲ・Ⅳ の目標 22 件を引き継ぎました/u);
  expect(printed).not.toContain('違う値があります');
});

test('every cell of 中間評価 equals its recomputation: figures, targets, changes, R11, judgements, hints, counts, viewpoints', () => {
  const figures = known();
  const wrong: string[] = [];
  const hold = (key: string, column: string, wanted: number | string): void => {
    const shown = midterm.get(key)!.get(column) ?? '';
    const fits =
      typeof wanted === 'number'
        ? typeof shown === 'number' && Math.abs(shown - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
        : shown === wanted;
    if (!fits) wrong.push(`${key} ${column}: ${JSON.stringify(shown)}, reckoned ${JSON.stringify(wanted)}`);
  };
  const seen = { lines: 0, letters: new Set<string>(), projections: 0 };
  const sections = new Map<string, { title: string; area: string; lines: { name: string; wanted: Wanted }[] }>();
  let section = '';
  for (const [key, line] of midterm) {
    if (key.startsWith('section.')) {
      section = key.slice('section.'.length);
      const title = String(line.get('indicator'));
      sections.set(section, { title, area: section.startsWith('place.') ? title : '全体', lines: [] });
    }
    if (!key.startsWith('line.')) continue;
    const { area, lines } = sections.get(section)!;
    const name = String(line.get('indicator'));
    const wanted = judged(figures, name, area);
    for (const [column, value] of Object.entries(wanted.cells)) hold(key, column, value);
    for (const column of ['cause', 'newTarget', 'decision']) hold(key, column, '');
    lines.push({ name: plainNameOf(name), wanted });
    seen.lines += 1;
    seen.letters.add(wanted.letter);
    if (wanted.cells.projected !== '－') seen.projections += 1;
  }
  for (const [key, { title, lines }] of sections) {
    const row = `summary.${key}`;
    hold(row, 'indicator', title);
    const letters = lines.map(({ wanted }) => wanted.letter).filter((letter) => letter !== '－');
    ['A', 'B', 'C', 'D', 'E'].forEach((letter, at) =>
      hold(row, `y${YEARS[at]!}`, letters.filter((each) => each === letter).length),
    );
    hold(row, 'target8', letters.length);
    if (!midterm.has(`viewpoints.${key}`)) continue;
    const outputs = /：(支援できた者|現状把握ができた者|つなぐ必要がある者)$/u;
    for (const [column, isOutput] of [
      ['projected', true],
      ['cause', false],
    ] as const)
      hold(
        `viewpoints.${key}`,
        column,
        lines
          .filter(({ name }) => outputs.test(name) === isOutput)
          .map(
            ({ name, wanted: { actual, letter } }) =>
              `・${name.split('：').slice(1).join('：')} ${actual === undefined ? '－' : written(name, actual)}（${letter}）\n`,
          )
          .join(''),
      );
  }
  const undecided = [...sections.values()].filter(({ title }) => title.startsWith('Ⅳ')).map(({ title }) => title);
  [1, 2, 3, 4].forEach((at) => hold(`decided.${at}`, 'y2022', '－'));
  hold('decided.5', 'y2022', undecided.join('、'));
  expect(wrong).toEqual([]);
  expect(seen.lines).toBeGreaterThan(85);
  expect([...seen.letters].sort()).toEqual(['A', 'B', 'C', 'D', 'E', '－']);
  expect(seen.projections).toBeGreaterThan(5);
  // Nothing of the sheet is left out: what is not recomputed is a title, a heading, a note, the rule, or a place to write.
  const others = [...midterm.keys()].filter(
    (key) =>
      key !== '' && !/^(line|summary|section|viewpoints|again|head|decided|rule|note|title|gap|origin)\b/u.test(key),
  );
  expect(others).toEqual([]);
});

test('Ⅲ and Ⅳ have the targets that were typed in the older workbook, and 実績の記録 says that R4 was typed', () => {
  for (const [sheet, row, , r8, r11] of TARGETS) {
    const line = sheets.get(sheet)!.get(row)!;
    expect([row, line.get('y2026') ?? '', line.get('y2029') ?? '']).toEqual([row, r8, r11]);
  }
  const typed = [...sheets.get('実績の記録')!.values()].filter(
    (line) => line.get('year') === R4 && /^入力（/u.test(String(line.get('source'))),
  );
  expect(typed.filter((line) => typeof line.get('value') === 'number')).toHaveLength(TYPED_R4.length + BASES.length);
});
