/** Tests of what figures declare: over all forms it is what their formulas ask, and nothing that they ask is left out. */
import { ask, declared, formula, joined, sumFormula, type Declaration } from '../../src/plan/figures/formula';
import { formatOf, meaningOf, meaningWords, numberOf, quantityOf } from '../../src/plan/figures/meaning';
import {
  changeOf,
  COUNT,
  formatFor,
  ONE_DECIMAL,
  P_VALUE,
  PLAIN,
  SHARE,
  SMALL_SHARE,
  type Quantity,
} from '../../src/plan/figures/quantity';
import { FORM_GROUPS, formSheet, type FormCell, type FormSheet } from '../../src/plan/forms';
import { formSheetsOf } from '../../src/plan/forms/registry';
import { parseRow } from '../../src/plan/forms/marks';
import { ourCall, ourCallsIn, shownPart } from '../../src/plan/handIn/formula';
import { isOfNoCounts } from '../../src/plan/handIn/quantities';
import { commonIndicatorsSheet } from '../../src/plan';
import { rangesIn, tokenise } from '../../src/formula';
import { areasOf } from '../../src/criteria';
import { factsOf, SMALL_LOG } from './reports/facts';

const facts = factsOf(SMALL_LOG);
const forms = formSheetsOf(FORM_GROUPS, facts);

interface Placed {
  readonly place: string;
  readonly text: string;
  readonly declares: Declaration | undefined;
  readonly format?: string | undefined;
}

const cellsOf = ({ name, rows }: FormSheet): { place: string; cell: FormCell }[] =>
  rows.flatMap(({ key, cells }) => cells.map((cell, column) => ({ place: `${name} ${key} ${column}`, cell })));
const onForms: Placed[] = forms
  .flatMap(cellsOf)
  .flatMap(({ place, cell }) =>
    cell !== null && 'figure' in cell
      ? [{ place, text: cell.figure, declares: cell.declares, format: cell.format }]
      : [],
  );
const onIndicators: Placed[] = commonIndicatorsSheet({
  fiscalYear: facts.fiscalYear,
  stamp: '',
  areas: areasOf(facts.intake.table),
  table: facts.intake.table,
}).blocks.flatMap(({ row, cells, formulas, declares, formats }) =>
  formulas !== true
    ? []
    : cells.flatMap((line, down) =>
        line.map((text, across) => ({
          place: `共通評価指標 ${row + down} ${across}`,
          text: String(text),
          declares: declares?.[down]?.[across],
          format: formats?.[across],
        })),
      ),
);
const figures = [...onForms, ...onIndicators];

/** A call as it is declared: its function and its arguments, a cell by the number of its reference. */
const asDeclared = ({ name, texts }: Declaration['asks'][number]): string => `${name}(${texts.join('|')})`;
const withoutEnd = (texts: readonly (string | number)[]): (string | number)[] => {
  const last = texts.reduce<number>((end, text, index) => (text === '' ? end : index + 1), 0);
  return texts.slice(0, last);
};

/** The calls in a formula in the same words: references are numbered as they stand in it. */
function callsOf(text: string): string[] {
  const order = ourCallsIn(text).filter(({ name }) => !isOfNoCounts(name));
  let from = 0;
  // Outer calls stand before inner ones; those of ours that are declared hold no other of ours.
  return order.map(({ name, parts }) => {
    const written = `IKKATSU.${name}(${parts.join(',')})`;
    const at = text.indexOf(written, from);
    from = at + 1;
    let cells = rangesIn(text.slice(0, at)).length;
    const texts = parts.map((part) => {
      const [only] = tokenise(part);
      if (only?.kind === 'reference') {
        cells += 1;
        return cells - 1;
      }
      return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part;
    });
    return asDeclared({ name, texts: withoutEnd(texts) });
  });
}

