/** The bundled samples and the built command, as the benchmarks of the whole job use them. */
import { readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const FOLDERS = ['samples', 'samples/評価', 'samples/集計'];

export const COMMAND = path.join(ROOT, 'bin/ikkatsu.mjs');
/** 抽出年度 of the samples. */
export const YEAR = '2025';

/** The csv files of the samples, folder by folder. */
export const sampleFiles = (): string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder))
      .filter((name) => name.endsWith('.csv'))
      .sort()
      .map((name) => path.join(ROOT, folder, name)),
  );
