/** A plugin of webpack: a production build whose first page weighs more than its budget, compressed, fails. */
const { gzipSync } = require('node:zlib');
const { Compilation, WebpackError } = require('webpack');

/** Bytes as they travel. */
function compressed(source) {
  return gzipSync(source.buffer(), { level: 9 }).length;
}

/** Holds the scripts that the entries load at once, each file counted once, to `bytes` after gzip. */
class GzipBudget {
  constructor({ bytes }) {
    this.bytes = bytes;
  }

  apply(compiler) {
    compiler.hooks.thisCompilation.tap('GzipBudget', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: 'GzipBudget', stage }, () => this.hold(compilation));
    });
  }

  hold(compilation) {
    const files = new Set([...compilation.entrypoints.values()].flatMap((entry) => entry.getFiles()));
    const weights = [...files]
      .filter((file) => file.endsWith('.js'))
      .map((file) => ({ file, weight: compressed(compilation.getAsset(file).source) }));
    const total = weights.reduce((sum, { weight }) => sum + weight, 0);
    compilation.getLogger('GzipBudget').info(`${total} of ${this.bytes} bytes`);
    if (total <= this.bytes) return;
    const list = weights.sort((a, b) => b.weight - a.weight).map(({ file, weight }) => `  ${file} ${weight}`);
    compilation.errors.push(
      new WebpackError(
        `The first page weighs ${total} bytes after gzip, over its budget of ${this.bytes}. ` +
          `Load what is seldom used later (import()).\n${list.join('\n')}`,
      ),
    );
  }
}

module.exports = { GzipBudget };
