/** The words of the command line: what was asked, or a sentence saying what is wrong with it. */
import { isRole, ROLES, type Role } from '../../plan/forms/roles';

/** Wrong words on the command line; the sentence is for the person who typed them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface RunArguments {
  readonly command: 'run';
  readonly files: readonly string[];
  readonly year?: number;
  readonly out?: string;
  readonly lists?: string;
  readonly json: boolean;
  readonly joinByBirth: boolean;
  /** Hidden sheets are joined too. */
  readonly hidden?: boolean;
  /** Layout files (列の対応づけ) for tables whose headings nobody knows. */
  readonly layouts?: readonly string[];
  /** Older workbooks of ours whose figures go into 実績の記録. */
  readonly history?: readonly string[];
  /** 計画シート: the forms of plan and report as well. */
  readonly plan: boolean;
  /** Whose workbook it is: only the sheets that they need are written. */
  readonly role?: Role;
}
export interface CalcArguments {
  readonly command: 'calc';
  readonly formulas: readonly string[];
  /** Hidden sheets are joined too. */
  readonly hidden?: boolean;
  readonly files: readonly string[];
  readonly layouts?: readonly string[];
  readonly year?: number;
}
export interface ServeArguments {
  readonly command: 'serve';
  readonly files: readonly string[];
  readonly port: number;
}
export interface DemoArguments {
  readonly command: 'demo';
  readonly once: boolean;
  readonly port: number;
}
export interface HandInArguments {
  readonly command: 'handin';
  readonly file: string;
  readonly out: string;
  /** 内部用: small numbers stay. */
  readonly internal: boolean;
  readonly population?: number;
  /** 厳格: what a printed part leaves of a printed whole is masked too. */
  readonly strict?: boolean;
  readonly withoutDrafts?: boolean;
  readonly withoutBlank?: boolean;
  /** 抽出年度; default: the one that stands in the workbook. */
  readonly year?: number;
}
export interface FillArguments {
  readonly command: 'fill';
  readonly template: string;
  /** The workbook with 様式の対応 and the data. */
  readonly book: string;
  readonly out: string;
  /** 抽出年度; default: the one that stands in the workbook. */
  readonly year?: number;
}
export type Arguments =
  | RunArguments
  | CalcArguments
  | ServeArguments
  | DemoArguments
  | HandInArguments
  | FillArguments
  | { readonly command: 'help' | 'version' };

const DEFAULT_PORT = 3000;

/** Options of each command: what follows them. */
const OPTIONS: Record<string, Record<string, 'none' | 'one' | 'many'>> = {
  run: {
    '--year': 'one',
    '--out': 'one',
    '--lists': 'one',
    '--json': 'none',
    '--join-by-birth': 'none',
    '--hidden': 'none',
    '--layout': 'one',
    '--plan': 'none',
    '--history': 'one',
    '--role': 'one',
  },
  calc: { '--with': 'many', '--year': 'one', '--layout': 'one', '--hidden': 'none' },
  serve: { '--port': 'one' },
  handin: {
    '--out': 'one',
    '--internal': 'none',
    '--population': 'one',
    '--year': 'one',
    '--strict': 'none',
    '--without-drafts': 'none',
    '--without-blank': 'none',
  },
  fill: { '--with': 'one', '--out': 'one', '--year': 'one' },
  demo: { '--once': 'none', '--port': 'one' },
};

/** Splits words into those that stand alone and those that belong to an option. A word beginning with = is a formula. */
function split(command: string, words: readonly string[]) {
  const known = OPTIONS[command]!;
  const alone: string[] = [];
  const given = new Map<string, string[]>();
  let open: string | null = null;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = equals < 0 ? word : word.slice(0, equals);
      const takes = known[name];
      if (takes === undefined)
        throw new UsageError(`オプション ${name} は分かりません。使えるのは ${Object.keys(known).join(' ')} です。`);
      if (!given.has(name)) given.set(name, []);
      open = takes === 'many' ? name : null;
      if (takes === 'none') {
        if (equals >= 0) throw new UsageError(`${name} に値は付けられません。`);
      } else if (equals >= 0) given.get(name)!.push(word.slice(equals + 1));
      else if (takes === 'one') {
        const value = words[++i];
        if (value === undefined || value.startsWith('--')) throw new UsageError(`${name} の後に値が必要です。`);
        given.get(name)!.push(value);
      }
    } else if (open !== null && !word.startsWith('=')) given.get(open)!.push(word);
    else alone.push(word);
  }
  return { alone, given };
}

/** Full-width digits are digits too. */
function wholeNumber(name: string, text: string | undefined, low: number, high: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text.normalize('NFKC'));
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new UsageError(`${name} には ${low}〜${high} の整数を指定してください（「${text}」は使えません）。`);
  }
  return value;
}

/** The one file that a command works on. */
function only(alone: readonly string[], what: string): string {
  const [file, ...more] = alone;
  if (file === undefined || more.length > 0) throw new UsageError(`${what}を 1 つ指定してください。`);
  return file;
}

function needed(value: string | undefined, name: string): string {
  if (value === undefined) throw new UsageError(`${name} でファイルを指定してください。`);
  return value;
}

