/** The forms of unions, prefectures and partners (group 広域). */
import type { FormBuilder } from '../forms';
import { activityMatrix } from './activityMatrix';
import { collaboration } from './collaboration';
import { collection } from './collection';
import { incentive } from './incentive';
import { modelProjects } from './modelProjects';

export const UNION_FORMS: FormBuilder = {
  sheets: (facts) => [
    activityMatrix(facts),
    modelProjects(facts),
    incentive(facts),
    collection(facts),
    collaboration(facts),
  ],
};
export { activityMatrix, APPROACHES, DONE, type ActivityDraft } from './activityMatrix';
export { collaboration, PROJECT_PARTS } from './collaboration';
export { collection } from './collection';
export { incentive } from './incentive';
export { modelProjects, type ModelProjectDrafts } from './modelProjects';
