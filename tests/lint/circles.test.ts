/** No circle of files in the room kdb: what a file knows, types included, never leads back to it. */
import fs from 'node:fs';
import path from 'node:path';
import { FLOW } from '../../tools/rooms.js';

const room = path.resolve(__dirname, '../../src/kdb');
const files = fs
  .readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.split(path.sep).join('/'));

const FROM = /^(?:import|export)\b[^;]*?\bfrom\s+'(\.[^']*)'/gm;

/** The files of the room that a file names, as paths in the room. */
function namedBy(file: string): string[] {
  const text = fs.readFileSync(path.join(room, file), 'utf8');
  return [...text.matchAll(FROM)]
    .map(([, from]) => path.posix.join(path.posix.dirname(file), from!))
    .filter((target) => !target.startsWith('..'))
    .map((target) => `${target}.ts`);
}

const graph = new Map(files.map((file) => [file, namedBy(file)]));

test('every file that is named is there', () => {
  expect(files.length).toBeGreaterThan(70);
  expect([...graph.values()].flat().filter((file) => !graph.has(file))).toEqual([]);
  expect(graph.get('join/scan.ts')).toContain('stage/stage.ts');
});

test('no circle', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' > '));
    else if (!done.has(file)) {
      for (const next of graph.get(file)!) visit(next, [...way, file]);
      done.add(file);
    }
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test('the folders follow one another from bytes to the table of persons, and the join knows no bytes', () => {
  const flow = FLOW.kdb!;
  const folders = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!));
  expect([...folders].sort()).toEqual([...flow].sort());
  for (const [file, named] of graph) {
    const place = flow.indexOf(file.split('/')[0]!);
    if (place < 0) continue;
    const later = named.filter((other) => flow.indexOf(other.split('/')[0]!) > place);
    expect([file, later]).toEqual([file, []]);
    if (file.startsWith('join/'))
      expect(fs.readFileSync(path.join(room, file), 'utf8')).not.toMatch(/ByteRow|byteRows/);
  }
});
