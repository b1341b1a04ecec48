/** The version of the add-in, as the build wrote it in. */

declare const __IKKATSU_VERSION__: string;

/** e.g. 0.1.0; 開発版 where nothing was built, as in tests. */
export const VERSION: string = typeof __IKKATSU_VERSION__ === 'undefined' ? '開発版' : __IKKATSU_VERSION__;
