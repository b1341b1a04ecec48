/** A reporter for jest that closes with one plain line of counts, for readers and programs that look for one. */
class ClosingLine {
  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests + results.numTodoTests;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const parts = [`${results.numPassedTests} passed`, `${failed} failed`];
    if (skipped > 0) parts.push(`${skipped} skipped`);
    // Jest writes its own summary after all reporters have been called.
    process.once('exit', () => process.stdout.write(`${parts.join(', ')}\n`));
  }
}

module.exports = ClosingLine;
