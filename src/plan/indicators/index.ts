/** The builder of the common indicators in the group 計画: the whole list, and several years side by side. */
import type { FormBuilder } from '../forms';
import { indicatorListForm } from './indicatorList';
import { trendForm } from './trendForm';

export { indicatorListForm, trendForm };

export const INDICATORS: FormBuilder = { sheets: (facts) => [indicatorListForm(facts), trendForm(facts)] };
