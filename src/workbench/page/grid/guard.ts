/** The first to hear of every change by the person in front of the screen: what it refuses has not begun. */
import {
  CustomCommandExecutionError,
  type ICommandInfo,
  ICommandService,
  type IExecutionOptions,
} from '@univerjs/core';
import type { Injector } from '@univerjs/core';

/** Why a change may not be; null where it may. */
export type Refusal = (command: Readonly<ICommandInfo>, options: IExecutionOptions | undefined) => string | null;

export class Guard {
  private readonly rules: { readonly refusal: Refusal; readonly tell: (reason: string) => void }[] = [];

  /** Before the plugins are registered: Univer forgets the formula of a cell as soon as it hears that the cell is to change. */
  listen(injector: Injector): void {
    injector.get(ICommandService).beforeCommandExecuted((command, options) => {
      for (const { refusal, tell } of this.rules) {
        const reason = refusal(command, options);
        if (reason === null) continue;
        tell(reason);
        // Univer takes this error for a command that was cancelled.
        throw new CustomCommandExecutionError(`refused: ${command.id}`);
      }
    });
  }

  refuse(refusal: Refusal, tell: (reason: string) => void): void {
    this.rules.push({ refusal, tell });
  }
}
