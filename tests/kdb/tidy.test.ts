/** Tests of aggregate forms: recognised as such, and read into tidy records. */
import { buildIntake, readAggregate, recognise, recordsOf, type Aggregate, type TidyRecord } from '../../src/kdb';
import { csv } from './support';

function read(name: string, text: string): Aggregate {
  const aggregate = readAggregate(csv(name, text, 'cp932'));
  if (!aggregate) throw new Error('no aggregate');
  const aside = Object.values(aggregate.setAside).reduce((sum, count) => sum + count, 0);
  expect(aggregate.used + aside).toBe(aggregate.rows);
  return aggregate;
}
const short = ({ indicator, comparator, sex, ageFrom, ageTo, numerator, denominator, value }: TidyRecord): unknown[] => [
  indicator, comparator, sex, ageFrom, ageTo, numerator, denominator, value,
]; // prettier-ignore

const OVERVIEW = `
帳票名：地域の全体像の把握
保険者番号：39261234,保険者名：見本広域連合,作成年月：令和7年9月
大項目,項目,保険者,,県,,同規模,,国,
,,実数,割合,実数,割合,実数,割合,実数,割合
人口構成,総人口,"12,345",,"1,000,000",,"50,000",,"123,214,261",
,75歳以上,"2,469",20.0,"150,000",15.0,"8,000",16.0,"18,000,000",14.9
死因,がん,30,48.2,*,*,40,50.0,100,50.6
備考,出典は人口動態,,,,,,,,
介護,1号認定率,,18.5,,19.1,,18.8,,19.4
`;

test('地域の全体像の把握: counts and rates of four who are compared', () => {
  const aggregate = read('S21_001.csv', OVERVIEW);
  expect(aggregate).toMatchObject({
    form: { id: 'overview', status: 'common' },
    headerRow: 4,
    rows: 5,
    used: 4,
    setAside: { 数値なし: 1 },
  });
  expect(aggregate.records[0]).toMatchObject({
    insurerNo: '39261234',
    municipality: '見本広域連合',
    period: '令和7年9月',
    row: 5,
  });
  expect(recordsOf([aggregate], '75歳以上', 'nation').map(short)).toEqual([]);
  const rows = aggregate.records.map(short);
  expect(rows).toContainEqual(['人口構成 / 総人口', 'self', 0, null, null, 12345, null, null]);
  expect(rows).toContainEqual(['人口構成', 'pref', 0, 75, null, 150000, null, 15]);
  expect(rows).toContainEqual(['介護 / 1号認定率', 'nation', 0, null, null, null, null, 19.4]);
  expect(aggregate.records.find((record) => record.suppressed)).toMatchObject({
    indicator: '死因 / がん',
    comparator: 'pref',
    value: null,
  });
});

test('様式5-2: findings by sex, age and comparator, with the check-up values as columns', () => {
  const aggregate = read(
    '様式5-2.csv',
    `
厚生労働省様式（様式5-2） 健診有所見者状況（男女別・年代別）
性別,区分,年齢,受診者,BMI 25以上,,HbA1c 5.6以上,,収縮期血圧 130以上,
,,,人数,人数,割合,人数,割合,人数,割合
男,保険者,65-74,100,30,30.0,55,55.0,60,60.0
,,75歳以上,200,50,25.0,120,60.0,140,70.0
,県,75歳以上,9000,2000,22.2,5000,55.6,6000,66.7
女,保険者,75歳以上,300,70,23.3,150,50.0,200,66.7
`,
  );
  expect(aggregate.form.id).toBe('findings');
  const rows = aggregate.records.map(short);
  expect(rows).toContainEqual(['BMI 25以上', 'self', 1, 75, null, 50, null, 25]);
  expect(rows).toContainEqual(['HbA1c 5.6以上', 'pref', 1, 75, null, 5000, null, 55.6]);
  expect(rows).toContainEqual(['収縮期血圧 130以上', 'self', 2, 75, null, 200, null, 66.7]);
  expect(rows).toContainEqual(['受診者', 'self', 1, 65, 74, 100, null, null]);
});

