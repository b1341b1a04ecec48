/** Types of the budget plugin, for its test. */
import type { Compiler } from 'webpack';

export class GzipBudget {
  constructor(options: { readonly bytes: number });
  readonly bytes: number;
  apply(compiler: Compiler): void;
}
