/** Writes functions.json, which Excel reads, from the catalogue of the functions. */
const { require: requireTs } = require('tsx/cjs/api');

class FunctionsMetadata {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('FunctionsMetadata', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'FunctionsMetadata', stage }, () => {
        const { functionsMetadata } = requireTs('../src/catalogue/metadata.ts', __filename);
        const text = `${JSON.stringify(functionsMetadata(), null, 4)}\n`;
        compilation.emitAsset('functions.json', new sources.RawSource(text));
      });
    });
  }
}

module.exports = { FunctionsMetadata };
