/** The keys of a 絞り込み, by name, each with the facet that answers it. */
import type { PersonTable } from '../kdb';
import { costFacet, yesNoFacet } from './answerFacets';
import type { Facet } from './facet';
import {
  ageClassFacet,
  ageFacet,
  careLevelFacet,
  gatheringFacet,
  insurerSpelling,
  sexFacet,
  textFacet,
} from './registerFacets';

/** The keys of a filter: the name shown, the other names accepted, and how a table answers it (null: no such column). */
export const KEYS: readonly {
  readonly name: string;
  readonly also: readonly string[];
  readonly facet: (table: PersonTable) => Facet | null;
}[] = [
  {
    name: '圏域',
    also: ['日常生活圏域', '地区', 'area'],
    facet: ({ columns: { area }, size }) => (area === undefined ? null : textFacet(area, size)),
  },
  {
    name: '市町村',
    also: ['市町村名', '市町村コード', 'municipality'],
    facet: ({ columns: { municipality }, size }) => (municipality === undefined ? null : textFacet(municipality, size)),
  },
  {
    name: '保険者番号',
    also: ['保険者', 'insurer'],
    facet: ({ columns: { insurer }, size }) =>
      insurer === undefined ? null : textFacet(insurer, size, insurerSpelling),
  },
  {
    name: '性別',
    also: ['sex'],
    facet: ({ columns: { sex }, size }) => (sex === undefined ? null : sexFacet(sex, size)),
  },
  {
    name: '通いの場',
    also: ['通いの場参加'],
    facet: (table) => (table.columns.gathering === undefined ? null : gatheringFacet(table.columns.gathering, table)),
  },
  {
    name: '年齢',
    also: ['年度末年齢', 'age'],
    facet: ({ columns: { age }, size }) => (age === undefined ? null : ageFacet(age, size)),
  },
  {
    name: '年齢区分',
    also: ['年齢階級'],
    facet: ({ columns: { age }, size }) => (age === undefined ? null : ageClassFacet(age, size)),
  },
  {
    name: '要介護度',
    also: ['要介護状態区分', '介護度'],
    facet: ({ columns: { careLevel }, size }) => (careLevel === undefined ? null : careLevelFacet(careLevel, size)),
  },
  { name: '健診', also: ['健診受診'], facet: (table) => yesNoFacet(table, ['checkedUp']) },
  { name: '医科受診', also: ['医療'], facet: (table) => yesNoFacet(table, ['inpatient', 'outpatient']) },
  { name: '入院', also: [], facet: (table) => yesNoFacet(table, ['inpatient']) },
  { name: '認定', also: ['要介護認定'], facet: (table) => yesNoFacet(table, ['certified']) },
  { name: '糖尿病', also: [], facet: (table) => yesNoFacet(table, ['dmDiagnosis', 'dmDrug']) },
  { name: '循環器疾患', also: ['心不全・脳卒中'], facet: (table) => yesNoFacet(table, ['cvdDiagnosis']) },
  { name: '高血圧薬', also: [], facet: (table) => yesNoFacet(table, ['htDrug']) },
  { name: '医療費', also: ['年間医療費'], facet: costFacet },
];
