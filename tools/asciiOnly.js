/**
 * Webpack plugin for bundles that Node reads: letters outside of ASCII are written as escapes. The engine holds a script with
 * a single such letter in two bytes a letter, which doubles the memory of the largest files.
 */
const OTHER = /(\\*)([\u0080-\uffff])/g;

/** A backslash that stood for the letter itself goes: with the escape it would stand for another backslash. */
function escaped(_, slashes, letter) {
  const code = letter.charCodeAt(0).toString(16).padStart(4, '0');
  return `${slashes.length % 2 === 0 ? slashes : slashes.slice(1)}\\u${code}`;
}

class AsciiOnly {
  /** @param {{ test: RegExp }} options which of the emitted scripts; none that reads the source text of its templates */
  constructor({ test }) {
    this.test = test;
  }

  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('AsciiOnly', (compilation) => {
      compilation.hooks.processAssets.tap(
        { name: 'AsciiOnly', stage: Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_TRANSFER },
        (assets) => {
          for (const name of Object.keys(assets)) {
            if (!this.test.test(name)) continue;
            const text = assets[name].source().toString();
            compilation.updateAsset(name, new sources.RawSource(text.replace(OTHER, escaped)));
          }
        },
      );
    });
  }
}

module.exports = { AsciiOnly };
