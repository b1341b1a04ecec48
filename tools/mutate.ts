/**
 * `npm run mutate -- ROOM [--sample 100] [--from 0] [--to 100]`: changes one place of a room at a time, in a copy of the project, and
 * runs the fast tests of the room; prints which changes no test noticed, and the share that was noticed.
 *
 * The sample is the same at every run, and nearly the same after other places of the room have changed: each change has a number of
 * its own, made of its file's name and its line, and the smallest numbers are the sample.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '..');
/** A change that makes a loop endless is noticed too. */
const LONGEST_MS = 300_000;

interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  readonly line: number;
  /** Its place in the order of the sample. */
  readonly rank: number;
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
  const met = new Map<string, number>();
  const lines = text.split('\n');
  const add = (node: ts.Node, after: string): void => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const before = text.slice(start, node.getEnd());
    const named = `${path.basename(file)} ${lines[line - 1]!.trim()} ${before} ${after}`;
    const again = met.get(named) ?? 0;
    met.set(named, again + 1);
    found.push({ file, start, end: node.getEnd(), before, after, line, rank: rankOf(`${named} ${again}`) });
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

/** A number from a text that has nothing to do with its order: the first bytes of its digest. */
function rankOf(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

function sampleOf(all: readonly Mutant[], size: number): Mutant[] {
  return [...all].sort((a, b) => a.rank - b.rank).slice(0, size);
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

/** Tests that try very many inputs: they are asked only about changes that the others did not notice. */
const BROAD = /(mutation|[pP]roperty|fiveWays)\.test\.ts$/;

/** The fast tests of a room, those that answer soon first. */
function testsOf(room: string): readonly (readonly string[])[] {
  const files = fs
    .readdirSync(path.join(ROOT, 'tests', room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => `tests/${room}/${name}`);
  return [files.filter((file) => !BROAD.test(file)), files.filter((file) => BROAD.test(file))].filter(
    (group) => group.length > 0,
  );
}

/** Whether the fast tests of a room hold in a copy. */
function holds(copy: string, room: string): boolean {
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const words = ['--bail', '--silent', '--runInBand', '--passWithNoTests', '--selectProjects', 'fast', '--'];
  return testsOf(room).every((files) => {
    const ran = spawnSync(process.execPath, [jest, ...words, ...files], {
      cwd: copy,
      stdio: 'ignore',
      timeout: LONGEST_MS,
    });
    return ran.status === 0;
  });
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
