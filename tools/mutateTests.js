/** The process that `npm run mutate` runs tests in: files one after the other, until one fails; it is asked again and again. */
const { runCLI } = require('jest');

const [, , copy] = process.argv;

async function holds(file) {
  const options = {
    _: [file],
    $0: 'jest',
    runTestsByPath: true,
    runInBand: true,
    silent: true,
    reporters: [],
    watchman: false,
    selectProjects: ['fast'],
  };
  const { results } = await runCLI(options, [copy]);
  return results.success && results.numTotalTests > 0;
}

process.on('message', async ({ files, change, reached }) => {
  if (change === undefined) delete process.env.CHANGE;
  else process.env.CHANGE = String(change);
  if (reached === undefined) delete process.env.REACHED;
  else process.env.REACHED = reached;
  for (const file of files) if (!(await holds(file))) return process.send({ failed: file });
  process.send({ failed: null });
});
