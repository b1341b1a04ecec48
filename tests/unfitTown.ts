/** A town whose copy must hide one 圏域: 低栄養 of 7 of 40 persons in 北部, and with it of 30 of 60 in 南部. Synthetic. */

const HEADER = ['被保険者番号', '圏域', '性別', '生年月日', '健診受診日', 'BMI', '質問票⑥', '資格取得日'];
const person = (index: number, area: string, bmi: number): (string | number)[] => [
  `390${String(10_007 + index * 37)}`,
  area,
  index % 2 === 0 ? '女' : '男',
  '19400401',
  '20250601',
  bmi,
  'はい',
  '20150401',
];

/** Rows of 台帳 with their header. */
export const UNFIT_TOWN = [
  HEADER,
  ...Array.from({ length: 40 }, (_, index) => person(index, '北部', index < 7 ? 18 : 24)),
  ...Array.from({ length: 60 }, (_, index) => person(40 + index, '南部', index < 30 ? 18 : 24)),
];

/** Where its counts of 低栄養 stand: 北部 and 南部. */
export const SHEET = '共通評価指標';
export const NORTH = 'D18';
export const SOUTH = 'D29';
