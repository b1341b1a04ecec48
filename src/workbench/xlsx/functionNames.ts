/** Names of functions in xlsx files: custom functions and newer native functions carry prefixes there. */

/** Native functions that a file stores with a prefix. Source: [MS-XLSX] 2.3.3, future functions. */
const FUTURE = new Map<string, string>([
  ...['FILTER', 'SORT'].map((name): [string, string] => [name, '_xlfn._xlws.']),
  ...[
    ...[
      'ANCHORARRAY',
      'BYCOL',
      'BYROW',
      'CHOOSECOLS',
      'CHOOSEROWS',
      'CONCAT',
      'DROP',
      'EXPAND',
      'HSTACK',
      'IFNA',
      'IFS',
    ],
    ...['LAMBDA', 'LET', 'MAKEARRAY', 'MAP', 'MAXIFS', 'MINIFS', 'RANDARRAY', 'REDUCE', 'SCAN', 'SEQUENCE', 'SINGLE'],
    ...['SORTBY', 'STDEV.P', 'STDEV.S', 'SWITCH', 'TAKE', 'TEXTAFTER', 'TEXTBEFORE', 'TEXTJOIN', 'TEXTSPLIT', 'TOCOL'],
    ...['TOROW', 'UNIQUE', 'VAR.P', 'VAR.S', 'VSTACK', 'WRAPCOLS', 'WRAPROWS', 'XLOOKUP', 'XMATCH', 'XOR'],
    ...['NORM.DIST', 'NORM.INV', 'NORM.S.DIST', 'NORM.S.INV', 'T.DIST', 'T.INV', 'T.INV.2T', 'CHISQ.DIST', 'CHISQ.INV'],
    ...['BINOM.DIST', 'POISSON.DIST', 'PERCENTILE.INC', 'PERCENTILE.EXC', 'QUARTILE.INC', 'RANK.EQ', 'RANK.AVG'],
  ].map((name): [string, string] => [name, '_xlfn.']),
]);

const CUSTOM_PREFIX = '_xldudf_';

/** Applies a change to a formula's text outside of its strings and quoted sheet names. */
function outsideQuotes(formula: string, change: (text: string) => string): string {
  return formula
    .split(/("(?:[^"]|"")*"|'(?:[^']|'')*')/)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}

/** The formula as a file stores it, without `=`: `IKKATSU.ORAL()` becomes `_xldudf_IKKATSU_ORAL()`. */
export function toFileFormula(formula: string, namespaces: readonly string[]): string {
  const custom = new RegExp(`\\b(${namespaces.join('|')})\\.([A-Za-z][A-Za-z0-9_.]*)(?=\\s*\\()`, 'gi');
  return outsideQuotes(formula.replace(/^=/, ''), (text) =>
    text
      .replace(
        custom,
        (_, namespace: string, name: string) => `${CUSTOM_PREFIX}${`${namespace}.${name}`.replace(/\./g, '_')}`,
      )
      .replace(/(?<![\w.])([A-Za-z][A-Za-z0-9.]*)(?=\()/g, (name) => `${FUTURE.get(name.toUpperCase()) ?? ''}${name}`),
  );
}

/** The formula of a cell, with `=`, from how a file stores it. Names in custom functions hold no underscore. */
export function fromFileFormula(stored: string): string {
  const formula = outsideQuotes(stored, (text) =>
    text
      .replace(/_xldudf_([A-Za-z0-9_]+)(?=\s*\()/g, (_, name: string) => name.replace(/_/g, '.'))
      .replace(/_xlfn\.(_xlws\.)?/g, '')
      .replace(/_xlpm\./g, ''),
  );
  return formula.startsWith('=') ? formula : `=${formula}`;
}
