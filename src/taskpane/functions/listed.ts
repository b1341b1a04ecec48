/** The custom functions as the helper offers them: what the build describes, in the groups of the catalogue. */
import { FUNCTIONS, type Typed } from '../../catalogue';

/** A parameter as the built functions.json describes it. */
export interface ParameterInfo {
  readonly name: string;
  readonly description?: string;
  readonly optional?: boolean;
}

/** A custom function as the built functions.json describes it. */
export interface FunctionInfo {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly parameters: readonly ParameterInfo[];
}

/** Functions that no group names yet. */
const OTHERS = 'そのほか';

export interface ListedFunction {
  readonly group: string;
  readonly example: Typed;
  readonly everyday: string;
  readonly info: FunctionInfo;
}

/** The functions of this build in the order of the groups. */
export function listed(functions: readonly FunctionInfo[]): readonly ListedFunction[] {
  const byId = new Map(functions.map((info) => [info.id, info]));
  const grouped = FUNCTIONS.flatMap(({ id, group, example, everyday = '' }) => {
    const info = byId.get(id);
    byId.delete(id);
    return info === undefined ? [] : [{ group, example, everyday, info }];
  });
  return [...grouped, ...[...byId.values()].map((info) => ({ group: OTHERS, example: [], everyday: '', info }))];
}
