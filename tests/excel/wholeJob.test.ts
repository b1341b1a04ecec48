/** The whole job in every Excel, forms included. */
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
  'from files to a saved workbook with its forms in the Excel %s',
  async (...profile) => {
    await wholeJob(start, profile, { running, withForms: true });
  },
  300_000,
);
