/** How broadly a test tries: a few of very many cases in every run, all of them under `npm run test:all`. */

/** Whether everything is asked for: `npm run test:all`, or `TESTS=all` before the command of one file. */
export const EVERYTHING = process.env.TESTS === 'all';

/** `few` cases in every run, `all` of them when everything is asked for. */
export const breadth = <T>(few: T, all: T): T => (EVERYTHING ? all : few);
