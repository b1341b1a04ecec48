/** Whether this Excel calculates custom functions: volume-licensed Office 2021 and Excel on the iPad do not. */
export function hasCustomFunctions(): boolean {
  return Office.context.requirements.isSetSupported('CustomFunctionsRuntime', '1.1');
}
