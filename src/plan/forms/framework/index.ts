/** The sheets of the plan framework (計画様式): Ⅰ to Ⅴ and 圏域別. */
import type { FormBuilder } from '../index';
import { basicsSheet } from './basics';

export const FRAMEWORK: FormBuilder = {
  sheets: (facts) => [basicsSheet(facts)],
};
