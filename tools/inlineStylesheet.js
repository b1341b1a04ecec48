/** Webpack loader for jsdom inside of a bundle: the style sheet that it reads from beside itself becomes part of the code. */
const fs = require('node:fs');
const path = require('node:path');

const READING =
  /fs\.readFileSync\(\s*path\.resolve\(__dirname, "([^"]+\/default-stylesheet\.css)"\),\s*\{ encoding: "utf-8" \}\s*\)/;

module.exports = function inlineStylesheet(source) {
  const [call, relative] = READING.exec(source) ?? [];
  if (call === undefined)
    throw new Error('jsdom reads its style sheet in another way than tools/inlineStylesheet.js knows');
  const file = path.resolve(this.context, relative);
  this.addDependency(file);
  return source.replace(call, () => JSON.stringify(fs.readFileSync(file, 'utf8')));
};
