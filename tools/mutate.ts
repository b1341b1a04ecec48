/**
 * `npm run mutate -- ROOM [--sample 100] [--from 0] [--to 100]`: changes one place of a room at a time, in a copy of the project, and
 * runs the fast tests of the room; prints which changes no test noticed, and the share that was noticed.
 *
 * The sample is the same at every run: places are drawn by a seeded generator from all that can be changed.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '..');
const SEED = 20_250_401;
/** A change that makes a loop endless is noticed too. */
const LONGEST_MS = 300_000;

interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  readonly line: number;
}

/** What each operator becomes: the neighbour that a slip of the hand would write. */
const OPERATORS: Readonly<Record<string, string>> = {
  '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===', '&&': '||', '||': '&&', '+': '-', '-': '+', '*': '/', '??': '&&',
}; // prettier-ignore

/** The changes that can be made in a file. */
function mutantsOf(file: string): Mutant[] {
  const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const add = (node: ts.Node, after: string): void => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    found.push({ file, start, end: node.getEnd(), before: text.slice(start, node.getEnd()), after, line });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.getText(source);
      const isText = [node.left, node.right].some((side) => ts.isStringLiteral(side) || ts.isTemplateExpression(side));
      const other = OPERATORS[operator];
      if (other !== undefined && !(operator === '+' && isText)) add(node.operatorToken, other);
    } else if (ts.isNumericLiteral(node)) add(node, String(Number(node.text.replaceAll('_', '')) + 1));
    else if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true');
    else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      add(node, node.operand.getText(source));
    else if (ts.isIfStatement(node)) add(node.expression, `!(${node.expression.getText(source)})`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Mulberry32: the same sequence from the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sampleOf<T>(all: readonly T[], size: number): T[] {
  const next = generator(SEED);
  const rest = [...all];
  return Array.from({ length: Math.min(size, all.length) }, () => rest.splice(Math.floor(next() * rest.length), 1)[0]!);
}

function sourcesOf(folder: string): string[] {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`)
    .sort();
}

/** A copy of the project in which files may be changed; packages are those that are installed. */
function copyOfProject(): string {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-mutate-'));
  for (const name of ['src', 'tests', 'tools', 'samples', 'assets'])
    fs.cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  for (const name of fs.readdirSync(ROOT))
    if (/\.(js|json)$|^\.swcrc$/.test(name)) fs.copyFileSync(path.join(ROOT, name), path.join(copy, name));
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

/** Whether the fast tests of a room hold in a copy. */
function holds(copy: string, room: string): boolean {
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const words = ['--bail', '--silent', '--selectProjects', 'fast', '--', `tests/${room}/`];
  const ran = spawnSync(process.execPath, [jest, ...words], { cwd: copy, stdio: 'ignore', timeout: LONGEST_MS });
  return ran.status === 0;
}

function numberOf(words: readonly string[], name: string, standard: number): number {
  const at = words.indexOf(name);
  return at < 0 ? standard : Number(words[at + 1]);
}

function main([room, ...words]: readonly string[]): void {
  if (room === undefined || !fs.existsSync(path.join(ROOT, 'src', room))) {
    console.error('npm run mutate -- ROOM [--sample 100] [--from 0] [--to 100]');
    process.exit(2);
  }
  const size = numberOf(words, '--sample', 100);
  const all = sourcesOf(`src/${room}`).flatMap(mutantsOf);
  const chosen = sampleOf(all, size).slice(numberOf(words, '--from', 0), numberOf(words, '--to', size));
  const copy = copyOfProject();
  try {
    if (!holds(copy, room)) throw new Error(`the tests of ${room} fail without any change`);
    let killed = 0;
    for (const [index, { file, start, end, before, after, line }] of chosen.entries()) {
      const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
      fs.writeFileSync(path.join(copy, file), text.slice(0, start) + after + text.slice(end));
      const survives = holds(copy, room);
      fs.writeFileSync(path.join(copy, file), text);
      if (!survives) killed++;
      const what = `${file}:${line}  ${before.slice(0, 60)} → ${after.slice(0, 60)}`.replace(/\s+/g, ' ');
      console.log(`${String(index + 1).padStart(4)} ${survives ? 'SURVIVED' : 'killed  '} ${what}`);
    }
    console.log(
      `${room}: ${killed} of ${chosen.length} changes were noticed (${((100 * killed) / chosen.length).toFixed(0)} %); ${all.length} could be made.`,
    );
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

main(process.argv.slice(2));
