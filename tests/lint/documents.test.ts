/** What the documents for developers name is there: files, folders, commands, and the identifiers beside their file. */
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const decisions = fs.readdirSync(path.join(root, 'docs/adr')).map((name) => `docs/adr/${name}`);
const documents = ['README.md', 'CONTRIBUTING.md', 'docs/glossary.md', 'tests/excel-checklist.md', ...decisions];
const scripts = Object.keys(JSON.parse(read('package.json')).scripts as Record<string, string>);
const there = (file: string): boolean => fs.existsSync(path.join(root, file));

test.each(documents)('every file that %s names is there', (document) => {
  const text = read(document);
  const named = [...text.matchAll(/`((?:src|tests|tools|docs|bench|\.ci|\.github)\/[\w./-]*)`/g)].map(
    ([, file]) => file!,
  );
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].map(([, file]) =>
    path.join(path.dirname(document), decodeURIComponent(file!.replace(/#.*/, ''))),
  );
  expect([...named, ...linked].filter((file) => !there(file))).toEqual([]);
});

test.each(documents)('every command of npm that %s names exists', (document) => {
  const named = [...read(document).matchAll(/`npm (?:run )?([a-z][\w:]*)/g)].map(([, name]) => name!);
  const own = ['ci', 'install', 'pack', 'exec', 'uninstall', 'update', 'audit'];
  expect(named.filter((name) => !own.includes(name) && !scripts.includes(name))).toEqual([]);
});

test('the recipes name what stands in the file that they name', () => {
  const pairs = [
    ...read('CONTRIBUTING.md').matchAll(/`([A-Za-z_]{4,})`[^`\n]*?\(?(?:of|in|\()\s?`((?:src|tests)\/[\w./-]+\.ts)`/g),
  ];
  expect(pairs.length).toBeGreaterThan(5);
  expect(pairs.filter(([, name, file]) => !read(file!).includes(name!)).map(([pair]) => pair)).toEqual([]);
});

test('there is one record a decision, listed with its title', () => {
  const list = read('docs/adr/README.md');
  const records = decisions.filter((file) => /\/\d{4}-/.test(file));
  expect(records.length).toBeGreaterThanOrEqual(10);
  for (const file of records) {
    const title = read(file).split('\n')[0]!.replace(/^# /, '');
    expect(list).toContain(`- [${title}](${path.basename(file)})`);
    expect(title).toMatch(new RegExp(`^${Number(path.basename(file).slice(0, 4))}\\. `));
  }
});
