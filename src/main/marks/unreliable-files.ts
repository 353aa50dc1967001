/** A file system in memory for tests: what it does can be made to fail, and it can be looked at as after a kill or a power cut. */
import { dirname } from 'node:path';
import type { JournalFile, JournalFiles } from './journal-files';

interface Node {
  /** As programs see it. */
  cached: Buffer;
  /** As it is on the disk. */
  durable: Buffer;
  /** What is not on the disk yet. A failed sync throws it away, and what programs see stays: so do Linux's. */
  pending: Write[];
}

type Write = { position: number; bytes: Buffer } | { size: number };

/** A file that came, went or got another name. */
interface Renaming {
  from: string | null;
  to: { path: string; node: Node } | null;
}

/** What had reached the disk when the power was cut. */
interface Reached {
  /** How many of the changes of names that no sync of the folder brought there; as journaling file systems do it, in their order. */
  names: number;
  /** The folder that they are in, where those of others are on another disk, and had not. */
  folder?: string | undefined;
  /** Whether files had the lengths that they were cut to. */
  sizes: boolean;
}

/** What becomes of an operation: it fails as a broken or a full disk does, or everything ends with it. */
export type Fault = 'EIO' | 'ENOSPC' | 'end';

export type Operation =
  | ('open' | 'read' | 'write' | 'size' | 'truncate' | 'sync' | 'close')
  | ('rename' | 'remove' | 'list' | 'syncFolder');

export class UnreliableFiles implements JournalFiles {
  /** By path. */
  readonly #names = new Map<string, Node>();
  readonly #durableNames = new Map<string, Node>();
  /** Names that a sync that failed threw away: they are seen, and no later sync brings them to the disk. */
  readonly #thrownAway = new Map<string, Node>();
  /** Changes of names that no sync brought to the disk yet. */
  #renamings: Renaming[] = [];
  /** Of each that was begun, in order. */
  readonly operations: Operation[] = [];
  #hasEnded = false;
  isReadOnly = false;
  /** Folders that are not there. */
  readonly missing = new Set<string>();

  /** @param faultOf what becomes of an operation, by its number from 0 */
  constructor(public faultOf: (number: number, operation: Operation) => Fault | null = () => null) {}

  async makeFolder(path: string): Promise<void> {
    this.missing.delete(path);
  }

  async open(path: string, how: 'read' | 'change' | 'create'): Promise<JournalFile> {
    this.#begin('open');
    if (this.isReadOnly && how !== 'read') throw systemError('EROFS');
    let node = this.#names.get(path);
    if (!node && how !== 'create') throw systemError('ENOENT');
    if (!node) {
      node = { cached: Buffer.alloc(0), durable: Buffer.alloc(0), pending: [] };
      this.#renamings.push({ from: null, to: { path, node } });
    }
    this.#names.set(path, node);
    if (how === 'create') change(node, { size: 0 });
    return this.#file(node);
  }

  async rename(from: string, to: string): Promise<void> {
    this.#begin('rename');
    const node = this.#names.get(from);
    if (!node) throw systemError('ENOENT');
    this.#names.delete(from);
    this.#names.set(to, node);
    this.#renamings.push({ from, to: { path: to, node } });
  }

