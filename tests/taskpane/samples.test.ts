/** The synthetic data set of the pane: five exports that are read like any other. */
import { buildIntake, readFile } from '../../src/kdb';
import { syntheticFiles } from '../../src/taskpane/data/samples';

test('the sample is synthetic, says so, and is read like any export', () => {
  const files = syntheticFiles();
  expect(new TextDecoder().decode(files[0]!.bytes)).toContain('合成');
  const { table, sources } = buildIntake(files.flatMap(({ name, bytes }) => readFile(name, bytes)));
  expect(sources).toHaveLength(5);
  expect(table.size).toBeGreaterThan(200);
});
