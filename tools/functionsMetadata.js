/** Writes functions.json, which Excel reads, from the catalogue of the functions. */
const { execFileSync } = require('node:child_process');
const path = require('node:path');

const root = path.resolve(__dirname, '..');

/** The catalogue is TypeScript: a process of its own reads it, whoever runs webpack. */
function metadata() {
  const words = ['--import', 'tsx', path.join(__dirname, 'printFunctions.ts')];
  return execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
}

class FunctionsMetadata {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('FunctionsMetadata', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'FunctionsMetadata', stage }, () => {
        compilation.emitAsset('functions.json', new sources.RawSource(metadata()));
      });
    });
  }
}

module.exports = { FunctionsMetadata };