  async remove(path: string): Promise<void> {
    this.#begin('remove');
    if (!this.#names.delete(path)) throw systemError('ENOENT');
    this.#renamings.push({ from: path, to: null });
  }

  async list(folder: string): Promise<string[]> {
    this.#begin('list');
    if (this.missing.has(folder)) throw systemError('ENOENT');
    const inside = this.paths.filter((path) => path.startsWith(`${folder}/`));
    return inside.map((path) => path.slice(folder.length + 1)).filter((name) => !name.includes('/'));
  }

  /** What is in other folders stays as it is on the disk. */
  async syncFolder(folder: string): Promise<void> {
    const isInside = (path: string) => dirname(path) === folder;
    const names = [...this.#names].filter(([path]) => isInside(path));
    const pending = names.filter(([path, node]) => this.#durableNames.get(path) !== node);
    try {
      this.#begin('syncFolder');
    } catch (error) {
      for (const [path, node] of pending) this.#thrownAway.set(path, node);
      throw error;
    } finally {
      // Where all ends with it, any part of it may have been done.
      if (!this.#hasEnded)
        this.#renamings = this.#renamings.filter(({ from, to }) => !isInside(from ?? to?.path ?? ''));
    }
    for (const path of this.#durableNames.keys()) {
      if (isInside(path) && !this.#names.has(path)) this.#durableNames.delete(path);
    }
    for (const [path, node] of pending) if (this.#thrownAway.get(path) !== node) this.#durableNames.set(path, node);
  }

  get paths(): string[] {
    return [...this.#names.keys()];
  }

  contentOf(path: string): Buffer {
    return Buffer.from(this.#names.get(path)?.cached ?? Buffer.alloc(0));
  }

  /** Puts a file there, on the disk at once. */
  put(path: string, bytes: Uint8Array): void {
    const node = { cached: Buffer.from(bytes), durable: Buffer.from(bytes), pending: [] };
    this.#names.set(path, node);
    this.#durableNames.set(path, node);
  }

  /** What another program finds after this one was killed. */
  afterKill(): UnreliableFiles {
    const files = new UnreliableFiles();
    for (const [path, { cached, durable, pending }] of this.#names) {
      files.#names.set(path, { cached, durable, pending: [...pending] });
    }
    for (const [path, node] of files.#names) {
      if (this.#durableNames.get(path) === this.#names.get(path)) files.#durableNames.set(path, node);
      if (this.#thrownAway.get(path) === this.#names.get(path)) files.#thrownAway.set(path, node);
    }
    return files;
  }

  /** How many changes of names no sync brought to the disk. */
  get pendingNames(): number {
    return this.#renamings.length;
  }

  /** How many bytes are written and not on the disk. */
  get pendingBytes(): number {
    const writes = [...this.#names.values()].flatMap(({ pending }) => pending);
    return writes.reduce((sum, write) => sum + ('bytes' in write ? write.bytes.length : 0), 0);
  }

  /**
   * What is found after a power cut.
   *
   * @param reached how many of the pending bytes of each file had reached the disk
   * @param order whether those were the first that were written or the last; zeros stand where the others would
   * @param hasNames whether the changes of names had; or which of them, and whether those of sizes had
   */
  afterPowerCut(reached: number, order: 'first' | 'last', hasNames: boolean | Reached): UnreliableFiles {
    const files = new UnreliableFiles();
    const { names, sizes, folder } =
      typeof hasNames === 'boolean' ? { names: hasNames, sizes: true, folder: undefined } : hasNames;
    for (const [path, node] of names === true ? this.#names : this.#namesAfter(Number(names), folder)) {
      const left = { cached: node.durable, durable: node.durable, pending: [] };
      for (const write of cut(node.pending, reached, order)) if (sizes || 'bytes' in write) change(left, write);
      files.put(path, left.cached);
    }
    return files;
  }

  /** @param count how many of the pending changes are done @param folder see `Reached` */
  #namesAfter(count: number, folder?: string): Map<string, Node> {
    const names = new Map(this.#durableNames);
    for (const { from, to } of this.#renamings.slice(0, count)) {
      if (folder !== undefined && dirname(from ?? to?.path ?? '') !== folder) continue;
      if (from !== null) names.delete(from);
      if (to) names.set(to.path, to.node);
    }
    return names;
  }

  #begin(operation: Operation): Fault | null {
    if (this.#hasEnded) throw new Error('All has ended.');
    const fault = this.faultOf(this.operations.length, operation);
    this.operations.push(operation);
    if (fault === 'end') this.#hasEnded = true;
    if (fault !== null && operation !== 'write' && operation !== 'sync') throw systemError(fault);
    return fault;
  }

  #file(node: Node): JournalFile {
    return {
      read: async (bytes, position) => {
        this.#begin('read');
        return node.cached.copy(bytes, 0, position);
      },
      write: async (bytes, position) => {
        const fault = this.#begin('write');
        // The first call takes only some of it, as POSIX allows; where it fails, a part may have been written.
        const length = fault === null && bytes.length > 1 ? bytes.length - 1 : Math.floor(bytes.length / 2);
        const taken = bytes.length === 1 && fault === null ? 1 : length;
        change(node, { position, bytes: Buffer.from(bytes.subarray(0, taken)) });
        if (fault !== null) throw systemError(fault);
        return taken;
      },
      size: async () => {
        this.#begin('size');
        return node.cached.length;
      },
      truncate: async (size) => {
        this.#begin('truncate');
        change(node, { size });
      },
      sync: async () => {
        const fault = this.#begin('sync');
        if (fault === 'end') throw systemError(fault);
        const { pending } = node;
        node.pending = [];
        if (fault !== null) throw systemError(fault);
        const onDisk = { cached: node.durable, durable: node.durable, pending: [] };
        for (const write of pending) change(onDisk, write);
        node.durable = onDisk.cached;
      },
      close: async () => {
        this.#begin('close');
      },
    };
  }
}

function change(node: Node, write: Write): void {
  const end = 'size' in write ? write.size : Math.max(node.cached.length, write.position + write.bytes.length);
  const cached = Buffer.alloc(end);
  node.cached.copy(cached);
  if ('bytes' in write) write.bytes.copy(cached, write.position);
  node.cached = cached;
  node.pending.push(write);
}

/** The part of writes that so many of their bytes make; what is left out is zeros. */
function cut(writes: readonly Write[], reached: number, order: 'first' | 'last'): Write[] {
  let length = 0;
  for (const write of writes) if ('bytes' in write) length += write.bytes.length;
  const from = order === 'first' ? 0 : Math.max(0, length - reached);
  const to = order === 'first' ? reached : length;
  const left: Write[] = [];
  let at = 0;
  for (const write of writes) {
    if ('size' in write) {
      left.push(write);
      continue;
    }
    const start = Math.max(0, from - at);
    const end = Math.min(write.bytes.length, to - at);
    if (end > start) left.push({ position: write.position + start, bytes: write.bytes.subarray(start, end) });
    at += write.bytes.length;
  }
  return left;
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: it failed`), { code });
}
