/** The same synthetic persons presented in five ways, as files that analysts hold. */
import { encode } from 'iconv-lite';
import { readFile, type Cell, type SourceInput } from '../../src/kdb';
import { FKAC167_COLUMNS } from '../../src/kdb/recognise/fkac167';
import {
  csvBytes,
  generatePersons,
  generateWideCsv,
  sampleFiles,
  type Checkup,
  type GenerateOptions,
  type SampleFile,
  type SyntheticPerson,
} from '../../tools/samples';

export type Presentation = 'wide' | 'files' | 'fkac167' | 'damaged' | 'longReceipts';

const isPart = (file: SampleFile, part: string): boolean => file.name.startsWith(part);
const csvOf = (file: SampleFile): SourceInput[] => readFile(`${file.name}.csv`, new Uint8Array(csvBytes(file)));
const cp932 = (name: string, lines: readonly string[]): SourceInput[] =>
  readFile(name, new Uint8Array(encode(lines.join('\r\n') + '\r\n', 'cp932')));

function wide(options: GenerateOptions): SourceInput[] {
  return readFile('一覧.csv', new Uint8Array(Buffer.concat([...generateWideCsv(options)])));
}

const ymd = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
const fullWidth = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** The columns of a newer generation: what came later stands between and behind the documented ones. */
const FKAC_NEWER = [
  ...FKAC167_COLUMNS.slice(0, 38),
  'クレアチニン',
  'ｅＧＦＲ',
  ...FKAC167_COLUMNS.slice(38),
  ...Array.from({ length: 15 }, (_, index) => `9N${932 + index}000000000011`),
];

function fkacRow(person: SyntheticPerson, checkup: Checkup): string {
  const values: Record<string, string | number | null> = {
    保険者番号: '39261234',
    被保険者証番号: fullWidth(person.personId),
    生年月日: ymd(person.birthDate),
    性別: person.sex,
    個人番号: 99,
    健診実施年月日: ymd(checkup.date),
    身長: checkup.height,
    体重: checkup.weight,
    ＢＭＩ: checkup.bmi,
    収縮期血圧: checkup.sbp,
    拡張期血圧: checkup.dbp,
    'ＨｂＡ１ｃ（NGSP値）': checkup.hba1c,
    'ＨｂＡ１ｃ（JDS値）': 9.9,
    尿蛋白: checkup.proteinuria,
    クレアチニン: checkup.creatinine,
    ｅＧＦＲ: checkup.egfr,
    喫煙: 1,
    歩行速度: 1,
    ...Object.fromEntries(checkup.answers.map((answer, index) => [`9N${932 + index}000000000011`, answer])),
  };
  return FKAC_NEWER.map((column) => values[column] ?? '').join(',');
}

function fkac167(options: GenerateOptions): SourceInput[] {
  const persons = [...generatePersons(options)];
  const fileOf = (year: 'checkup' | 'checkupPrevious'): SourceInput[] =>
    cp932(`39261234_FKAC167_${year}.csv`, [
      '1,FKAC167,20260520',
      FKAC_NEWER.join(','),
      ...persons.flatMap((person) => (person[year] ? [fkacRow(person, person[year])] : [])),
      '9',
    ]);
  const others = sampleFiles(options).filter((file) => !isPart(file, '健診'));
  return [...others.flatMap(csvOf), ...fileOf('checkup'), ...fileOf('checkupPrevious')];
}

/** What Excel and busy hands make of an export: numbers without zeros, serial numbers, totals and headers in the middle. */
function damagedRows(file: SampleFile): Cell[][] {
  const head = file.columns.map((column) => column.heading);
  const rows: Cell[][] = [[`${file.name}（まとめ）`, null, null], [], head];
  let line = 0;
  for (const values of file.rows()) {
    line++;
    rows.push(
      values.map((value, index): Cell => {
        if (index === 0 && typeof value === 'string' && /^\d+$/.test(value))
          return line % 3 === 0 ? fullWidth(value) : line % 3 === 1 ? Number(value) : `'${value}`;
        if (value === null) return line % 2 === 0 ? null : ' ';
        if (typeof value !== 'object')
          return typeof value === 'number' && value >= 1000 ? value.toLocaleString('en-US') : value;
        if ('day' in value) return value.day + 25569;
        return line % 5 === 0 ? fullWidth(String(value.measure)) : value.measure;
      }),
    );
    if (line % 100 === 0) rows.push(['小計', null, 100], [], [`${file.name}（つづき）`, null], head);
  }
  return [...rows, ['総合計', line], [null, null, null, '以上']];
}

