/** The helper's examples: every function of the build has a group and an example, and the example answers in a cell. */
import fs from 'node:fs';
import path from 'node:path';
import { listed, type FunctionInfo } from '../../src/taskpane/functions/listed';
import { formulaOf, missingOf } from '../../src/taskpane/functions/formula';
import { ensureBuilt, ikkatsu, ROOT, SAMPLE_CSVS } from './built';

jest.setTimeout(240_000);

let functions: readonly FunctionInfo[];
beforeAll(() => {
  ensureBuilt();
  ({ functions } = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/addin/functions.json'), 'utf8')));
});

test('every function stands in a group, is described, and its example fills what it needs', () => {
  const entries = listed(functions);
  expect(entries.map(({ info }) => info.id).sort()).toEqual(functions.map(({ id }) => id).sort());
  for (const { group, example, info } of entries) {
    const { id, description, parameters } = info;
    expect({ id, group, described: !!description }).toEqual({
      id,
      group: expect.not.stringMatching('そのほか'),
      described: true,
    });
    expect({ id, undescribed: parameters.filter((parameter) => !parameter.description) }).toEqual({
      id,
      undescribed: [],
    });
    expect({ id, missing: missingOf(parameters, example) }).toEqual({ id, missing: [] });
    expect(example.length).toBeLessThanOrEqual(parameters.length);
  }
});

test('every example answers on the samples, the statistics with their code loaded later too', async () => {
  const formulas = listed(functions).map(({ info, example }) => formulaOf(info.id, example));
  const ran = await ikkatsu('calc', ...formulas, '--with', ...SAMPLE_CSVS);
  expect(ran.err).toBe('');
  const answers = ran.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { formula: string; error?: string; message?: string });
  // #N/A says in words which data are not there; a wrong example would be #VALUE!, #NAME? or #NUM!.
  const wrong = answers.filter(({ error }) => error !== undefined && error !== '#N/A');
  expect(wrong).toEqual([]);
  const silent = answers.filter(({ error }) => error === '#N/A').map(({ formula }) => formula.replace(/\(.*/, ''));
  for (const name of silent)
    expect(['=IKKATSU.CASES', '=IKKATSU.KDBFIGURE', '=IKKATSU.OUTCOME', '=IKKATSU.WHY']).toContain(name);
});
