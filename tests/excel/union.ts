/** A small union and its records of support, with counts below ten nearly everywhere; all persons are made up. */
import type { Cell } from '../../src/kdb';

const HEADER = ['被保険者番号', '市町村名', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '処方薬剤数'];
/** Municipalities of 6, 12, 18 and 24 persons; every third is thin, every fifth was not examined. */
export const DATA: readonly (readonly Cell[])[] = [
  HEADER,
  ...['東市', '西市', '南町', '北村'].flatMap((name, place) =>
    Array.from({ length: 6 * (place + 1) }, (_, index): Cell[] => [
      String(39000000 + 1000 * place + index),
      name,
      index % 2 === 0 ? '女' : '男',
      `19${40 + (index % 9)}0101`,
      index % 5 === 4 ? '' : '20250601',
      index % 5 === 4 ? '' : index % 3 === 0 ? '18.4' : '24',
      index % 4 === 0 ? 'はい' : 'いいえ',
      String(index),
    ]),
  ),
];
export const LOG: readonly (readonly Cell[])[] = [
  ['被保険者番号', '目的', '支援の有無', '支援開始日', '状況', '支援前体重', '支援後体重'],
  ...Array.from({ length: 14 }, (_, index): Cell[] => [
    String(39003000 + index),
    '低栄養',
    index < 12 ? '有' : '無',
    index < 12 ? '2025/6/1' : '',
    index < 9 ? '終了' : index < 10 ? '死亡' : index < 12 ? '転出' : '拒否',
    index < 12 ? 45 : '',
    index < 9 ? 44 + (index % 3) : '',
  ]),
];
