/** Aggregate forms read into one tidy shape: one record a figure, whoever it is about and whomever it compares with. */
import { AGGREGATE_FORMS, OTHER_FORM, type AggregateForm, type Comparator } from './aggregateForms';
import {
  headerOf,
  HEADER_LEVELS,
  meaningOfPart,
  isFilled,
  metadataOf,
  planOf,
  textOf,
  TITLE_ROWS,
  type Header,
  type Meaning,
  type Plan,
} from './aggregateHeader';
import { unifyHeading } from './headings';
import { plain, readNumber } from '../values/readings';
import type { Cell } from '../values/cellText';
import type { EvidenceStatus } from '../values/evidence';
import type { SourceInput } from './sourceInput';

/** One figure of an aggregate form. */
export interface TidyRecord {
  /** File, and sheet where there is one. */
  readonly source: string;
  /** Id of the form. */
  readonly form: string;
  readonly insurerNo: string;
  readonly municipality: string;
  readonly ward: string;
  /** 対象年度 or 作成年月 as it is written. */
  readonly period: string;
  /** 1 男, 2 女, 0 both. */
  readonly sex: 0 | 1 | 2;
  readonly ageFrom: number | null;
  /** null: open. */
  readonly ageTo: number | null;
  /** Parts from the general to the particular, joined by ` / `. */
  readonly indicator: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** The rate or other figure as printed: 12.3 for 12.3 %. */
  readonly value: number | null;
  readonly unit: string;
  readonly comparator: Comparator;
  /** Hidden because it is small (＊). */
  readonly suppressed: boolean;
  /** 1-based row in the source. */
  readonly row: number;
}

/** What an aggregate form came to. `rows` = `used` + what is in `setAside`. */
export interface Aggregate {
  readonly file: string;
  readonly sheet?: string;
  readonly form: { readonly id: string; readonly name: string; readonly status: EvidenceStatus };
  /** 1-based, the last row of the header. */
  readonly headerRow: number;
  readonly rows: number;
  readonly used: number;
  readonly setAside: Readonly<Partial<Record<'数値なし' | '見出しの繰り返し', number>>>;
  readonly records: readonly TidyRecord[];
  readonly notices: readonly string[];
}

/** Forms are printed pages: a longer table is something else. */
const MOST_ROWS = 20_000;
function formOf(input: SourceInput, above: readonly (readonly Cell[])[], header: Header): AggregateForm | null {
  const titles = [input.sheet ?? '', input.file, ...above.flat().map(textOf)].map((text) => plain(text));
  const told = AGGREGATE_FORMS.find((form) =>
    form.titles.some((title) => titles.some((text) => text.includes(plain(title)))),
  );
  if (told) return told;
  const compares = header.columns.some((parts) => parts.some((part) => part.comparator && !part.dimension));
  const places = header.columns.some((parts) => parts.some((part) => part.dimension === 'municipality'));
  return compares || places ? OTHER_FORM : null;
}

const SUPPRESSED = /^[*＊※]+$/;

function numberAt(cells: readonly Cell[], index: number | undefined): number | null {
  if (index === undefined) return null;
  const value = readNumber(cells[index] ?? null);
  return Number.isFinite(value) ? value : null;
}

/** What was read of the sources that were asked for: whether a table is a form at all is asked before it is read. */
const known = new WeakMap<SourceInput, Aggregate | null>();

/**
 * Reads an aggregate form into tidy records; null when the table is none. Cells of merged groups (大項目 …) are carried down.
 * A figure that is hidden (＊) gives a record without numbers; an empty cell or a dash gives none.
 */
export function readAggregate(input: SourceInput): Aggregate | null {
  let aggregate = known.get(input);
  if (aggregate === undefined) known.set(input, (aggregate = aggregateIn(input)));
  return aggregate;
}

