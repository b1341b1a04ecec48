/** What tells one build from another: a sum of the sources and of the packages that go into it, not of when or where it was made. */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/** What a build is made of, beside the tools that make it. */
const MADE_OF = ['src', 'package-lock.json', 'webpack.config.js', '.swcrc'];
const DIGITS = 32;

function filesUnder(file) {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  if (status === undefined) return [];
  if (!status.isDirectory()) return [file];
  return fs
    .readdirSync(file)
    .sort()
    .flatMap((name) => filesUnder(path.join(file, name)));
}

/** 32 hexadecimal digits, the same for the same sources in every folder. */
function buildSum(root) {
  const hash = createHash('sha256');
  for (const file of MADE_OF.flatMap((name) => filesUnder(path.join(root, name)))) {
    const content = fs.readFileSync(file);
    hash.update(`${path.relative(root, file).replaceAll(path.sep, '/')} ${content.length}\n`).update(content);
  }
  return hash.digest('hex').slice(0, DIGITS);
}

module.exports = { buildSum };
