/** Small made-up municipalities, seeded: registers, check-ups of two years, receipts and records of support. */
import type { Cell } from '../../../src/kdb';

type Table = readonly (readonly Cell[])[];

/** Numbers from 0 to 1 that a seed decides (Park and Miller). */
function random(seed: number): () => number {
  let state = seed * 7919 + 17;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const AREAS = ['北部', '南部', '東部', '西部', '中央', '山間'];

/** The tables of a municipality, by sheet. `persons`: how many are insured; `named`: its 圏域, absent: two to six. */
export function town(seed: number, persons: number, named?: readonly string[]): Record<string, Table> {
  const next = random(seed);
  const some = AREAS.slice(0, 2 + Math.floor(next() * 5));
  const areas = named ?? some;
  const weights = areas.map(() => 0.1 + next());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const area = (): string => {
    let at = next() * total;
    return areas.find((_, index) => (at -= weights[index]!) <= 0) ?? areas[0]!;
  };
  const yes = (share: number): string => (next() < share ? 'はい' : 'いいえ');
  const register: Cell[][] = [['被保険者番号', '圏域', '性別', '生年月日', '資格取得日']];
  const checkups = (heading: Cell[]): Cell[][] => [heading];
  const heading = [
    '被保険者番号',
    '健診受診日',
    'BMI',
    '質問票①',
    '質問票④',
    '質問票⑤',
    '質問票⑥',
    '質問票⑦',
    '質問票⑧',
    'HbA1c',
    '収縮期血圧',
    '拡張期血圧',
    'eGFR',
  ];
  const [now, before] = [checkups(heading), checkups(heading)];
  const receipts: Cell[][] = [
    ['被保険者番号', '医科入院レセ件数', '医科外来レセ件数', '歯科レセ件数', '処方薬剤数', '睡眠薬'],
  ];
  const log: Cell[][] = [
    ['被保険者番号', '目的', '支援の有無', '支援開始日', '状況', '支援前体重', '支援後体重', '歯科受診'],
  ];
  const purposes = ['低栄養', '口腔', '服薬（多剤）'];
  for (let index = 0; index < persons; index += 1) {
    const number = String(38_000_000 + seed * 10_000 + index);
    const year = next() < 0.02 ? 1954 : 1930 + Math.floor(next() * 20);
    register.push([
      number,
      area(),
      next() < 0.58 ? '女' : '男',
      `${year}${String(1 + Math.floor(next() * 12)).padStart(2, '0')}15`,
      '20150401',
    ]);
    const examined = (date: string): Cell[] => [
      number, date, (17 + next() * 10).toFixed(1), next() < 0.2 ? 'あまりよくない' : 'ふつう', yes(0.2), yes(0.15), yes(0.2), yes(0.3), yes(0.2),
      (5 + next() * 4).toFixed(1), String(100 + Math.floor(next() * 80)), String(60 + Math.floor(next() * 50)), String(30 + Math.floor(next() * 60)),
    ]; // prettier-ignore
    if (next() < 0.4) now.push(examined('20250701'));
    if (next() < 0.4) before.push(examined('20240701'));
    receipts.push([
      number,
      next() < 0.1 ? 1 : 0,
      next() < 0.85 ? 5 : 0,
      next() < 0.5 ? 2 : 0,
      Math.floor(next() * 18),
      next() < 0.1 ? 'あり' : 'なし',
    ]);
    if (next() > 60 / persons) continue;
    const isHelped = next() < 0.75;
    const isLost = next() < 0.1;
    log.push([
      number, purposes[Math.floor(next() * purposes.length)]!, isHelped ? '有' : '無', isHelped ? '2025/6/1' : '',
      isHelped ? (isLost ? '転出' : '終了') : '拒否', isHelped ? 45 : '', isHelped && !isLost ? 44 + Math.floor(next() * 4) : '', isHelped && next() < 0.4 ? '有' : '',
    ]); // prettier-ignore
  }
  return { 台帳: register, 健診_令和7年度: now, 健診_令和6年度: before, レセプト_令和7年度: receipts, 支援記録: log };
}
