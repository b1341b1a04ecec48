/**
 * Webpack: the add-in (one page, one shared runtime: custom functions and task pane) and the command line.
 *
 *   --env officeJs=self        Office.js beside the add-in, for closed networks (default: Microsoft's address)
 *   --env host=https://…       where the add-in will be served; written into the manifest (default: https://localhost:3000)
 *   --env out=DIR              output folder (default: dist)
 *   --env maps=none            no source maps: a tenth less to do, for who only runs what is built
 */
const path = require('node:path');
const CopyWebpackPlugin = require('copy-webpack-plugin');
const HtmlWebpackPlugin = require('html-webpack-plugin');
const MinimizerPlugin = require('minimizer-webpack-plugin');
const webpack = require('webpack');
const { AsciiOnly } = require('./tools/asciiOnly');
const { FunctionsMetadata } = require('./tools/functionsMetadata');
const { GzipBudget } = require('./tools/gzipBudget');
const { buildSum } = require('./tools/buildSum');
const { licences } = require('./tools/licences');

const MICROSOFT_OFFICE_JS = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const OWN_OFFICE_JS = 'office-js/office.js';
const DEVELOPMENT_HOST = 'https://localhost:3000';
/** The files that Office.js loads in the hosts where this add-in runs; the rest of the package is for other hosts. */
const OFFICE_JS_FILES = [
  'office.js',
  'excel-*.js',
  'o15apptofilemappingtable.js',
  'ja-jp/*',
  'en-us/*',
  'telemetry/*',
  'custom-functions-runtime.js',
];
/** What another build writes beside the add-in: the worker that reads files. */
const KEPT = /^readingWorker\./;
/** What the first page may weigh as it travels (gzip), without Office.js: a production build that weighs more fails. */
const INITIAL_GZIP_BYTES = 375_000;

const { version } = require('./package.json');
const rules = [
  { test: /\.tsx?$/, use: 'swc-loader', exclude: /node_modules/ },
  // Nothing in these rooms is imported for its effect: a door with many names brings only the files that are used.
  { test: /[\\/]src[\\/](formula|kdb|criteria|indicators|catalogue|plan|excel)[\\/]/, sideEffects: false },
];
/** The grid's class fields as assignments. */
const gridFields = {
  test: /[\\/]@univerjs[\\/][\w-]+[\\/]lib[\\/]es[\\/]index\.js$/,
  use: path.join(__dirname, 'tools/assignFields.js'),
};
/** Hyphenation of 70 languages, which only text with hyphenation asks for; the grid's cells have none. */
function withoutHyphenation({ but = [] } = {}) {
  return new webpack.IgnorePlugin({
    checkResource: (request, context) =>
      /[\\/]@univerjs[\\/]engine-render[\\/]/.test(context) &&
      /^\.\/[\w-]+\.js$/.test(request) &&
      !but.some((language) => request.startsWith(`./${language}-`)),
  });
}
/** SWC minifies in a fraction of the time that Terser itself takes. */
const minimizer = [new MinimizerPlugin({ minify: MinimizerPlugin.swcMinify })];
const resolve = { extensions: ['.ts', '.tsx', '.js', '.mjs'] };

