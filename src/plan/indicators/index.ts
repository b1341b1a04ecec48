/** The builder of the common indicators in the group 計画: the whole list, and several years side by side. */
import type { FormBuilder } from '../forms';
import { indicatorListForm } from './indicatorList';

export { indicatorListForm };

export const INDICATORS: FormBuilder = { sheets: (facts) => [indicatorListForm(facts)] };
