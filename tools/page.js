/** A page of a bundle: a template with its words filled in, and the scripts of its entries at the end of its head. */
const fs = require('node:fs');
const path = require('node:path');

/**
 * @param {string} text each `%word%` in it is a word to fill in
 * @param {Readonly<Record<string, string>>} words
 * @param {readonly string[]} scripts their addresses, in the order in which they run
 */
function filled(text, words, scripts) {
  const page = text.replace(/%(\w+)%/g, (_, word) => {
    if (!(word in words)) throw new Error(`nothing to fill in for %${word}%`);
    return words[word];
  });
  const end = page.indexOf('</head>');
  if (end < 0) throw new Error('a page without </head> has no place for scripts');
  return page.slice(0, end) + scripts.map((at) => `<script defer src="${at}"></script>`).join('') + page.slice(end);
}

/** The plugin for one page, written as `filename` from the file `template` for the entries of these names, in their order. */
class Page {
  constructor({ template, filename, entries, words = {} }) {
    Object.assign(this, { template, filename, entries, words });
  }

  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    const template = path.resolve(compiler.context, this.template);
    compiler.hooks.thisCompilation.tap('Page', (compilation) => {
      compilation.fileDependencies.add(template);
      const stage = Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_INLINE;
      compilation.hooks.processAssets.tap({ name: 'Page', stage }, () => {
        const files = this.entries.flatMap((entry) => compilation.entrypoints.get(entry).getFiles());
        const scripts = [...new Set(files)].filter((file) => file.endsWith('.js'));
        const page = filled(fs.readFileSync(template, 'utf8'), this.words, scripts);
        compilation.emitAsset(this.filename, new sources.RawSource(page));
      });
    });
  }
}

module.exports = { filled, Page };
