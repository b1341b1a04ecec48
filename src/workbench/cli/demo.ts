/** `npm start`: the main job on the bundled synthetic exports, then the workbench — or the end, without a terminal. */
import fs from 'node:fs';
import path from 'node:path';
import type { DemoArguments } from './args';
import { run } from './run';

/** Subfolders of the samples that belong to the demonstration where they are there. */
const PARTS = ['', '評価', '集計'];
/** 抽出年度 of the samples; those of the year after it are for the evaluation. */
const SAMPLE_YEAR = 2025;
const ROOT = path.resolve(__dirname, '../..');

/** The csv files of the samples, folder by folder. */
function sampleFiles(): string[] {
  return PARTS.map((part) => path.join(ROOT, 'samples', part))
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) =>
      fs
        .readdirSync(folder)
        .filter((name) => name.endsWith('.csv'))
        .sort()
        .map((name) => path.join(folder, name)),
    );
}

export async function demo(args: DemoArguments, print: (text: string) => void): Promise<void> {
  const files = sampleFiles();
  const out = path.join(ROOT, 'out', '一体的実施_サンプル.xlsx');
  fs.mkdirSync(path.dirname(out), { recursive: true });
  print(
    '付属のサンプル（合成データ。実在の人物ではありません）で、読み込みから一覧・計画・報告のシートまでを行います。\n',
  );
  await run({ command: 'run', files, out, json: false, joinByBirth: false, plan: true, year: SAMPLE_YEAR }, print);
  if (args.once || !process.stdout.isTTY) return;
  print('');
  const { serve } = await import('./serve');
  await serve({ command: 'serve', files: [out], port: args.port }, print);
}
