/** The sheets of a role: no formula and no link of theirs leads to a sheet that is not made for it. */
import fs from 'node:fs';
import { isForRole, ROLES, type Role } from '../../../src/plan/forms/roles';
import { formSheetsOf } from '../../../src/plan/forms/registry';
import { sheetsNamedIn } from './sheetsNamedIn';
import { readFile } from '../../../src/kdb';
import { factsOf } from '../reports/facts';
import { sampleIntake } from '../support';

const intake = sampleIntake();
const LOG = readFile('支援記録.csv', new Uint8Array(fs.readFileSync('samples/評価/支援記録.csv'))).flatMap((input) => [
  ...input.rows(),
]);
/** Sheets that an extraction and the record of support make. */
const OTHERS = ['取込結果', '抽出条件', '共通評価指標', '支援記録'];

const madeFor = (role: Role | null) => {
  const groups = role === '市町村' ? (['計画', '報告'] as const) : (['計画', '報告', '広域'] as const);
  return formSheetsOf(groups, { ...factsOf(LOG, intake), role }).filter(({ name }) => isForRole(name, role));
};

test.each([null, ...ROLES])('%s: every sheet that a formula or a link names is there', (role) => {
  const forms = madeFor(role);
  const there = new Set([...forms.map(({ name }) => name), ...OTHERS]);
  const missing = new Set<string>();
  for (const { name, rows } of forms)
    for (const { key, cells } of rows)
      for (const cell of cells) {
        if (cell === null) continue;
        const named =
          'figure' in cell ? sheetsNamedIn(cell.figure) : 'text' in cell && cell.link !== undefined ? [cell.link] : [];
        for (const sheet of named) if (!there.has(sheet)) missing.add(`${name} ${key} → ${sheet}`);
      }
  expect([...missing].slice(0, 5)).toEqual([]);
  expect(forms.length).toBeGreaterThan(10);
});
