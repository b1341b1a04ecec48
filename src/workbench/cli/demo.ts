/** `npm start`: the main job on the bundled synthetic exports, then the workbench — or the end, without a terminal. */
import fs from 'node:fs';
import path from 'node:path';
import type { DemoArguments } from './args';
import { run } from './run';
import { serve } from './serve';

const ROOT = path.resolve(__dirname, '../..');

export async function demo(args: DemoArguments, print: (text: string) => void): Promise<void> {
  const samples = path.join(ROOT, 'samples');
  const files = fs
    .readdirSync(samples)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .map((name) => path.join(samples, name));
  const out = path.join(ROOT, 'out', '一体的実施_サンプル.xlsx');
  fs.mkdirSync(path.dirname(out), { recursive: true });
  print('付属のサンプル（合成データ。実在の人物ではありません）で、読み込みから一覧と共通評価指標までを行います。\n');
  await run({ command: 'run', files, out, json: false, joinByBirth: false }, print);
  if (args.once || !process.stdout.isTTY) return;
  print('');
  await serve({ command: 'serve', files: [out], port: args.port }, print);
}
