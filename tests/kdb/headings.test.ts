/** Tests of recognising headings. */
import { FIELD_IDS, FIELDS, QUESTIONS, type FieldId } from '../../src/kdb';
import { meaningOf, unifyHeading } from '../../src/kdb/recognise/headings';

const fieldOf = (heading: string): FieldId | null => meaningOf(heading)?.field ?? null;

test('every label and alias of the data leads back to its field', () => {
  for (const id of FIELD_IDS)
    for (const alias of FIELDS[id].aliases) expect([alias, fieldOf(alias)]).toEqual([alias, id]);
});

test.each<[string, FieldId]>([
  ['被保険者番号', 'personId'], ['被保険者証番号', 'personId'], ['宛名番号', 'personId'], ['個人番号（KDB）', 'personId'],
  ['カナ氏名', 'kana'], ['市町村コード', 'municipality'], ['日常生活圏域', 'area'], ['長期入院', 'excluded'], ['施設入所', 'excluded'],
  ['健診実施年月日', 'checkupDate'], ['健診受診日（前年度）', 'checkupDatePrevious'], ['前年度健診受診日', 'checkupDatePrevious'],
  ['ＢＭＩ', 'bmi'], ['BMI（kg/m2）', 'bmi'], ['身長［ｃｍ］', 'height'], ['体重 (kg)', 'weight'], ['収縮期\n血圧', 'sbp'],
  ['ＨｂＡ１ｃ（NGSP値）', 'hba1c'], ['HbA1c', 'hba1c'], ['ＨｂＡ１ｃ（％）', 'hba1c'], ['クレアチニン[mg/dL]', 'creatinine'],
  ['eGFR', 'egfr'], ['尿 蛋 白', 'proteinuria'], ['質問票①', 'q1'], ['質問票１', 'q1'], ['質問票15', 'q15'], ['質問票⑮', 'q15'],
  ['質問票（６）', 'q6'], ['質問票⑩（もの忘れ）', 'q10'], ['質問票1_健康状態', 'q1'],
  ['医科入院レセ件数（前年度）', 'inpatientPrevious'], ['歯科レセ件数', 'dental'], ['睡眠薬処方', 'hypnotic'],
  ['糖尿病薬（前年度）', 'dmDrugPrevious'], ['糖尿病薬（２年前）', 'dmDrugTwoYearsAgo'], ['高血圧薬(3年前)', 'htDrugThreeYearsAgo'],
  ['高血圧薬（前々年度）', 'htDrugTwoYearsAgo'], ['心不全', 'cvdDiagnosis'], ['脳血管疾患', 'cvdDiagnosis'], ['糖尿病', 'dmDiagnosis'],
  ['要介護状態区分', 'careLevel'], ['要介護度（前年度）', 'careLevelPrevious'], ['介護給付費', 'careBenefit'],
])('%s is %s', (heading, field) => {
  expect(fieldOf(heading)).toBe(field);
}); // prettier-ignore

test('item codes of 17 digits are understood by their first five characters', () => {
  for (const question of QUESTIONS) expect(fieldOf(`${question.itemCode}000000000011`)).toBe(question.id);
  expect(fieldOf('9N932')).toBe('q1');
  expect(fieldOf('9N946000000000011')).toBe('q15');
  for (const code of ['3D046000001906202', '3D046000001920402', '３Ｄ０４６０００００１９２７１０２'])
    expect(fieldOf(code)).toBe('hba1c');
  expect(fieldOf('9N001000000000001')).toBe('height');
  expect(fieldOf('9A755000000000001')).toBe('sbp');
  expect(fieldOf('1A010000000191111')).toBe('proteinuria');
  expect(fieldOf('9N736000000000011')).toBeNull();
});

test('the texts of the fifteen questions are recognised', () => {
  for (const question of QUESTIONS)
    expect([question.text, fieldOf(question.text)]).toEqual([question.text, question.id]);
  expect(fieldOf('６カ月間で２～３kg以上の体重減少がありましたか')).toBe('q6');
  expect(fieldOf('半年前に比べて固いもの（さきいか、たくあんなど）が食べにくくなりましたか')).toBe('q4');
});

test('questions of the 標準的な質問票 never become questions of the 後期高齢者の質問票', () => {
  for (const heading of ['歩行速度', '食習慣', '喫煙', '睡眠', '１年間の体重変化', '３０分以上の運動習慣']) {
    expect(meaningOf(heading)).toMatchObject({ field: null, remark: expect.stringContaining('別の質問票') });
  }
});

test('an HbA1c of the JDS scale is known and not used', () => {
  for (const heading of ['ＨｂＡ１ｃ（JDS値）', 'HbA1c(JDS)', '3D045000001906202']) {
    expect(meaningOf(heading)).toMatchObject({ field: null, remark: expect.stringContaining('JDS') });
  }
});

test('a value of another year never answers for this one', () => {
  expect(meaningOf('BMI（前年度）')).toMatchObject({ field: null });
  expect(meaningOf('歯科レセ件数（２年前）')).toMatchObject({ field: null });
});

test.each(['', '備考', '質問票16', 'ＨＬＢＭＩ', '既往歴', '血色素量'])('%p is unknown', (heading) => {
  expect(fieldOf(heading)).toBeNull();
});

test.each([
  ['住所', 'address'], ['現住所', 'address'], ['住所２', 'addressDetail'], ['方書', 'addressDetail'], ['〒', 'postalCode'],
  ['電話番号', 'phone'], ['ＴＥＬ', 'phone'], ['かかりつけ医療機関', 'doctor'], ['主治医', 'doctor'], ['備考１', 'note1'],
])('%s says how a person is reached, or what the lists shall show', (heading, field) => {
  expect(fieldOf(heading)).toBe(field);
}); // prettier-ignore

test.each([
  ['健診受診日(R6)', 'checkupDate', 2024], ['健診受診日（令和６年度）', 'checkupDate', 2024], ['令和7年度要介護度', 'careLevel', 2025],
  ['R5糖尿病薬', 'dmDrug', 2023], ['BMI_2024', 'bmi', 2024], ['HbA1c(H30)', 'hba1c', 2018], ['eGFR（2024年度）', 'egfr', 2024],
])('%s names its fiscal year', (heading, base, year) => {
  expect(meaningOf(heading)?.yearly).toEqual({ base, back: 0, year });
}); // prettier-ignore

test('an item code is found inside of a heading', () => {
  expect(fieldOf('身長(9N001000000000001)')).toBe('height');
  expect(fieldOf('9N932000000000011_現在の健康状態')).toBe('q1');
});

test('a heading means the same however many other texts were looked up in between', () => {
  const before = [meaningOf('被保険者番号'), meaningOf('しらない見出し'), unifyHeading('【ＢＭＩ】')];
  for (let index = 0; index < 10_001; index += 1) expect(meaningOf(`値 ${index}`)).toBeNull();
  expect([meaningOf('被保険者番号'), meaningOf('しらない見出し'), unifyHeading('【ＢＭＩ】')]).toEqual(before);
});
