/**
 * Keeps what the engine made of the scripts of the command line and of the page beside them, so that the next run does not
 * parse and compile them again: half of the time that a formula takes. Source: Node.js, vm.Script (cachedData).
 */
import fs from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import zlib from 'node:zlib';

/** Code of one script, with the checksum of the script that it was made of. */
interface Kept {
  readonly name: string;
  readonly script: vm.Script;
  readonly checksum: number;
  /** Whether the script runs from code that was kept. */
  readonly isTaken: boolean;
}

interface LoadedModule {
  exports: unknown;
}
type Loader = (module: LoadedModule, filename: string) => void;
/** What `require` does with files, by the end of their names: known to all that prepare files, and not to the types of Node. */
const LOADERS = (Module as unknown as { readonly _extensions: Record<string, Loader> })._extensions;

/** Bytes of the checksum of the code itself: the engine takes damaged code for good. */
const HEAD = 4;
/** The list of what the kept code was made by. */
const KINDS = 'kinds.json';

const hex = (number: number): string => number.toString(16).padStart(8, '0');

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    // Without kept code everything works as well, only slower.
    return undefined;
  }
}

/** The code of scripts in a folder that belongs to one version of the engine. */
export class CodeCache {
  private readonly folder: string;
  private readonly kept: Kept[] = [];

  /** @param parent the folder in which versions of the engine have their folders */
  constructor(parent: string) {
    this.folder = path.join(parent, `${process.version}-${hex(v8.cachedDataVersionTag())}`);
  }

  /** The compiled script, from kept code where that fits. Throws what compiling throws. */
  script(name: string, source: string, bytes: Buffer, options: vm.ScriptOptions): vm.Script {
    const checksum = zlib.crc32(bytes);
    const cachedData = this.codeOf(name, checksum);
    const script = new vm.Script(source, { ...options, ...(cachedData && { cachedData }) });
    const isTaken = cachedData !== undefined && script.cachedDataRejected !== true;
    this.kept.push({ name, script, checksum, isTaken });
    return script;
  }

  /**
   * Keeps the code of all scripts, with what has been compiled of them until now; nothing where the same kind of run has
   * kept it before. What cannot be written is left out.
   */
  save(kind: string): void {
    const kinds = quietly(() => JSON.parse(fs.readFileSync(path.join(this.folder, KINDS), 'utf8')) as unknown);
    const known = Array.isArray(kinds) ? kinds.map(String) : [];
    if (known.includes(kind) && this.kept.every(({ isTaken }) => isTaken)) return;
    quietly(() => {
      fs.mkdirSync(this.folder, { recursive: true });
      for (const { name, script, checksum } of this.kept) {
        const code = script.createCachedData();
        const head = Buffer.alloc(HEAD);
        head.writeUInt32LE(zlib.crc32(code));
        this.write(this.fileOf(name, checksum), Buffer.concat([head, code]));
        this.removeOthers(name, checksum);
      }
      this.write(KINDS, Buffer.from(JSON.stringify([...new Set([...known, kind])])));
    });
  }

  private fileOf(name: string, checksum: number): string {
    return `${name}.${hex(checksum)}.code`;
  }

  private codeOf(name: string, checksum: number): Buffer | undefined {
    return quietly(() => {
      const file = fs.readFileSync(path.join(this.folder, this.fileOf(name, checksum)));
      const code = file.subarray(HEAD);
      return zlib.crc32(code) === file.readUInt32LE(0) ? code : undefined;
    });
  }

  /** Another process never sees half of a file. */
  private write(name: string, content: Buffer): void {
    const aside = path.join(this.folder, `${name}.${process.pid}.tmp`);
    try {
      fs.writeFileSync(aside, content);
      fs.renameSync(aside, path.join(this.folder, name));
    } finally {
      fs.rmSync(aside, { force: true });
    }
  }

  /** Removes the code of a script as it was before. */
  private removeOthers(name: string, checksum: number): void {
    const others = new RegExp(`^${name.replace(/[^\w-]/g, '\\$&')}\\.[0-9a-f]{8}\\.code$`);
    for (const file of fs.readdirSync(this.folder))
      if (others.test(file) && file !== this.fileOf(name, checksum))
        quietly(() => fs.rmSync(path.join(this.folder, file), { force: true }));
  }
}

/** Has `require` take the scripts of a folder from kept code. */
export function keepModules(folder: string, cache: CodeCache): void {
  const ordinary = LOADERS['.cjs'] ?? LOADERS['.js']!;
  LOADERS['.cjs'] = (module, filename) => {
    if (path.dirname(filename) !== folder) return ordinary(module, filename);
    const bytes = fs.readFileSync(filename);
    const script = cache.script(path.basename(filename), Module.wrap(bytes.toString('utf8')), bytes, {
      filename,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const run = script.runInThisContext() as (...given: unknown[]) => void;
    run.call(module.exports, module.exports, createRequire(filename), module, filename, folder);
  };
}

/** Scripts that a page loads from an address; others are short, and different each time. */
const PAGE_SCRIPT = /^https:\/\/[^/]+\/(?:[^?#]*\/)?([\w.-]+\.js)$/;

/** Has scripts of pages taken from kept code. */
export function keepPageScripts(cache: CodeCache): void {
  const ordinary = vm.runInContext.bind(vm) as typeof vm.runInContext;
  vm.runInContext = (source, context, options) => {
    const filename = typeof options === 'object' ? options.filename : undefined;
    const name = filename === undefined ? undefined : PAGE_SCRIPT.exec(filename)?.[1];
    if (name === undefined || typeof options !== 'object') return ordinary(source, context, options) as unknown;
    const script = cache.script(`page-${name}`, source, Buffer.from(source), options);
    return script.runInContext(context, options) as unknown;
  };
}
