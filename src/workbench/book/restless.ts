/** Functions that give another value though no cell changed: those that tell the time, chance, or what Excel is like. */
export const RESTLESS_FUNCTIONS = ['NOW', 'TODAY', 'RAND', 'RANDBETWEEN', 'RANDARRAY', 'CELL', 'INFO'] as const;
