/** The two speeds of the tests: what `npm test` leaves to `npm run test:slow`, each with its reason. */

/**
 * A file or a folder (with a slash at its end) of tests/ whose tests are slow, and the files of that folder that are not.
 * The seconds are one processor's on a quiet machine; a file of more than about five belongs here, unless it is the one
 * that stands for its kind in the fast tests.
 *
 * @type {{ at: string, why: string, but?: string[] }[]}
 */
const SLOW = [
  {
    at: 'tests/e2e/',
    why: 'a server and a real browser for each file, 10 to 60 s',
    // The whole job in the browser: files in, a condition, the lists, a formula, the saved workbook.
    but: ['tests/e2e/pane.test.ts'],
  },
  {
    at: 'tests/excel/',
    why: 'whole commands in a workbook under the real Office.js, many times a file, 10 to 80 s',
    // Writes in pieces, in a whole job.
    but: ['tests/excel/pieces.test.ts'],
  },
  {
    at: 'tests/acceptance/fewSources.test.ts',
    why: 'writes all sheets five times by the command line and hands them in, 60 s',
  },
  { at: 'tests/acceptance/doors.test.ts', why: 'starts the command line some fifty times, 40 s' },
  { at: 'tests/acceptance/intake.test.ts', why: 'starts the command line some thirty times, 60 s' },
  { at: 'tests/acceptance/package.test.ts', why: 'packs the product, unpacks it elsewhere and runs it, 15 s' },
  { at: 'tests/acceptance/midterm.test.ts', why: 'writes all sheets of two years by the command line, 65 s' },
  { at: 'tests/acceptance/recomputed.test.ts', why: 'writes all sheets of the samples by the command line, 35 s' },
  {
    at: 'tests/acceptance/recomputedEvaluation.test.ts',
    why: 'writes all sheets of the samples with the evaluation twice by the command line, and opens one, 110 s',
  },
  { at: 'tests/acceptance/recomputedYears.test.ts', why: 'writes all sheets of three years by the command line, 30 s' },
  { at: 'tests/criteria/oracle.test.ts', why: 'asks DuckDB, which it installs first where it is not yet there, 10 s' },
  { at: 'tests/outcomes/addedProgramme.test.ts', why: 'checks and loads a copy of all sources, 15 s' },
  { at: 'tests/indicators/coverage.test.ts', why: 'two thousand runs of each interval, 50 s' },
  { at: 'tests/kdb/threads.test.ts', why: 'files in chunks of every length beside one reading of the whole, 12 s' },
  { at: 'tests/samples/files.test.ts', why: 'all bundled files made again and read, 11 s' },
  { at: 'tests/kdb/hostileFiles.test.ts', why: 'files of 100 MB and of a million rows, 25 s' },
  { at: 'tests/acceptance/layouts.test.ts', why: 'starts the command line for each layout, 12 s' },
  { at: 'tests/plan/cities/cities.test.ts', why: 'three reports of whole cities written in a workbook, 40 s' },
  { at: 'tests/plan/reports/book.test.ts', why: 'every report sheet of the samples written in a workbook, 20 s' },
  {
    at: 'tests/evaluation/cases.test.ts',
    why: 'starts the command line some twenty times, once for all sheets of a workbook, 90 s',
  },
  {
    at: 'tests/years/cases.test.ts',
    why: 'starts the command line some four hundred times, in both orders of the files, 500 s',
  },
  { at: 'tests/cli/twoWays.test.ts', why: 'the samples written to a workbook twice, cell by cell, 70 s' },
  {
    at: 'tests/cli/hardRecalculation.test.ts',
    why: 'the samples written to a workbook and calculated by LibreOffice, 60 s',
  },
  { at: 'tests/taskpane/App.test.tsx', why: 'every part of the pane with its messages, in a browser-like page, 18 s' },
  { at: 'tests/taskpane/explorer.test.tsx', why: 'the table of persons in a browser-like page, 7 s' },
  { at: 'tests/taskpane/evaluation.test.tsx', why: 'the evaluation in a browser-like page, 7 s' },
  { at: 'tests/workbench/functions.test.ts', why: 'every function of ours asked in cells of a workbook, 10 s' },
  { at: 'tests/taskpane/functions.test.tsx', why: 'first use and all later steps in a browser-like page, 7 s' },
  { at: 'tests/taskpane/changes.test.tsx', why: 'cells edited beside the pane in a browser-like page, 6 s' },
  { at: 'tests/taskpane/conditions.test.tsx', why: 'every condition changed in a browser-like page, 6 s' },
  { at: 'tests/plan/forms/declarations.test.ts', why: 'how every row of all sheets holds what it declares, 5 s' },
  { at: 'tests/plan/forms/roles.test.ts', why: 'all sheets of every role, 5 s' },
  { at: 'tests/plan/forms/areas.test.ts', why: '圏域別 of many areas, 5 s' },
  { at: 'tests/plan/dataStamp.test.ts', why: 'all sheets after every kind of change of the data, 5 s' },
  { at: 'tests/plan/handIn/ownFormulas.test.ts', why: 'copies of a workbook whose formulas somebody changed, 5 s' },
  { at: 'tests/plan/figures.test.ts', why: 'what every figure of all sheets declares, 5 s' },
  { at: 'tests/plan/formulas.test.ts', why: 'every formula of all sheets, 5 s' },
  { at: 'tests/plan/sheetWords.test.ts', why: 'every word of all sheets, 5 s' },
  { at: 'tests/plan/lacking.test.ts', why: 'all sheets of purposes whose columns are missing, 5 s' },
  { at: 'tests/kdb/oneReading.test.ts', why: 'a cell in every column, heading and writing, 5 s' },
  { at: 'tests/kdb/utf8.test.ts', why: 'random bytes, however cut, 5 s' },
  { at: 'tests/samples/rates.test.ts', why: 'the rates of large generated populations, 5 s' },
  { at: 'tests/indicators/mask.test.ts', why: 'random tables masked and attacked, 5 s' },
  { at: 'tests/outcomes/properties.test.ts', why: 'random persons before and after, 5 s' },
  { at: 'tests/taskpane/plan.test.tsx', why: 'step ④ in a browser-like page, 6 s' },
  { at: 'tests/workbench/summing.test.ts', why: 'workbooks summed by a thread, and by one that is lost, 8 s' },
  { at: 'tests/plan/areaRates.test.ts', why: '共通評価指標 of many 圏域, 6 s' },
  { at: 'tests/plan/purposeLines.test.ts', why: 'the names at the axes of every chart, 5 s' },
  { at: 'tests/plan/forms/keepWritten.test.ts', why: 'all sheets written anew over what somebody wrote, 6 s' },
  { at: 'tests/plan/forms/shareWidths.test.ts', why: 'the width of every share on all sheets, 5 s' },
  { at: 'tests/plan/forms/answerWidths.test.ts', why: 'the width of every answer on all sheets, 5 s' },
  { at: 'tests/kdb/proposals.test.ts', why: 'mappings proposed for every kind of heading, 6 s' },
  { at: 'tests/plan/paper.test.ts', why: 'the pages of all sheets of five data sets reckoned, 12 s' },
  { at: 'tests/plan/midterm/textsSurvive.test.ts', why: 'hundreds of random edits, each written anew, 6 s' },
  { at: 'tests/plan/binding/template.test.ts', why: 'templates of every kind filled, 6 s' },
  { at: 'tests/kdb/mutation.test.ts', why: 'thousands of corrupted files, 6 s' },
  { at: 'tests/kdb/fiveWays.test.ts', why: 'every export read in five ways, 5 s' },
  { at: 'tests/kdb/yearsProperty.test.ts', why: 'random years in random orders, 5 s' },
  { at: 'tests/indicators/areaComparison.test.ts', why: 'simulated comparisons of areas, 6 s' },
  { at: 'tests/samples/evaluation.test.ts', why: 'the samples of the evaluation made again and counted, 5 s' },
  { at: 'tests/samples/union.test.ts', why: 'the samples of a union made again and counted, 5 s' },
  { at: 'tests/workbench/damagedParts.test.ts', why: 'hundreds of damaged files opened, 9 s' },
  { at: 'tests/workbench/calculatedMarkRandom.test.ts', why: 'random workbooks changed and calculated, 5 s' },
  { at: 'tests/workbench/pictures.test.ts', why: 'every chart drawn and compared with its kept picture, 5 s' },
  { at: 'tests/workbench/fullSize.test.ts', why: 'a workbook of 3,000 persons, in and out, 12 s' },
];

/** The reason why a test file is slow, or undefined where it is fast. `file` is relative to the project, with slashes. */
function whySlow(file) {
  return SLOW.find(({ at, but = [] }) => (at.endsWith('/') ? file.startsWith(at) : file === at) && !but.includes(file))
    ?.why;
}

module.exports = { SLOW, whySlow };