/** Reads the words after `ikkatsu`. Throws UsageError with a Japanese sentence. */
export function parseArguments(words: readonly string[]): Arguments {
  const [command, ...rest] = words;
  if (command === undefined || command === 'help' || rest.includes('--help') || command === '--help')
    return { command: 'help' };
  if (command === '--version' || command === 'version') return { command: 'version' };
  if (!(command in OPTIONS))
    throw new UsageError(`「${command}」は分かりません。使えるのは run・calc・handin・fill・serve です。`);
  const { alone, given } = split(command, rest);
  const one = (name: string) => given.get(name)?.at(-1);
  const year = wholeNumber('--year', one('--year'), 2000, 2100);
  const port = wholeNumber('--port', one('--port'), 0, 65534) ?? DEFAULT_PORT;
  const yearPart = year === undefined ? {} : { year };
  const layoutsPart = given.has('--layout') ? { layouts: given.get('--layout')! } : {};
  switch (command) {
    case 'run': {
      if (alone.length === 0) throw new UsageError('読み込むファイル（csv・xlsx・zip）を 1 つ以上指定してください。');
      const [out, lists] = [one('--out'), one('--lists')];
      if (given.has('--plan') && out === undefined) throw new UsageError('--plan には --out も指定してください。');
      if (given.has('--history') && !given.has('--out'))
        throw new UsageError('--history には --out も指定してください（シート「実績の記録」に引き継ぎます）。');
      const role = one('--role');
      if (role !== undefined && !isRole(role))
        throw new UsageError(`--role は ${ROLES.join('・')} のどれかです（「${role}」は分かりません）。`);
      if (role !== undefined && !given.has('--plan'))
        throw new UsageError('--role には --plan も指定してください（計画・報告のシートを選びます）。');
      return {
        command: 'run',
        files: alone,
        json: given.has('--json'),
        joinByBirth: given.has('--join-by-birth'),
        ...(given.has('--hidden') ? { hidden: true } : {}),
        plan: given.has('--plan'),
        ...(role === undefined ? {} : { role }),
        ...(given.has('--history') ? { history: given.get('--history')! } : {}),
        ...yearPart,
        ...layoutsPart,
        ...(out === undefined ? {} : { out }),
        ...(lists === undefined ? {} : { lists }),
      };
    }
    case 'calc':
      if (alone.length === 0)
        throw new UsageError('計算する数式を 1 つ以上指定してください（例: "=IKKATSU.LOWNUTRITION()"）。');
      if (given.has('--with') && given.get('--with')!.length === 0)
        throw new UsageError('--with の後にファイルが必要です。');
      return {
        command: 'calc',
        formulas: alone,
        files: given.get('--with') ?? [],
        ...(given.has('--hidden') ? { hidden: true } : {}),
        ...yearPart,
        ...layoutsPart,
      };
    case 'serve':
      return { command: 'serve', files: alone, port };
    case 'handin': {
      const [file, out] = [only(alone, '写しを作るブック（xlsx）'), needed(one('--out'), '--out')];
      const population = wholeNumber('--population', one('--population'), 1, 200_000_000);
      return {
        command: 'handin',
        file,
        out,
        internal: given.has('--internal'),
        ...(given.has('--strict') ? { strict: true } : {}),
        ...(given.has('--without-drafts') ? { withoutDrafts: true } : {}),
        ...(given.has('--without-blank') ? { withoutBlank: true } : {}),
        ...(population === undefined ? {} : { population }),
        ...yearPart,
      };
    }
    case 'fill':
      return {
        command: 'fill',
        template: only(alone, '様式のファイル（xlsx）'),
        book: needed(one('--with'), '--with'),
        out: needed(one('--out'), '--out'),
        ...yearPart,
      };
    default:
      if (alone.length > 0) throw new UsageError(`「${alone[0]}」は分かりません。`);
      return { command: 'demo', once: given.has('--once'), port };
  }
}

export const USAGE = `使い方:
  ikkatsu run FILE...  [--year 2025] [--out book.xlsx] [--lists DIR] [--json] [--join-by-birth]
               [--layout レイアウト.json] [--plan] [--role 市町村] [--history 前のブック.xlsx]
      書き出し（csv・xlsx・zip）を読み、十の抽出目的の人数を出します。
      --out    抽出条件・一覧・共通評価指標の入ったブックを書きます
      --plan   計画・報告のシートも書きます（--out と一緒に）
      --role   だれのブックか（市町村・広域連合・都道府県）。要るシートだけを書きます（--plan と一緒に）
      --history このツールが書いた前のブックの実績を「実績の記録」に、目標をⅢ・Ⅳ に引き継ぎます（--out と一緒に。くり返し指定できます）
      --lists  目的ごとの一覧を CSV（UTF-8 BOM 付き）で書きます
      --json   結果を 1 行の JSON で出します
      --hidden 非表示のシートも使います（calc も同じ）
      --layout 作業ウィンドウで保存したレイアウト（列の対応づけ）で読みます（くり返し指定できます）
  ikkatsu calc FORMULA... [--with FILE...] [--year 2025] [--layout レイアウト.json]
      数式を計算し、1 式につき 1 行の JSON を出します。
  ikkatsu handin BOOK.xlsx --out COPY.xlsx [--internal] [--population 30000] [--strict]
               [--without-drafts] [--without-blank] [--year 2025]
      値で確定: 提出するシートを値だけの写しにし、小さい人数を伏せ、出所のシートを付けます。
      --internal        小さい人数を伏せません（内部用）
      --population      地域の人口（小さい人数の規則に使います）
      --strict          示した人数の残り（23人のうち22人なら1人）も小さい人数として伏せます（厳格）
      --without-drafts  下書きのままの欄を空にします（なければ断ります）
      --without-blank   何も書かれていない様式を除きます
  ikkatsu fill TEMPLATE.xlsx --with BOOK.xlsx --out FILLED.xlsx [--year 2025]
      ブックのシート「様式の対応」にしたがって、様式のセルだけを書きます。
  ikkatsu serve [FILE...] [--port 3000]
      ブラウザーで使える作業台を開きます。
`;
