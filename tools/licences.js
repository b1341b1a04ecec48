/** The licences of the packages inside a bundle, written beside it: most of them ask that their text goes along. */
const { LicenseWebpackPlugin } = require('license-webpack-plugin');

/** One licence text once, under the names of all packages that bear it. */
function render(modules) {
  const packagesOf = new Map();
  for (const { name, packageJson, licenseId, licenseText } of modules) {
    const text = (licenseText ?? '').trim() || `${licenseId ?? 'no licence stated'} (the package brings no text)`;
    packagesOf.set(text, [...(packagesOf.get(text) ?? []), `${name} ${packageJson?.version ?? ''}`.trim()]);
  }
  return [...packagesOf]
    .map(([text, names]) => `${names.sort().join('\n')}\n\n${text}\n`)
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** The plugin for one bundle; the file is `licences.txt`. */
function licences() {
  return new LicenseWebpackPlugin({
    outputFilename: 'licences.txt',
    perChunkOutput: false,
    stats: { warnings: false },
    renderLicenses: render,
  });
}

module.exports = { licences };
