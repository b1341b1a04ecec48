/** Tests of recognising persons in free text, in the writings that offices use. */
import { daysOf } from '../../../src/kdb';
import { personIn, personMarks, personTextsOf } from '../../../src/plan/handIn/personMarks';

const marks = personMarks({
  ids: ['1234567', '39000123'],
  names: ['山田 太郎', '林 一', '佐々木　花子'],
  kana: ['ヤマダ タロウ', 'ハヤシ ハジメ'],
  birthDays: [daysOf(1945, 4, 1), daysOf(1926, 12, 26)],
});

test('every row of every export counts, also of persons who are set aside', () => {
  const input = {
    file: '台帳.csv',
    rows: () => [
      ['一覧表'],
      ['被保険者番号', '氏名', 'カナ氏名', '生年月日', '資格喪失日'],
      ['00000012', '高橋 一郎', 'タカハシ イチロウ', 'S15.1.2', '20200101'],
    ],
  };
  const { ids, names, kana, birthDays } = personTextsOf([input, { file: 'メモ', rows: () => [['メモ']] }]);
  expect([[...ids], [...names], [...kana], [...birthDays]]).toEqual([
    ['00000012'],
    ['高橋 一郎'],
    ['タカハシ イチロウ'],
    [daysOf(1940, 1, 2)],
  ]);
});

test.each(['01234567', '０１２３４５６７', '番号 0123-4567 の方', '1234567', '宛名39000123', '990123456700'])(
  'a number of a person is met: %s',
  (written) => expect(personIn(written, marks)).toBe('被保険者番号'),
);

test.each([
  '昭和20年4月1日',
  'S20.4.1',
  'Ｓ２０．４．１',
  '1945/4/1',
  '1945-04-01',
  '19450401',
  '昭２０・４・１',
  '3200401',
  'S200401',
  '1945年 4月 1日生まれ',
  '昭和元年12月26日',
])('a birth date is met: %s', (written) => expect(personIn(written, marks)).toBe('生年月日'));

test.each(['山田太郎', '山田　太郎さん', '対象は佐々木 花子。', '山田さんは改善', '林一', '林 一 様', '林様から電話'])(
  'a name is met: %s',
  (written) => expect(personIn(written, marks)).toBe('氏名'),
);

test.each(['ヤマダタロウ', 'ﾔﾏﾀﾞ ﾀﾛｳ', 'やまだ　たろう', 'ハヤシ・ハジメ'])('a kana name is met: %s', (written) =>
  expect(personIn(written, marks)).toBe('カナ氏名'),
);

test.each([
  '',
  '1,234,567円',
  '1234567 円',
  '39,000,123',
  '0.01234567',
  '山田地区で開催',
  '林一帯の見回り',
  '令和7年4月1日',
  '2025/4/1',
  '山田様式',
  '東山田圏域',
  '通いの場 12 か所',
])('an ordinary text is let through: %s', (written) => expect(personIn(written, marks)).toBeNull());
