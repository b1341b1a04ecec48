/** Writes the bundled sample exports into samples/, or any size elsewhere: `npm run samples [-- --size 100000 --out DIR]`. */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { csvChunks } from './csv';
import { sampleFiles } from './files';
import { DEFAULTS } from './generate';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(DEFAULTS.seed) },
    size: { type: 'string', default: String(DEFAULTS.size) },
    year: { type: 'string', default: String(DEFAULTS.fiscalYear) },
    out: { type: 'string', default: path.resolve(__dirname, '../../samples') },
  },
});

const options = { seed: Number(values.seed), size: Number(values.size), fiscalYear: Number(values.year) };
fs.mkdirSync(values.out, { recursive: true });
for (const file of sampleFiles(options)) {
  const to = path.join(values.out, `${file.name}.csv`);
  const handle = fs.openSync(to, 'w');
  for (const chunk of csvChunks(file)) fs.writeSync(handle, chunk);
  fs.closeSync(handle);
  console.log(to);
}