function aggregateIn(input: SourceInput): Aggregate | null {
  const rows: (readonly Cell[])[] = [];
  for (const cells of input.rows()) if (rows.push(cells) > MOST_ROWS) return null;
  const header = headerOf(rows.slice(0, TITLE_ROWS + HEADER_LEVELS + 1));
  if (!header) return null;
  const above = rows.slice(0, header.first);
  const form = formOf(input, above, header);
  if (!form) return null;
  const body = rows.slice(header.last + 1);
  const plan = planOf(header, body);
  const metadata = metadataOf(above);
  const source = input.sheet === undefined ? input.file : `${input.file}「${input.sheet}」`;
  const common = {
    source,
    form: form.id,
    insurerNo: metadata.get('保険者番号') ?? '',
    ward: metadata.get('地区') ?? metadata.get('地区名') ?? '',
    period:
      metadata.get('対象年度') ??
      metadata.get('年度') ??
      metadata.get('対象年月') ??
      metadata.get('作成年月') ??
      metadata.get('作成年月日') ??
      '',
  };
  const place =
    ['市区町村名', '市区町村', '市町村名', '市町村', '保険者名'].map((name) => metadata.get(name)).find(Boolean) ?? '';
  const headTexts = new Set(
    rows
      .slice(header.first, header.last + 1)
      .flat()
      .map((cell) => unifyHeading(cell)),
  );
  const records: TidyRecord[] = [];
  const setAside: { 数値なし: number; 見出しの繰り返し: number } = { 数値なし: 0, 見出しの繰り返し: 0 };
  const carried = new Map<number, string>();
  let filled = 0;
  let used = 0;
  body.forEach((cells, at) => {
    if (!isFilled(cells)) return;
    filled++;
    if (cells.every((cell) => headTexts.has(unifyHeading(cell)) || textOf(cell) === '')) {
      setAside.見出しの繰り返し++;
      return;
    }
    const about = aboutRow(cells, plan, carried);
    const before = records.length;
    for (const figure of plan.figures) {
      const { numerator, denominator, value } = figure.columns;
      const figures = {
        numerator: numberAt(cells, numerator),
        denominator: numberAt(cells, denominator),
        value: numberAt(cells, value),
      };
      const suppressed = [numerator, value].some(
        (index) => index !== undefined && SUPPRESSED.test(textOf(cells[index])),
      );
      if (figures.numerator === null && figures.value === null && !suppressed) continue;
      const [ageFrom, ageTo] = figure.age ?? about.age ?? [null, null];
      records.push({
        ...common,
        municipality: about.municipality || place,
        sex: figure.sex ?? about.sex ?? 0,
        ageFrom,
        ageTo,
        indicator: [...about.names, ...figure.names].join(' / '),
        ...figures,
        unit: figures.value === null ? '' : about.unit || figure.unit || unitIn(figure.names),
        comparator: figure.comparator ?? about.comparator ?? 'self',
        suppressed,
        row: header.last + 2 + at,
      });
    }
    if (records.length > before) used++;
    else setAside.数値なし++;
  });
  if (records.length === 0) return null;
  const given = Object.fromEntries(Object.entries(setAside).filter(([, count]) => count > 0));
  return {
    file: input.file,
    ...(input.sheet !== undefined && { sheet: input.sheet }),
    form: { id: form.id, name: form.name, status: form.status },
    headerRow: header.last + 1,
    rows: filled,
    used,
    setAside: given,
    records,
    notices: ['帳票の公式の列の一覧は公開されていません。列名から読み取りました。元の帳票と見比べてください。'],
  };
}

/** The unit that the names of a row say: the one in brackets, years of life, percent of rates; '' when none. */
function unitIn(names: readonly string[]): string {
  const name = (names.at(-1) ?? '').normalize('NFKC');
  const said = /\((%|円|千円|年|歳|人|件|日|点|床|施設)\)/.exec(name)?.[1];
  if (said !== undefined) return said;
  if (/平均余命|平均自立期間|健康寿命/.test(names.join(' '))) return '年';
  if (/千人当たり|\(.*当たり.*\)/.test(name)) return '千人当たり';
  return /率|割合/.test(name) ? '%' : '';
}

/** What the dimensions of a row say. */
function aboutRow(
  cells: readonly Cell[],
  { dimensions }: Plan,
  carried: Map<number, string>,
): { names: string[]; unit: string; municipality: string } & Pick<Meaning, 'sex' | 'age' | 'comparator'> {
  const names: string[] = [];
  const about: { sex?: 0 | 1 | 2; age?: Meaning['age']; comparator?: Comparator } = {};
  let municipality = '';
  const last = dimensions.at(-1)?.index;
  for (const { index, dimension } of dimensions) {
    let text = textOf(cells[index]);
    if (text !== '') {
      carried.set(index, text);
      // A new group begins: what stood in the columns of its parts belongs to the one before.
      for (const other of dimensions) if (other.index > index) carried.delete(other.index);
    } else if (index !== last || dimension === 'municipality') text = carried.get(index) ?? '';
    if (text === '') continue;
    const meaning = meaningOfPart(text);
    if (dimension === 'municipality') municipality = text;
    else if (meaning.sex !== undefined && dimension !== 'age') about.sex = meaning.sex;
    else if (meaning.age) about.age = meaning.age;
    else if (meaning.comparator) about.comparator = meaning.comparator;
    else if (dimension === 'indicator') names.push(text);
  }
  const unit = unitIn(names);
  return { names, unit, municipality, ...about };
}

/** The records of one indicator, by a part of its name, for one comparator. */
export function recordsOf(
  aggregates: readonly Aggregate[],
  indicator: string,
  comparator: Comparator = 'self',
): readonly TidyRecord[] {
  const wanted = plain(indicator);
  return aggregates.flatMap(({ records }) =>
    records.filter((record) => record.comparator === comparator && plain(record.indicator).includes(wanted)),
  );
}
