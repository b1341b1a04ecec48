/** Writes the generated parts of README.md: the printed summary of `npm start`, the function reference, the pictures. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { drawPrinted } from './printedPictures';
import { main as draw } from './screenshots';

const root = path.resolve(__dirname, '..');
const readme = path.join(root, 'README.md');

interface Metadata {
  readonly functions: readonly {
    readonly id: string;
    readonly description: string;
    readonly parameters: readonly { readonly name: string; readonly optional?: boolean }[];
  }[];
}

/** Puts text between the marks of a part. */
function withPart(text: string, part: string, content: string): string {
  const [begin, end] = [`<!-- ${part}:begin -->`, `<!-- ${part}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no part ${part}`);
  return `${text.slice(0, from + begin.length)}\n${content.trimEnd()}\n${text.slice(to)}`;
}

/** The function reference, from the very metadata that Excel shows. */
export function functionTable(metadata: Metadata): string {
  const rows = metadata.functions.map(({ id, description, parameters }) => {
    const list = parameters.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(', ');
    return `| \`${id}(${list})\` | ${description.replace(/\s*\n\s*/g, ' ')} |`;
  });
  return ['| 関数（`IKKATSU.` を付けます） | 答え |', '|---|---|', ...rows].join('\n');
}

async function main(): Promise<void> {
  execFileSync(process.execPath, [path.join(root, 'tools/build.mjs')], { stdio: 'inherit' });
  const metadata = JSON.parse(fs.readFileSync(path.join(root, 'dist/addin/functions.json'), 'utf8')) as Metadata;
  const said = execFileSync(process.execPath, [path.join(root, 'bin/ikkatsu.mjs'), 'demo', '--once'], {
    cwd: root,
    encoding: 'utf8',
  });
  let text = fs.readFileSync(readme, 'utf8');
  text = withPart(text, 'summary', `\`\`\`\n${said.trimEnd()}\n\`\`\``);
  text = withPart(text, 'functions', functionTable(metadata));
  fs.writeFileSync(readme, text);
  await draw();
  drawPrinted();
}

if (require.main === module) void main();
