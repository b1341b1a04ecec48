/** The page of the add-in: Japanese, under the build's security policy, without a script or address of its own. */
import fs from 'node:fs';
import path from 'node:path';

const page = fs.readFileSync(path.join(__dirname, '../../src/taskpane/taskpane.html'), 'utf8');

test('the page says that it is Japanese, also to those without JavaScript', () => {
  expect(page).toContain('<html lang="ja">');
  expect(page).toMatch(/<noscript>[^<]*JavaScript を有効に[^<]*<\/noscript>/);
});

test('the security policy and the address of Office.js come from the build', () => {
  expect(page).toMatch(/Content-Security-Policy" content="<%= htmlWebpackPlugin\.options\.csp %>"/);
  expect(page.match(/<script.*/g)).toEqual(['<script src="<%= htmlWebpackPlugin.options.officeJs %>"></script>']);
  expect(page).not.toMatch(/https?:/);
});

test('the pane never uses what Office.js takes away: dialogs of the browser and its history', () => {
  const room = path.join(__dirname, '../../src/taskpane');
  const sources = fs
    .readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => fs.readFileSync(path.join(room, name), 'utf8'));
  expect(sources.length).toBeGreaterThan(20);
  for (const source of sources) expect(source).not.toMatch(/\b(alert|confirm|prompt)\(|\bhistory\.|pushState/);
});
