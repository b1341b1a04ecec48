/** The criteria in use as the pane shows them: the sentence that runs, what differs from the default, which columns lack. */
import {
  differencesFromDefault,
  purposesInUse,
  settingText,
  wording,
  type CriteriaSettings,
  type Readiness,
} from '../../criteria';
import type { ConditionView } from '../door';

/** One view a criterion, in their order. A criterion without readiness counts as ready: there are no data to lack columns. */
export function describeConditions(settings: CriteriaSettings, readiness: readonly Readiness[]): ConditionView[] {
  const differences = differencesFromDefault(settings);
  return purposesInUse(settings).map((definition) => {
    const state = readiness.find(({ id }) => id === definition.id);
    return {
      id: definition.id,
      name: definition.name,
      sentence: wording(definition, settings),
      source: definition.source,
      differences: differences
        .filter(({ id }) => id === definition.id)
        .map(({ parameter, value }) => ({
          label: parameter.label,
          standard: settingText(parameter, parameter.default),
          current: settingText(parameter, value),
        })),
      ready: state?.ready ?? true,
      notice: state?.notice ?? '',
      remarks: state?.remarks ?? [],
    };
  });
}
