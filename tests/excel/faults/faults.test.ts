/** Every request of every writing command of a few requests fails: afterwards the workbook is as before or complete, and a retry works. */
import { COMMANDS } from './commands';
import { testFaults } from './testFaults';

testFaults(COMMANDS.filter(({ isLong }) => isLong !== true));