test('質問票調査の状況: question, answer, sex and class of age', () => {
  const aggregate = read(
    '質問票調査の状況.csv',
    `
質問票調査の状況（後期高齢者）
質問,回答,性別,75～79歳,,80～84歳,,
,,,回答者数,割合,回答者数,割合,
①健康状態,よい,男,10,12.5,8,10.0
,よくない,男,*,*,5,6.3
⑥体重変化,はい,女,20,25.0,15,18.8
`,
  );
  expect(aggregate.form.id).toBe('questionnaire');
  const rows = aggregate.records.map(short);
  expect(rows).toContainEqual(['①健康状態 / よい', 'self', 1, 75, 79, 10, null, 12.5]);
  expect(rows).toContainEqual(['⑥体重変化 / はい', 'self', 2, 80, 84, 15, null, 18.8]);
  expect(aggregate.records.filter((record) => record.suppressed).length).toBe(1);
});

test('医療費分析（細小分類）: points, rates and counts by disease', () => {
  const aggregate = read(
    '医療費分析.csv',
    `
医療費分析（1）細小分類
入外,順位,疾病名,保険者,,,県,,
,,,点数,割合,件数,点数,割合,件数
入院,1,脳梗塞,"1,234,567",8.1,120,"99,999,999",7.9,9000
,2,骨折,"1,000,000",6.6,100,"88,888,888",6.9,8000
外来,1,糖尿病,"2,000,000",9.9,3000,"77,777,777",9.1,200000
`,
  );
  expect(aggregate.form.id).toBe('diseaseCosts');
  expect(recordsOf([aggregate], '糖尿病').map(short)).toContainEqual([
    '外来 / 糖尿病',
    'self',
    0,
    null,
    null,
    3000,
    null,
    expect.any(Number),
  ]);
  expect(recordsOf([aggregate], '骨折')[0]!.indicator).toBe('入院 / 骨折');
});

test('要介護(支援)者認定状況: levels by class of age', () => {
  const aggregate = read(
    '認定.csv',
    `
要介護（支援）者認定状況
要介護度,65～74歳,75歳以上,計
要支援1,10,100,110
要介護1,5,80,85
計,15,180,195
`,
  );
  expect(aggregate.form.id).toBe('careCertification');
  const rows = aggregate.records.map(short);
  expect(rows).toContainEqual(['要支援1', 'self', 0, 75, null, null, null, 100]);
  expect(rows).toContainEqual(['要介護1', 'self', 0, null, null, null, null, 85]);
});

test('市区町村別データ: municipalities by indicator', () => {
  const aggregate = read(
    '市区町村別データ.csv',
    '市区町村別データ\n市区町村名,健診受診率(%),一人当たり医療費,順位\n北町,30.5,"812,345",2\n南町,25.1,"799,000",3',
  );
  expect(aggregate.form.id).toBe('municipalities');
  expect(aggregate.records.map((record) => [record.municipality, record.indicator, record.value])).toEqual([
    ['北町', '健診受診率(%)', 30.5], ['北町', '一人当たり医療費', 812345], ['南町', '健診受診率(%)', 25.1], ['南町', '一人当たり医療費', 799000],
  ]); // prettier-ignore
});

test('aggregate forms beside exports are reported as such, not as unrecognised, and never refused for lack of a number', () => {
  const forms = [
    csv('a.csv', OVERVIEW),
    csv('様式5-2.csv', '様式5-2\n性別,年齢,BMI,HbA1c,収縮期血圧\n男,75歳以上,30.1,20.2,10.3'),
  ];
  for (const form of forms) expect(recognise(form)).toMatchObject({ recognised: false });
  const intake = buildIntake([
    ...forms,
    csv('健診.csv', '被保険者番号,健診受診日,BMI\n1,20250601,20'),
    csv('memo.csv', 'メモ\nあいう'),
  ]);
  expect(intake.aggregates!.map(({ file, form }) => [file, form.id])).toEqual([
    ['a.csv', 'overview'],
    ['様式5-2.csv', 'findings'],
  ]);
  expect(intake.unrecognised.map(({ file }) => file)).toEqual(['memo.csv']);
  expect(readAggregate(csv('memo.csv', 'メモ\nあいう'))).toBeNull();
});

test('a table of persons without its number is refused, whatever figures stand in it', () => {
  const persons = csv('健診.csv', '氏名,性別,地区,健診受診日,BMI\n甲,1,北部,20250601,20');
  expect(() => recognise(persons)).toThrow(expect.objectContaining({ code: 'source.noKey' }));
});
