/** Tests of =IKKATSU.OWNHEALTHYLIFE: who is followed, until when, and what is refused. */
import { ownHealthyLifeAt } from '../../src/functions/ownLife';
import { healthyLife } from '../../src/indicators';
import type { Cell } from '../../src/kdb';
import { first, refusal } from './excelStub';
import { datasetOfTables, sessionOf } from './sessionOf';

const HEAD = ['被保険者番号', '圏域', '性別', '生年月日', '資格取得日', '資格喪失日'];

/** `each` persons of each age, of whom a share leaves in the middle of fiscal year 2025. */
function register(each: number, leaving: readonly number[]): { rows: Cell[][]; care: Cell[][] } {
  const births = ['19480401', '19430401', '19380401', '19330401'];
  const rows: Cell[][] = [HEAD];
  const care: Cell[][] = [['対象年度：令和6年度'], ['被保険者番号', '要介護度']];
  births.forEach((birth, band) => {
    for (let i = 0; i < each; i += 1) {
      const number = String(10_000_000 + band * 10_000 + i);
      const leaves = i < each * leaving[band]!;
      rows.push([number, i % 2 ? '北部' : '南部', '女', birth, '20100401', leaves ? '20250930' : '']);
      if (i % 10 < band) care.push([number, '要介護2']);
    }
  });
  return { rows, care };
}
const answerWith = ({ rows, care }: ReturnType<typeof register>): void => {
  sessionOf(
    datasetOfTables(
      [
        { file: '台帳', rows: () => rows },
        { file: '認定', rows: () => care },
      ],
      2025,
    ),
  );
};

test('persons of the first day are followed for the year, those who leave until that day', async () => {
  answerWith(register(400, [0.02, 0.05, 0.1, 0.2]));
  expect(await first(ownHealthyLifeAt('女', undefined, '資格喪失者数'))).toBe(8 + 20 + 40 + 80);
  // 183 days from 31 March to 30 September, 365 to the next 31 March.
  const years = (1600 * 365 - 148 * (365 - 183)) / 365.25;
  expect(await first(ownHealthyLifeAt('女', undefined, '人年'))).toBeCloseTo(years, 9);
  expect(await first(ownHealthyLifeAt('男', undefined, '人年'))).toBe(0);
});

test('is the figure of Chiang and Sullivan for these counts, and names years, class, deaths and size', async () => {
  answerWith(register(400, [0.02, 0.05, 0.1, 0.2]));
  const left = [8, 20, 40, 80];
  const populations = left.map((gone) => (400 * 365 - gone * 182) / 365.25);
  const wanted = healthyLife({
    ages: [75, 80, 85, 90],
    populations,
    deaths: left,
    unhealthy: [0, 40, 80, 120],
    unhealthyPopulations: [400, 400, 400, 400],
  });
  expect(await first(ownHealthyLifeAt())).toBeCloseTo(wanted.healthy.value, 9);
  expect(await first(ownHealthyLifeAt('', undefined, '', '下限'))).toBeCloseTo(wanted.healthy.lower, 9);
  expect(await first(ownHealthyLifeAt('', undefined, '平均余命'))).toBeCloseTo(wanted.total.value, 9);
  const note = String(await first(ownHealthyLifeAt('', undefined, '', '注意')));
  for (const said of ['1 年度分', '最終の年齢階級は 90 歳以上', '死亡とみなした', '10,000 人年に足りない'])
    expect(note).toContain(said);
});

test('a small area and a register without leavers have no figure', async () => {
  answerWith(register(100, [0.1, 0.1, 0.1, 0.2]));
  expect(await refusal(ownHealthyLifeAt())).toMatch(/^#N\/A .*平均余命を計算しません/);
  expect(await first(ownHealthyLifeAt('', undefined, '', '', undefined, '－'))).toBe('－');
  answerWith(register(400, [0, 0, 0, 0]));
  expect(await refusal(ownHealthyLifeAt())).toMatch(/^#N\/A 資格を失った人のいる台帳がない/);
  expect(await refusal(ownHealthyLifeAt('中性'))).toMatch(/^#VALUE!/);
});

test('a class that loses more persons than it has years, or that nobody is in, has no figure, and is no error of whoever asks', async () => {
  // Everybody of 90 and above leaves on 30 September: 400 × 183 days, and 400 persons.
  answerWith(register(400, [0.02, 0.05, 0.1, 1]));
  expect(await refusal(ownHealthyLifeAt())).toMatch(
    /^#N\/A 90 歳からの階級が 200\.4 人年しかなく、資格を失った人（400 人）/,
  );
  expect(await first(ownHealthyLifeAt('', undefined, '', '', undefined, '－'))).toBe('－');
  // In a small area the size is said first.
  answerWith(register(10, [0.1, 0.1, 0.1, 1]));
  expect(await refusal(ownHealthyLifeAt())).toMatch(/^#N\/A .*平均余命を計算しません/);
  // Nobody of one sex.
  expect(await first(ownHealthyLifeAt('男', undefined, '', '', undefined, '－'))).toBe('－');
  expect(await refusal(ownHealthyLifeAt('男'))).toMatch(/^#N\/A /);
});
