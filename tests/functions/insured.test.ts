/** Tests of =IKKATSU.INSURED and =IKKATSU.KDBFIGURE: figures of the insured persons and of the aggregate forms. */
import { insured } from '../../src/functions/insured';
import { kdbFigureOf } from '../../src/functions/kdbFigure';
import { AnalystError, buildIntake, readFile, type Cell, type Intake } from '../../src/kdb';
import { cells, first, refusal } from './excelStub';
import { datasetOfIntake, sessionOf, sessionRefusing } from './sessionOf';

const people: Cell[][] = [
  ['被保険者番号', '圏域', '性別', '生年月日', '対象外区分', '健診受診日', '質問票⑥', '歯科レセ件数', '重複投薬', '要介護度', '医科入院点数', '医科外来点数', '歯科点数', '調剤点数', '介護給付費'],
  ['1', '北部', '女', '19400101', '', '20250601', 'はい', 2, '有', '要介護2', 1000, 500, 100, 400, 30000],
  ['2', '北部', '男', '19450101', '施設入所', '', '', 0, '無', '要介護5', 0, 300, 0, 200, 70000],
  ['3', '南部', '女', '19480101', '', '20250601', '', 1, '無', '非該当', 0, 700, 50, 0, 0],
  ['4', '南部', '男', '19450101', '', '', '', 0, '無', '要支援1', 0, 0, 0, 0, 0],
  ['5', '南部', '男', '19450101', '', '20250701', 'いいえ', 0, '無', '', 0, 0, 0, 0, 0],
]; // prettier-ignore

const form = (name: string, text: string) => readFile(name, new TextEncoder().encode(`\uFEFF${text}`));
const OVERVIEW = (year: string, total: string) => `帳票名：地域の全体像の把握
保険者番号：39261234,保険者名：見本市,対象年度：${year}
大項目,項目,性別,保険者,,県,,同規模,,国,
,,,実数,割合,実数,割合,実数,割合,実数,割合
人口構成,総人口,,"${total}",,"1,000,000",,"50,000",,"123,214,261",
介護,1号認定率,,,18.5,,19.1,,18.8,,19.4
平均自立期間,平均自立期間,男,,79.9,,80.1,,*,,80.1
,平均自立期間,女,,84.2,,84.3,,84.4,,84.4
`;
const MUNICIPALITIES = `市区町村別データ
対象年度：令和7年度
市区町村名,健診受診率(%),一人当たり医療費
北町,30.5,"812,345"
南町,25.1,"799,000"
`;

const withForms = (extra: Parameters<typeof buildIntake>[0] = []): Intake =>
  buildIntake([{ file: 'データ', rows: () => people }, ...extra]);
const answerWith = (intake: Intake) => sessionOf(datasetOfIntake(intake));

const asked = (wanted?: unknown, filter?: unknown, output?: unknown) =>
  first(insured(wanted, filter as unknown[][], undefined, output));

beforeEach(() => {
  answerWith(withForms());
});