/** The content security policy: nothing but our own files, and Office.js from where it is served. */
function policy(officeJsOrigin) {
  return [
    "default-src 'none'",
    `script-src 'self'${officeJsOrigin ? ` ${officeJsOrigin}` : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function page(filename, officeJs) {
  return new HtmlWebpackPlugin({
    filename,
    template: './src/taskpane/taskpane.html',
    chunks: ['functions', 'taskpane'],
    officeJs,
    csp: policy(officeJs === MICROSOFT_OFFICE_JS ? 'https://appsforoffice.microsoft.com' : ''),
    minify: false,
  });
}

function manifest(host, selfHosted) {
  return (content) => {
    let text = content.toString().replaceAll(DEVELOPMENT_HOST, host.replace(/\/$/, ''));
    if (selfHosted) text = text.replaceAll('/taskpane.html', '/taskpane.selfhosted.html');
    return text;
  };
}

module.exports = (env = {}, argv = {}) => {
  const mode = argv.mode ?? 'production';
  const out = path.resolve(__dirname, env.out ?? 'dist');
  const selfHosted = env.officeJs === 'self';
  const maps = env.maps === 'none' ? false : 'source-map';
  const define = new webpack.DefinePlugin({
    __IKKATSU_VERSION__: JSON.stringify(version),
    __IKKATSU_BUILD__: JSON.stringify(buildSum(__dirname)),
  });

  const addin = {
    name: 'addin',
    mode,
    target: 'web',
    devtool: mode === 'production' ? maps : 'cheap-module-source-map',
    entry: { functions: './src/functions/index.ts', taskpane: './src/taskpane/index.tsx' },
    output: { path: path.join(out, 'addin'), filename: '[name].js', clean: { keep: KEPT } },
    resolve,
    module: { rules },
    // One module registry for both bundles: the data set that the pane reads is the one that the cells ask.
    optimization: { runtimeChunk: 'single', splitChunks: { chunks: 'all' }, minimizer },
    // What counts is the weight on the wire: the budget below.
    performance: { hints: false },
    plugins: [
      define,
      licences(),
      ...(mode === 'production' ? [new GzipBudget({ bytes: INITIAL_GZIP_BYTES })] : []),
      new FunctionsMetadata(),
      page('taskpane.html', MICROSOFT_OFFICE_JS),
      page('taskpane.selfhosted.html', OWN_OFFICE_JS),
      new CopyWebpackPlugin({
        patterns: [
          { from: 'assets', to: 'assets' },
          { from: 'manifest.xml', to: 'manifest.xml', transform: manifest(env.host ?? DEVELOPMENT_HOST, selfHosted) },
          ...(selfHosted
            ? OFFICE_JS_FILES.map((from) => ({
                from,
                context: 'node_modules/@microsoft/office-js/dist',
                to: 'office-js/[path][name][ext]',
                noErrorOnMissing: true,
              }))
            : []),
        ],
      }),
    ],
    stats: 'errors-warnings',
  };

  const worker = {
    name: 'worker',
    mode,
    target: 'webworker',
    devtool: mode === 'production' ? maps : 'cheap-module-source-map',
    entry: { readingWorker: './src/reading/worker.ts' },
    // Beside the page, as one file: a worker loads nothing more.
    output: { path: path.join(out, 'addin'), filename: '[name].js' },
    resolve,
    module: { rules },
    optimization: { minimizer, splitChunks: false },
    performance: { hints: false },
    plugins: [define],
    stats: 'errors-warnings',
  };

  const commandLine = {
    name: 'cli',
    // Modules in one scope: constants that are looked up through module objects cost a third of the reading time.
    mode: 'production',
    target: 'node20',
    node: { __dirname: false, __filename: false },
    devtool: maps,
    entry: {
      start: './src/workbench/cli/start.ts',
      ikkatsu: './src/workbench/cli/main.ts',
      readingThread: './src/workbench/node/readingThread.ts',
      summingThread: './src/workbench/node/summingThread.ts',
    },
    output: { path: path.join(out, 'cli'), filename: '[name].cjs', library: { type: 'commonjs2' }, clean: true },
    // Readable stack traces are worth more here than bytes.
    optimization: { minimize: false, chunkIds: 'named' },
    resolve,
    // createRequire is meant for the files on disk, not for the bundle.
    module: {
      rules: [
        ...rules,
        gridFields,
        {
          test: /[\\/]jsdom[\\/].*[\\/]computed-style\.js$/,
          use: path.join(__dirname, 'tools/inlineStylesheet.js'),
        },
      ],
      parser: { javascript: { createRequire: false } },
    },
    // Packages too are inside: looking thousands of modules up on disk takes as long as the answer to a formula. Nobody
    // draws here: `canvas` stays out, and all hyphenation.
    externals: ['canvas'],
    externalsType: 'commonjs',
    plugins: [define, licences(), new AsciiOnly({ test: /^vendors-.*\.cjs$/ }), withoutHyphenation()],
    stats: 'errors-warnings',
  };

  const workbench = {
    name: 'workbench',
    mode,
    target: 'web',
    devtool: false,
    entry: { workbench: './src/workbench/page/index.ts' },
    output: { path: path.join(out, 'workbench'), filename: '[name].js', clean: true },
    resolve,
    module: { rules: [...rules, gridFields, { test: /\.css$/, use: ['style-loader', 'css-loader'] }] },
    performance: { hints: false },
    // Served from this machine only: a build of seconds is worth more than a smaller file.
    optimization: { minimize: false },
    plugins: [
      define,
      licences(),
      // A drawn text asks for British English at once, whether it is hyphenated or not.
      withoutHyphenation({ but: ['en-gb'] }),
      new HtmlWebpackPlugin({ filename: 'index.html', template: './src/workbench/page/index.html', minify: false }),
    ],
    stats: 'errors-warnings',
  };

  return [addin, worker, commandLine, workbench];
};