function damaged(options: GenerateOptions): SourceInput[] {
  return sampleFiles(options).map((file) => {
    const rows = damagedRows(file);
    return { file: 'まとめ.xlsx', sheet: file.name, rows: () => rows };
  });
}

const TYPES = [
  ['inpatient', '医科入院'],
  ['outpatient', '医科外来'],
  ['dental', '歯科'],
  ['pharmacy', '調剤'],
] as const;

/** Receipts line by line: the counts as receipts, the medicines and diseases on lines of them. */
function* receiptLines(person: SyntheticPerson, fiscalYear: number): Generator<string> {
  const { receipts } = person;
  if (!receipts) return;
  const month = (year: number, index: number): string =>
    index < 9 ? `${year}${String(index + 4).padStart(2, '0')}` : `${year + 1}${String(index - 8).padStart(2, '0')}`;
  const line = (
    when: string,
    type: string,
    cells: Partial<Record<'drug' | 'name' | 'icd' | 'where', string>>,
  ): string =>
    [
      person.personId,
      when,
      type,
      cells.drug ?? '',
      cells.name ?? '',
      cells.icd ?? '',
      cells.where ?? '',
      cells.drug ? 28 : '',
      '',
    ].join(',');
  const known = new Map<number, string>();
  for (const [back, counts] of [receipts.current, receipts.previous].entries()) {
    for (const [kind, word] of TYPES) {
      for (let index = 0; index < counts[kind]; index++) {
        const when = month(fiscalYear - back, index % 12);
        const where = `26${kind}${Math.floor(index / 12)}`;
        yield line(when, word, { where });
        if (index === 0 && kind !== 'inpatient') known.set(back, [when, word, where].join());
      }
    }
  }
  const onReceipt = (back: number, cells: Parameters<typeof line>[2]): string => {
    const [when, word, where] = known.get(back)?.split(',') ?? [month(fiscalYear - back, 0), '', ''];
    return line(when!, word!, { ...cells, where });
  };
  const special = [
    receipts.hypnotic && '1124005F1011',
    receipts.dmDrug[0] && '3969007F1011',
    receipts.htDrug[0] && '2149041F1011',
  ];
  const drugs = special.filter((code): code is string => code !== false);
  for (let index = drugs.length; index < receipts.drugCount; index++)
    drugs.push(`3999${String(index).padStart(3, '0')}F1011`);
  for (const drug of drugs) yield onReceipt(0, { drug });
  for (const back of [1, 2, 3]) {
    if (receipts.dmDrug[back]) yield onReceipt(back, { drug: '2492416G1011' });
    if (receipts.htDrug[back]) yield onReceipt(back, { drug: '2171022F1011' });
  }
  yield onReceipt(0, receipts.dmDiagnosis ? { name: '２型糖尿病', icd: 'E11' } : { name: '糖尿病の疑い', icd: 'E14' });
  if (receipts.heartFailure) yield onReceipt(0, { name: '慢性心不全', icd: 'I50' });
  if (receipts.stroke) yield onReceipt(0, { name: '陳旧性脳梗塞', icd: 'I69' });
}

function longReceipts(options: GenerateOptions & { fiscalYear: number }): SourceInput[] {
  const files = sampleFiles(options).filter((file) => !isPart(file, 'レセプト'));
  const lines = [...generatePersons(options)].flatMap((person) => [...receiptLines(person, options.fiscalYear)]);
  const heading = '被保険者番号,診療年月,レセプト種別,医薬品コード,傷病名,ICD-10,医療機関,処方日数,数量';
  return [...files.flatMap(csvOf), ...cp932('レセプト明細.csv', [heading, ...lines])];
}

/** The sources of one presentation. */
export function present(presentation: Presentation, options: GenerateOptions & { fiscalYear: number }): SourceInput[] {
  switch (presentation) {
    case 'wide':
      return wide(options);
    case 'files':
      return sampleFiles(options).flatMap(csvOf);
    case 'fkac167':
      return fkac167(options);
    case 'damaged':
      return damaged(options);
    case 'longReceipts':
      return longReceipts(options);
  }
}
