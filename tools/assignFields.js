/**
 * Webpack loader for Univer: its class fields are published as calls of a helper that looks each of them up by its name, which
 * takes a tenth of a calculation. They become plain assignments, except where some class has an accessor of that name.
 */
const fs = require('node:fs');
const path = require('node:path');

const FIELD = /_defineProperty\(this, "([A-Za-z_$][\w$]*)", /g;
const ACCESSOR = /^\s*(?:get|set) ([A-Za-z_$][\w$]*)\(/gm;

/** Names of getters and setters in all packages of a folder: a class may extend one of another package. */
function accessorsIn(folder) {
  const names = new Set();
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name, 'lib/es/index.js');
    if (!fs.existsSync(file)) continue;
    for (const [, accessor] of fs.readFileSync(file, 'utf8').matchAll(ACCESSOR)) names.add(accessor);
  }
  return names;
}

let accessors = null;

module.exports = function assignFields(source) {
  accessors ??= accessorsIn(path.resolve(__dirname, '../node_modules/@univerjs'));
  return source.replace(FIELD, (call, name) => (accessors.has(name) ? call : `this.${name} = (`));
};
