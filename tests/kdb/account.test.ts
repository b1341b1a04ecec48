/** Tests of the summary line: what was read in all, and each kind of thing that was not. */
import { accountOf, buildIntake, readFile } from '../../src/kdb';
import { bytesOf, csv, xlsxOf } from './support';

const YEAR = { fiscalYear: 2025 } as const;
const HEAD = '被保険者番号,健診受診日,BMI,収縮期血圧,資格喪失日';

test('everything that was read: files, rows, columns; columns without a heading are none', () => {
  const intake = buildIntake([csv('a.csv', `${HEAD}, \n1,20250601,20,120,\n2,20250601,21,130,`)], YEAR);
  expect(accountOf(intake)).toBe('全部読めた（ファイル 1、行 2、列 5）');
});

test('columns that nobody knows are counted apart, and sheets where there are some', () => {
  const book = xlsxOf([
    {
      name: '健診',
      rows: [
        ['被保険者番号', '健診受診日', 'BMI', 'なぞの列'],
        ['1', '20250601', '20', 'x'],
      ],
    },
    {
      name: '健診2',
      rows: [
        ['被保険者番号', '健診受診日', '収縮期血圧'],
        ['1', '20250601', '120'],
      ],
    },
  ]);
  const intake = buildIntake(readFile('a.xlsx', book), YEAR);
  expect(accountOf(intake)).toBe('全部読めた（ファイル 1、シート 2、行 2、列 7（うち見出しの分からない列 1））');
});

test('each kind of thing that was not read is named with its count', () => {
  const hidden = {
    name: '別',
    isHidden: true,
    rows: [
      ['被保険者番号', 'BMI'],
      ['1', '20'],
    ],
  };
  const memo = {
    name: 'メモ',
    rows: [
      ['連絡', '山田まで'],
      ['電話', '内線'],
    ],
  };
  const inputs = [
    csv(
      'a.csv',
      `${HEAD}\n1,20250601,20,120,\n2,20250601,高め,120,\n3,20250601,20,999,\n4,20250601,20,120,不明\n?!,20250601,20,120,\n,20250601,20,120,`,
    ),
    ...readFile(
      'b.xlsx',
      xlsxOf([
        {
          name: '健診',
          rows: [
            ['被保険者番号', '健診受診日', 'BMI'],
            ['1', '20250601', '20'],
          ],
        },
        hidden,
        memo,
      ]),
    ),
  ];
  const text = accountOf(buildIntake(inputs, YEAR));
  expect(text).toMatch(/^読めなかったもの: /);
  for (const part of [
    '非表示のシート 1 枚',
    '書き出しと認められない表 1 件',
    '番号や日付を読めない行 3 行',
    '読めない値 1 件',
    'ありえない値 1 件',
  ])
    expect(text).toContain(part);
  expect(text).toContain('ファイル 2、シート 3、行 7');
});

test('a text that is damaged twice is counted twice', () => {
  const bytes = (text: string): Uint8Array => bytesOf(text.replaceAll('@', '\ufffd'));
  const lines = Array.from({ length: 20 }, (_, row) => `${row + 1},${row < 2 ? '山@郎' : '山田太郎'},20250601,20`);
  const intake = buildIntake(readFile('a.csv', bytes(['被保険者番号,氏名,健診受診日,BMI', ...lines].join('\n'))), YEAR);
  expect(intake.quality.find(({ field }) => field === 'name')).toMatchObject({
    filled: 18,
    unreadable: 2,
    examples: [2, 3],
  });
});