describe('INSURED', () => {
  test('counts the insured persons, and those within a filter', async () => {
    expect(await asked()).toBe(5);
    expect(await asked('被保険者数', '圏域=南部')).toBe(3);
    expect(await asked('被保険者数', '性別=男;圏域=南部')).toBe(2);
  });

  test.each([
    ['対象外者数', 1],
    ['健診対象者数', 4],
    ['健診受診者数', 3],
    ['質問票回答者数', 2],
    ['歯科受診者数', 2],
    ['重複投薬者数', 1],
    ['重複投薬者割合', 0.2],
    ['認定者数', 3],
    ['認定率', 0.6],
    ['要介護2以上の人数', 2],
    ['医療費', 32500],
    ['1人当たり医療費', 6500],
    ['一人あたり医療費(入院)', 2000],
    ['1人当たり医療費（調剤）', 1200],
    ['介護給付費', 100000],
    ['1人当たり介護給付費', 20000],
  ])('%s is %d', async (word, value) => {
    expect(await asked(word)).toBeCloseTo(value, 10);
  });

  test('健診受診率 has the unified denominator and Wilson limits, by 出力 or by the words 下限 and 上限', async () => {
    expect(await asked('健診受診率')).toBe(0.75);
    const [value, lower, upper, method] = (await cells(insured('健診受診率', undefined, undefined, '区間')))[0]!;
    expect([value, method]).toEqual([0.75, 'Wilson']);
    expect(await asked('健診受診率の下限')).toBe(lower);
    expect(await asked('健診受診率上限')).toBe(upper);
    expect(await asked('健診受診率', '圏域=北部', '表示')).toMatch(/^1\.000 \(/);
    expect(await asked('健診受診率', undefined, '注意')).toContain('令和6年度からの統一した分母');
  });

  test('an unknown word is #VALUE! with the words that are known', async () => {
    const said = await refusal(insured('被保険者の数え方'));
    expect(said).toMatch(/^#VALUE! .*被保険者数・対象外者数・健診対象者数/);
  });

  test('a column that no source provides makes the figure #N/A, never 0; nobody is #DIV/0!', async () => {
    const bare: Cell[][] = [
      ['被保険者番号', '性別', '生年月日', '健診受診日'],
      ['1', '男', '19450101', '20250601'],
    ];
    expect(await first(insured('健診受診者数', undefined, bare))).toBe(1);
    expect(await refusal(insured('対象外者数', undefined, bare))).toMatch(/^#N\/A .*対象外区分/);
    // Without anybody who is known to be excluded the rate answers over all, and says so.
    expect(await first(insured('健診受診率', undefined, bare))).toBe(1);
    expect(await first(insured('健診受診率', undefined, bare, '注意'))).toContain('被保険者全員を分母');
    expect(await refusal(insured('1人当たり医療費', undefined, bare))).toMatch(
      /^#N\/A .*医科入院点数、医科外来点数、歯科点数、調剤点数/,
    );
    expect(await refusal(insured('質問票回答者数', undefined, bare))).toMatch(/^#N\/A .*質問票/);
    const or = (wanted: string, filter: string | undefined, word: unknown): Promise<unknown> =>
      first(insured(wanted, filter as never, bare, undefined, undefined, word));
    expect(await or('1人当たり医療費', undefined, '－')).toBe('－');
    expect(await or('被保険者数', '性別=女', 0)).toBe(0);
    expect(await or('被保険者数', '圏域=北部', '－')).toBe('－');
    expect(await or('健診受診者数', undefined, '－')).toBe(1);
    expect(await refusal(insured('数え方', undefined, bare, undefined, undefined, '－'))).toMatch(/^#VALUE!/);
    expect(await refusal(insured('被保険者数', '性別=女' as never, bare, undefined, undefined, ''))).toMatch(
      /^#VALUE!/,
    );
    sessionRefusing(new AnalystError('data.none'));
    expect(await first(insured(undefined, undefined, undefined, undefined, undefined, '－'))).toBe('－');
    expect(await refusal(insured())).toMatch(/^#N\/A データがまだありません/);
  });

  test('counts have no interval, and say so', async () => {
    expect(await refusal(insured('被保険者数', undefined, undefined, '下限'))).toMatch(/^#N\/A .*信頼区間がありません/);
    expect(await cells(insured('医療費', undefined, undefined, '区間'))).toEqual([[32500, '', '', '合計']]);
  });
});

describe('KDBFIGURE', () => {
  const figure = (indicator: unknown, comparator?: unknown, year?: unknown, output?: unknown) =>
    kdbFigureOf(indicator, comparator, year, output);

  test('without any form it is #N/A with the sentence what to load', async () => {
    expect(await refusal(figure('総人口'))).toMatch(/^#N\/A 集計表（地域の全体像の把握・/);
  });

  describe('with forms', () => {
    beforeEach(() => {
      const forms = withForms([
        ...form('全体像R6.csv', OVERVIEW('令和6年度', '12,500')),
        ...form('全体像R7.csv', OVERVIEW('令和7年度', '12,345')),
        ...form('市区町村別.csv', MUNICIPALITIES),
      ]);
      answerWith(forms);
    });

    test('answers for the own area, the prefecture, the peers and the nation', async () => {
      expect(await first(figure('総人口'))).toBe(12345);
      expect(await first(figure('総人口', '県'))).toBe(1000000);
      expect(await first(figure('1号認定率', '同規模'))).toBe(18.8);
      expect(await first(figure('介護 / 1号認定率', '全国'))).toBe(19.4);
      expect(await refusal(figure('総人口', '隣の市'))).toMatch(/^#VALUE! .*当地域・県・同規模・国/);
    });

    test('takes the newest year unless one is named', async () => {
      expect(await first(figure('総人口', '', 2024))).toBe(12500);
      expect(await first(figure('総人口', '', '令和6年度'))).toBe(12500);
      expect(await refusal(figure('総人口', '', 2020))).toMatch(/^#N\/A .*令和6年度・令和7年度/);
    });

    test('sex is narrowed where both stand alone; without it the cell says how', async () => {
      expect(await first(figure('平均自立期間;性別=女'))).toBe(84.2);
      expect(await first(figure('平均自立期間;性別=男', '県'))).toBe(80.1);
      expect(await refusal(figure('平均自立期間'))).toMatch(/^#VALUE! .*性別=男.*性別=女/);
      expect(await refusal(figure('平均自立期間;性別=男', '同規模'))).toMatch(/^#N\/A .*秘匿/);
    });

    test('municipalities are told apart by 市町村', async () => {
      expect(await first(figure('健診受診率(%);市町村=北町'))).toBe(30.5);
      expect(await first(figure('1人当たり医療費;市町村=南町'))).toBe(799000);
      expect(await refusal(figure('1人当たり医療費'))).toMatch(/^#VALUE! .*市町村=北町.*市町村=南町/);
      expect(await refusal(figure('1人当たり医療費;市町村=西町'))).toMatch(/^#N\/A .*北町・南町/);
    });

    test('実数, 割合, 方法 and 注意 are outputs; an unknown indicator names the nearest', async () => {
      expect(await first(figure('総人口', '', '', '実数'))).toBe(12345);
      expect(await refusal(figure('総人口', '', '', '割合'))).toMatch(/^#N\/A /);
      expect(await first(figure('総人口', '', '', '方法'))).toBe('全体像R7.csv 5 行目');
      expect(await first(figure('総人口', '県', '', '注意'))).toContain('県、令和7年度');
      expect(await refusal(figure('総人口の将来'))).toMatch(/^#N\/A .*総人口/);
      expect(await refusal(figure('総人口;県名=x'))).toMatch(/^#VALUE! .*性別・年齢・市町村/);
    });
  });
});
