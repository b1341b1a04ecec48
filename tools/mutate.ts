/**
 * `npm run mutate -- ROOM [--sample 100] [--only 3,17]`: changes one place of a room at a time, in a copy of the project, and runs the
 * fast tests of the room that reach it, the soonest first, until one fails; prints which changes no test noticed, and the share that
 * was noticed. `--only`: these of the sample alone, by their numbers.
 *
 * All changes of the sample are compiled into the copy at once, each behind a switch: what a test loads is compiled once, not once a
 * change. A first round without any change finds out which test file reaches which of them, and how long it takes.
 *
 * The sample is the same at every run, and nearly the same after other places of the room have changed: each change has a number of
 * its own, made of its file's name and its line, and the smallest numbers are the sample.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { whySlow } from './testSpeeds';

const ROOT = path.resolve(__dirname, '..');
/** How much longer than without a change a test file may take before its loop is taken to be endless, and what it always may. */
const LONGER = 3;
const LEAST_MS = 30_000;
/** Changes that one process of tests is asked about: what jest holds on to goes with it. */
const CHANGES_OF_A_PROCESS = 20;

interface Mutant {
  readonly file: string;
  /** What is written anew: a whole expression. */
  readonly start: number;
  readonly end: number;
  /** The expression after the change. */
  readonly changed: string;
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
  /** `whole` and `changed`: the expression that a change is written in, and how it reads then. */
  const add = (node: ts.Node, after: string, whole: ts.Node = node, changed: string = after): void => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const before = node.getText(source);
    const named = `${path.basename(file)} ${lines[line - 1]!.trim()} ${before} ${after}`;
    const again = met.get(named) ?? 0;
    met.set(named, again + 1);
    const [from, to] = [whole.getStart(source), whole.getEnd()];
    found.push({ file, start: from, end: to, changed, before, after, line, rank: rankOf(`${named} ${again}`) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.getText(source);
      const isText = [node.left, node.right].some((side) => ts.isStringLiteral(side) || ts.isTemplateExpression(side));
      const other = OPERATORS[operator];
      const [left, right] = [node.left.getText(source), node.right.getText(source)];
      if (other !== undefined && !(operator === '+' && isText))
        add(node.operatorToken, other, node, `(${left}) ${other} (${right})`);
    } else if (ts.isNumericLiteral(node) && !isName(node)) add(node, String(Number(node.text.replaceAll('_', '')) + 1));
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

/** A number that names a property or is given to a name of an enumeration: no expression. */
const isName = (node: ts.NumericLiteral): boolean =>
  ts.isEnumMember(node.parent) || (ts.isPropertyAssignment(node.parent) && node.parent.name === node);

function sourcesOf(folder: string): string[] {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`)
    .sort();
}

/** Where a room stands: `src/ROOM`, or within another room (`outcomes` in `indicators`); undefined where there is none. */
const folderOf = (room: string): string | undefined =>
  ['.', ...fs.readdirSync(path.join(ROOT, 'src'))]
    .map((above) => path.posix.join('src', above, room))
    .find((folder) => fs.existsSync(path.join(ROOT, folder)));

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

/**
 * The text of a file with all its changes, each behind its switch. A change within another one can be made where that one is not.
 * @param changes with their numbers in the sample
 */
function withSwitches(text: string, changes: readonly (readonly [number, Mutant])[]): string {
  const ordered = [...changes].sort(([, a], [, b]) => a.start - b.start || b.end - a.end);
  const written = (from: number, to: number, within: typeof ordered): string => {
    let result = '';
    let at = from;
    let rest = within;
    while (rest.length > 0) {
      const [[id, outer], ...others] = rest as [readonly [number, Mutant], ...typeof ordered];
      const inner = others.filter(([, { end }]) => end <= outer.end);
      result += text.slice(at, outer.start);
      result += `(isMade(${id}) ? (${outer.changed}) : (${written(outer.start, outer.end, inner)}))`;
      at = outer.end;
      rest = others.filter(([, { start }]) => start >= outer.end);
    }
    return result + text.slice(at, to);
  };
  return SWITCH + written(0, text.length, ordered);
}

/** Tells whether a change is made; the first round is told which are reached. */
const SWITCH =
  `const CHANGE = Number(process.env.CHANGE); const IS_REACHED = []; const isMade = (id) => { ` +
  `if (IS_REACHED[id] === undefined) { IS_REACHED[id] = true; ` +
  `if (process.env.REACHED) require('node:fs').appendFileSync(process.env.REACHED, id + '\\n'); } ` +
  `return CHANGE === id; }; `;

/** What a process of tests is asked, and answers. */
interface Asked {
  readonly files: readonly string[];
  /** The change that is made; none in the first round. */
  readonly change?: number;
  /** Where reached changes are written. */
  readonly reached?: string;
}
interface Answered {
  /** The file that failed; null where all hold. */
  readonly failed: string | null;
}

/** The process that runs tests: it lives on, so that what jest has made once stays made. */
class Tests {
  private child: ChildProcess | null = null;
  private asked = 0;

  constructor(private readonly copy: string) {}

  /** Runs files one after the other until one fails. A process that ends, or takes longer than `most` milliseconds: null. */
  async run(asked: Asked, most: number): Promise<Answered | null> {
    if (this.asked++ % CHANGES_OF_A_PROCESS === 0) this.end();
    const child = (this.child ??= fork(path.join(this.copy, 'tools/mutateTests.js'), [this.copy], {
      cwd: this.copy,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }));
    return new Promise((resolve) => {
      const finish = (answer: Answered | null): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (answer === null) this.end();
        resolve(answer);
      };
      const timer = setTimeout(() => finish(null), most);
      child.once('message', (answer) => finish(answer as Answered));
      child.once('exit', () => finish(null));
      child.send(asked);
    });
  }

  end(): void {
    this.child?.kill('SIGKILL');
    this.child = null;
  }
}

/** A test file, how long it takes, and the changes that it reaches. */
interface TestFile {
  readonly file: string;
  readonly ms: number;
  readonly reaches: ReadonlySet<number>;
}

/** The fast tests of a room, those that answer soon first. */
async function testsOf(room: string, copy: string, tests: Tests): Promise<readonly TestFile[]> {
  const files = fs
    .readdirSync(path.join(ROOT, 'tests', room), { recursive: true, encoding: 'utf8' })
    .map((name) => `tests/${room}/${name}`)
    .filter((name) => /\.test\.tsx?$/.test(name) && whySlow(name) === undefined);
  const found: TestFile[] = [];
  for (const file of files) {
    const reached = path.join(copy, 'reached.txt');
    fs.writeFileSync(reached, '');
    const start = performance.now();
    const answer = await tests.run({ files: [file], reached }, 40 * LEAST_MS);
    if (answer?.failed !== null) throw new Error(`${file} fails without any change`);
    const reaches = new Set(fs.readFileSync(reached, 'utf8').split('\n').filter(Boolean).map(Number));
    found.push({ file, ms: performance.now() - start, reaches });
  }
  return found.sort((a, b) => a.ms - b.ms);
}

const valueOf = (words: readonly string[], name: string): string | undefined =>
  words.includes(name) ? words[words.indexOf(name) + 1] : undefined;

async function main([room, ...words]: readonly string[]): Promise<void> {
  const folder = room === undefined ? undefined : folderOf(room);
  if (room === undefined || folder === undefined) {
    console.error('npm run mutate -- ROOM [--sample 100] [--only 3,17]');
    process.exit(2);
  }
  const all = sourcesOf(folder).flatMap(mutantsOf);
  const sample = sampleOf(all, Number(valueOf(words, '--sample') ?? 100));
  const only = valueOf(words, '--only')?.split(',').map(Number);
  const copy = copyOfProject();
  const tests = new Tests(copy);
  try {
    const numbered = sample.map((mutant, index) => [index + 1, mutant] as const);
    for (const file of new Set(sample.map((mutant) => mutant.file))) {
      const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
      const changes = numbered.filter(([, mutant]) => mutant.file === file);
      fs.writeFileSync(path.join(copy, file), withSwitches(text, changes));
    }
    const known = await testsOf(room, copy, tests);
    const chosen = numbered.filter(([id]) => only === undefined || only.includes(id));
    const survivors: string[] = [];
    for (const [change, { file, before, after, line }] of chosen) {
      const reaching = known.filter(({ reaches }) => reaches.has(change));
      const most = LEAST_MS + LONGER * reaching.reduce((sum, { ms }) => sum + ms, 0);
      const answer = await tests.run({ files: reaching.map((test) => test.file), change }, most);
      const what = `${file}:${line}  ${before.slice(0, 60)} → ${after.slice(0, 60)}`.replace(/\s+/g, ' ');
      const by = answer === null ? 'ended or endless' : answer.failed;
      if (by === null) survivors.push(`${String(change).padStart(4)} ${what} (reached by ${reaching.length} files)`);
      console.log(`${String(change).padStart(4)} ${by === null ? 'SURVIVED' : 'killed  '} ${what}  ${by ?? ''}`);
    }
    const killed = chosen.length - survivors.length;
    console.log(
      `${room}: ${killed} of ${chosen.length} changes were noticed (${((100 * killed) / chosen.length).toFixed(0)} %); ${all.length} could be made.`,
    );
    if (survivors.length > 0) console.log(`Not noticed:\n${survivors.join('\n')}`);
  } finally {
    tests.end();
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

void main(process.argv.slice(2));
