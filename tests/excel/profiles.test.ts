/** The job without forms in every Excel: quick enough to be run at each change. */
import { useAddin, type Running } from './addin';
import { PROFILES, wholeJob } from './wholeJob';

const start = useAddin();
const running: Running[] = [];
afterEach(() => {
  const seen = running.map(({ addin }) => [addin.unknownMembers, addin.errors]);
  for (const each of running.splice(0)) each.stop();
  expect(seen.flat(2)).toEqual([]);
});

test.each(PROFILES)(
  'from files to a saved workbook in the Excel %s',
  async (...profile) => {
    await wholeJob(start, profile, { running, withForms: false });
  },
  120_000,
);
