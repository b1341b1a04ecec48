/** Writes the bundled sample exports into samples/, or any size elsewhere: `npm run samples [-- --size 100000 --out DIR]`. */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { aggregateCsv, aggregateFiles } from './aggregates';
import { csvBytes, csvChunks } from './csv';
import { evaluationFiles } from './evaluation';
import { sampleFiles } from './files';
import { DEFAULTS } from './generate';
import { participantsFile } from './participants';
import { unionFiles } from './union';
import { workbookBytes } from './workbook';

/** Above this many persons a workbook takes minutes, and nobody asked for it. */
const WORKBOOK_LIMIT = 20_000;

/** The aggregate forms stand apart from the lists of persons. */
const AGGREGATE_FOLDER = '集計';
/** Two municipalities over three years, of their own size and seed. */
const UNION_FOLDER = '二市町村';
/** 支援記録 and the year after, for the evaluation of programmes. */
const EVALUATION_FOLDER = '評価';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(DEFAULTS.seed) },
    size: { type: 'string', default: String(DEFAULTS.size) },
    year: { type: 'string', default: String(DEFAULTS.fiscalYear) },
    out: { type: 'string', default: path.resolve(__dirname, '../../samples') },
  },
});

/** A whole number from the command line, or the end with a sentence. */
function whole(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  console.error(`--${name} の値「${text}」は 0 以上の整数ではありません。`);
  process.exit(2);
}

async function write(): Promise<void> {
  const options = {
    seed: whole('seed', values.seed),
    size: whole('size', values.size),
    fiscalYear: whole('year', values.year),
  };
  const files = sampleFiles(options);
  fs.mkdirSync(values.out, { recursive: true });
  for (const file of files) {
    const to = path.join(values.out, `${file.name}.csv`);
    const handle = fs.openSync(to, 'w');
    for (const chunk of csvChunks(file)) fs.writeSync(handle, chunk);
    fs.closeSync(handle);
    console.log(to);
  }
  if (options.size > WORKBOOK_LIMIT) return;
  const participants = participantsFile(options);
  const list = path.join(values.out, `${participants.name}.csv`);
  fs.writeFileSync(list, csvBytes(participants));
  console.log(list);
  const folder = path.join(values.out, AGGREGATE_FOLDER);
  fs.mkdirSync(folder, { recursive: true });
  for (const file of aggregateFiles(options)) {
    const to = path.join(folder, `${file.name}.csv`);
    fs.writeFileSync(to, aggregateCsv(file));
    console.log(to);
  }
  const evaluation = path.join(values.out, EVALUATION_FOLDER);
  fs.mkdirSync(evaluation, { recursive: true });
  for (const file of evaluationFiles(options)) {
    const to = path.join(evaluation, `${file.name}.csv`);
    fs.writeFileSync(to, csvBytes(file));
    console.log(to);
  }
  const union = path.join(values.out, UNION_FOLDER);
  fs.mkdirSync(union, { recursive: true });
  for (const file of unionFiles()) {
    const to = path.join(union, `${file.name}.csv`);
    fs.writeFileSync(to, csvBytes(file));
    console.log(to);
  }
  const to = path.join(values.out, 'サンプル一式.xlsx');
  fs.writeFileSync(to, await workbookBytes(files));
  console.log(to);
}

void write();
