/** Names of the ten purposes in the lines that a narrow column and the axis of a chart give them. */
import { NATIONAL_CRITERIA, type CriterionId } from '../criteria';

/** Lines at the axis: names of one line are turned and crush the plot, or are cut. */
const AT_AXIS: Readonly<Partial<Record<CriterionId, string>>> = {
  physicalFrailty: '身体的\nフレイル',
  uncontrolled: 'コント\nロール\n不良',
  discontinued: '治療\n中断',
  comorbidFrailty: '基礎疾患\n＋\nフレイル',
  kidney: '腎機能\n不良',
  unknownStatus: '状態\n不明',
};

/** Lines at the head of a column of some 13 letters. */
const AT_HEAD: Readonly<Partial<Record<CriterionId, string>>> = {
  polypharmacy: '服薬\n（多剤）',
  hypnotics: '服薬\n（睡眠薬）',
  physicalFrailty: '身体的\nフレイル',
  uncontrolled: 'コントロール\n不良者',
  discontinued: '糖尿病等\n治療中断者',
  comorbidFrailty: '基礎疾患保有\n＋フレイル',
  kidney: '腎機能不良\n未受診者',
  unknownStatus: '健康状態\n不明者',
};

/** How the axis of a chart names a purpose. */
export const axisName = (id: CriterionId): string =>
  AT_AXIS[id] ?? NATIONAL_CRITERIA.find((each) => each.id === id)!.shortName;

/** How the head of a narrow column names a purpose; those of 重症化予防 without this word, as on the lists. */
export const headName = (id: CriterionId): string =>
  AT_HEAD[id] ?? NATIONAL_CRITERIA.find((each) => each.id === id)!.name;
