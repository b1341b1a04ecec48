/** A made-up town of twelve persons whose answers can be counted by hand, as the exports that its office would have. */
import { csv } from './stage';

const NUMBERS = Array.from({ length: 12 }, (_, index) => String(1001 + index).padStart(8, '0'));
const area = (index: number) => (index < 7 ? '北部' : '南部');

/** 被保険者台帳: everybody is 80 or so and insured since 2020. */
export const REGISTER = csv('台帳.csv', [
  ['被保険者番号', '氏名', '性別', '生年月日', '資格取得日', '圏域'],
  ...NUMBERS.map((number, index) => [
    number,
    `合成 ${String.fromCharCode(65 + index)}子`,
    index % 2 === 0 ? '女' : '男',
    `1945${String(index + 1).padStart(2, '0')}10`,
    '20200401',
    area(index),
  ]),
]);

/** レセプト: two persons with 15 drugs or more. */
export const RECEIPTS = csv('レセプト.csv', [
  ['被保険者番号', '医科入院レセ件数', '医科外来レセ件数', '歯科レセ件数', '処方薬剤数'],
  ...NUMBERS.map((number, index) => [number, 0, 3, index % 3, index < 2 ? 16 : 4]),
]);

/** Weight [kg] at a height of 150 cm: BMI 17.8, 18.2, 19.1, 20.0, 20.9, then well fed. */
const WEIGHTS = [40, 41, 43, 45, 47, 52, 55, 58, 60, 61, 62, 63];

/** An export that nobody has seen: its headings say nothing to a programme. The first seven lost weight. */
export const PATROL = csv('栄養パトロール.csv', [
  ['整理コード', '測った日', 'からだの重さ', 'からだの高さ', '半年でやせた'],
  ...NUMBERS.map((number, index) => [number, '2025/6/20', WEIGHTS[index]!, 150, index < 7 ? 'はい' : 'いいえ']),
]);

/** What its columns hold, as the analyst knows. */
export const PATROL_FIELDS: readonly (readonly [heading: string, field: string])[] = [
  ['整理コード', 'personId'],
  ['測った日', 'checkupDate'],
  ['からだの重さ', 'weight'],
  ['からだの高さ', 'height'],
  ['半年でやせた', 'q6'],
];

/** 低栄養 by the threshold of BMI: who lost weight and has a BMI up to it. */
export const THIN = { '20': 4, '18.5': 2, '21': 5 } as const;
/** The two of 18.5. */
export const THINNEST = NUMBERS.slice(0, 2);