test('every figure of every form declares the answers that its formula asks for, and no others', () => {
  expect(figures.length).toBeGreaterThan(3000);
  const wrong = figures.flatMap(({ place, text, declares }) => {
    const told = (declares?.asks ?? [])
      .filter(({ name }) => !isOfNoCounts(name))
      .map(({ name, texts }) => asDeclared({ name, texts: withoutEnd(texts) }));
    const asked = callsOf(text);
    return JSON.stringify([...told].sort()) === JSON.stringify([...asked].sort()) ||
      // A condition may ask whether there is a figure at all; who reads the cell learns nothing more from it.
      (told.length < asked.length && told.every((each) => asked.includes(each)) && /ISNA\(/u.test(text))
      ? []
      : [{ place, text, told }];
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('a figure that is declared to be an answer shows that answer and nothing else', () => {
  const shown = figures.filter(({ declares }) => declares?.shows !== undefined);
  expect(shown.length).toBeGreaterThan(1000);
  const wrong = shown.filter(({ text, declares }) => {
    const { name } = declares!.asks[declares!.shows!]!;
    let call = ourCall(shownPart(text));
    // The year is asked inside a condition of its own.
    for (let part = shownPart(text); call === null && part !== shownPart(part);) {
      part = shownPart(part);
      call = ourCall(part);
    }
    return call?.name !== name;
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('a declared sum names a sign for each reference of its formula', () => {
  const sums = figures.filter(({ declares }) => declares?.sum !== undefined);
  expect(sums.length).toBeGreaterThan(50);
  expect(sums.filter(({ text, declares }) => rangesIn(text).length !== declares!.sum!.length)).toEqual([]);
});

test('declarations travel in the hidden column of the form', () => {
  for (const form of forms) {
    const [, keys] = formSheet(form).blocks;
    form.rows.forEach(({ cells }, index) => {
      const row = parseRow(String(keys!.cells[index]![0]));
      cells.forEach((cell, column) => {
        if (cell === null || !('figure' in cell) || cell.declares === undefined) return;
        expect(row?.declaredAt(column)).toEqual(cell.declares);
      });
    });
  }
});

describe('a formula of parts', () => {
  const call = ask('INYEAR', { cell: '$B$2' }, '被保険者数');

  it('numbers the references of its parts as they stand in the whole', () => {
    const whole = formula`=IF(${'A1'}="","",${call}/${ask('EXTRACT', { cell: 'C3' }, '人数', null)})`;
    expect(whole.text).toBe('=IF(A1="","",IKKATSU.INYEAR($B$2,"被保険者数")/IKKATSU.EXTRACT(C3,"人数"))');
    expect(whole.declares.asks.map(({ texts }) => texts[0])).toEqual([1, 2]);
    expect(whole.declares.shows).toBeUndefined();
  });

  it('is still the answer inside a condition', () => {
    const guarded = call.within('=IF(A1=0,"－",', ')');
    expect(guarded.declares).toEqual({ asks: [{ name: 'INYEAR', texts: [1, '被保険者数'] }], shows: 0 });
  });

  it('joins parts, and refuses to become a plain text', () => {
    expect(joined([call, call], '&').declares.asks).toHaveLength(2);
    expect(() => String(call)).toThrow('inside a plain text');
    expect(declared(sumFormula('=A1-B1', '+-')).declares).toEqual({ asks: [], sum: '+-' });
  });
});

describe('what a figure means', () => {
  it('gives every figure of every form its number format, and no other has one', () => {
    expect(onForms.length).toBeGreaterThan(6000);
    const wrong = onForms.flatMap(({ place, declares, format }) => {
      const told = declares === undefined ? undefined : formatOf(declares);
      // Words that a formula makes have no number format, whatever they rest on.
      return told === format ? [] : [{ place, format, told }];
    });
    expect(wrong.slice(0, 8)).toEqual([]);
  });

  it('shows what is told to be a share as one, and nothing else', () => {
    const told = onForms.flatMap(({ place, declares }) => {
      const shown = declares?.shows === undefined ? undefined : meaningOf(declares.asks[declares.shows]!);
      const unit = shown?.unit ?? null;
      return unit === null ? [] : [{ place, unit, quantity: quantityOf(declares!) }];
    });
    expect(told.length).toBeGreaterThan(1500);
    expect(told.filter(({ unit, quantity }) => quantity !== null && quantity.unit !== unit)).toEqual([]);
  });

  it('is known of every answer that a cell shows', () => {
    const unknown = figures
      .flatMap(({ place, declares }) => {
        const shown = declares?.shows === undefined ? undefined : declares.asks[declares.shows];
        return shown === undefined || isOfNoCounts(shown.name) || meaningOf(shown) !== null
          ? []
          : [`${place}: ${asDeclared(shown)}`];
      })
      .slice(0, 8);
    expect(unknown).toEqual([]);
  });

  it('says measure, numerator, denominator, whom, when and unit in words', () => {
    const words = (asked: Declaration['asks'][number], textOf?: (at: number) => string): string[] =>
      meaningWords(meaningOf(asked, textOf)!);
    expect(words({ name: 'LOWNUTRITION', texts: ['割合', '圏域=北部'] })).toEqual([
      '「低栄養」に該当する人の割合。',
      '計算: 「低栄養」に該当する人 ÷ 被保険者',
      'だれの: 圏域=北部',
      '単位: %（0〜1 の数を % で表示）',
    ]);
    expect(words({ name: 'INYEAR', texts: [0, '健診受診率'] }, () => '2024')).toEqual([
      '健診受診率。',
      '計算: 健診受診者 ÷ 被保険者 − 対象外者',
      'だれの: 全員',
      'いつの: 令和6年度',
      '単位: %（0〜1 の数を % で表示）',
    ]);
    expect(words({ name: 'STANDARDISED', texts: ['口腔', '標準化比', '', '下限'] })[0]).toContain('95% 信頼区間の下限');
    expect(meaningOf({ name: 'NOTOURS', texts: [] })).toBeNull();
    expect(meaningOf({ name: 'EXTRACT', texts: ['知らない目的'] })).toBeNull();
  });

  it('gives a format where the builder names none, and none where the declaration does not tell', () => {
    expect(formatOf(ask('LOWNUTRITION', '発生割合').declares)).toBe('0.0%');
    expect(formatOf(ask('INSURED', '1人当たり医療費').declares)).toBe('#,##0');
    expect(formatOf(sumFormula('=A1+B1', '++').declares)).toBe('#,##0');
    expect(formatOf(ask('KDBFIGURE', '平均自立期間').declares)).toBeUndefined();
    expect(formatOf(formula`${ask('ORAL', '人数')}/2`.declares)).toBeUndefined();
  });

  it('is refused where a builder shows a figure as what it is not, or words as a number', () => {
    expect(() => numberOf(ask('LOWNUTRITION', '人数').whole(), SHARE)).toThrow('a figure of 人 shown as 割合');
    expect(() => numberOf(ask('OUTCOME', '低栄養', '', '文').whole())).toThrow('words as a number');
    expect(numberOf(ask('LOWNUTRITION', '割合').whole(), SMALL_SHARE)).toMatchObject({
      format: '0.00%',
      declares: { quantity: { unit: '割合', decimals: 2 } },
    });
    expect(numberOf(ask('LOWNUTRITION', '人数').whole(), COUNT).declares.quantity).toBeUndefined();
    expect(numberOf('=A1/B1', SHARE)).toEqual({
      figure: '=A1/B1',
      declares: { asks: [], quantity: { unit: '割合' } },
      format: '0.0%',
    });
  });

  it('has a format of each kind of number', () => {
    const formats: [Quantity, string | undefined][] = [
      [COUNT, '#,##0'],
      [{ unit: '数', decimals: 1 }, '#,##0.0'],
      [{ unit: '人', behind: '人' }, '#,##0"人"'],
      [SHARE, '0.0%'],
      [{ unit: '割合', decimals: 0 }, '0%'],
      [PLAIN, '0'],
      [{ unit: '比', decimals: 0 }, '0'],
      [{ unit: '点', behind: '点', decimals: 2 }, '0.00"点"'],
      [P_VALUE, '[<0.001]"<0.001";0.000'],
      [changeOf(SHARE), '+0.0%;"−"0.0%;0.0%'],
      [changeOf(ONE_DECIMAL, 'kg'), '+0.0" kg";"−"0.0" kg";0.0" kg"'],
      [changeOf(ONE_DECIMAL, '%'), '+0.0"%";"−"0.0"%";0.0"%"'],
      [{ unit: '数', isUnsigned: true }, '#,##0;#,##0'],
      [{ unit: '文' }, undefined],
    ];
    for (const [quantity, format] of formats) expect([quantity, formatFor(quantity)]).toEqual([quantity, format]);
  });
});
