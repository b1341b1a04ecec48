/** The matrix of faults for the commands that make a hundred requests and more. */
import { COMMANDS } from './commands';
import { testFaults } from './testFaults';

testFaults(COMMANDS.filter(({ isLong }) => isLong === true));
