import { describe, expect, test, vi } from 'vitest';
import { LibraryWorker, type WorkerLife } from './library-worker';

/** Lives that answer what they are told to, and end when they are told to. */
function box() {
  const lives: FakeLife[] = [];
  let now = 0;
  const heard: string[] = [];
  const worker = new LibraryWorker({
    start: () => {
      const life = new FakeLife();
      lives.push(life);
      return life;
    },
    now: () => now,
    joined: (earlier, later) => {
      const isTyping = earlier.name === 'type' && later.name === 'type' && earlier.args[0] === later.args[0];
      return isTyping ? [...earlier.args, ...later.args.slice(1)] : null;
    },
  });
  worker.listen({
    restarted: (isByItself) => heard.push(isByItself ? 'restarted by itself' : 'restarted'),
    lost: (error) => heard.push(`lost: ${error instanceof Error ? error.message : error}`),
  });
  const wait = (time: number) => {
    now += time;
  };
  const latest = () => lives.at(-1) as FakeLife;
  return { worker, lives, latest, heard, wait };
}

class FakeLife implements WorkerLife {
  asked: string[] = [];
  isEnded = false;
  #finish: () => void = () => {};
  readonly ended = new Promise<void>((resolve) => {
    this.#finish = resolve;
  });
  #answers = new Map<string, (value: unknown) => void>();

  call(name: string, args: readonly unknown[]): Promise<unknown> {
    this.asked.push([name, ...args].join(' '));
    if (name === 'open') return Promise.resolve('opened');
    const answer = new Promise((resolve) => this.#answers.set(name, resolve));
    return Promise.race([answer, this.ended.then(() => Promise.reject(new Error('It has ended.')))]);
  }

  answer(name: string, value: unknown): void {
    this.#answers.get(name)?.(value);
  }

  end(): void {
    this.isEnded = true;
  }

  /** As if something had killed it. */
  async die(): Promise<void> {
    this.#finish();
    await settled();
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the library worker', () => {
  test('is opened first, whatever is asked before', async () => {
    const { worker, latest } = box();
    const listed = worker.call('list', []);
    expect(await worker.open('open', ['events'])).toBe('opened');
    expect(latest().asked).toEqual(['open events', 'list']);
    latest().answer('list', 3);
    expect(await listed).toBe(3);
  });

  test('fault 48: that ended is followed by another, which is asked what had no answer, in its order', async () => {
    const { worker, lives, latest, heard } = box();
    await worker.open('open', []);
    const [rows, marked] = [worker.call('rows', [0, 9]), worker.call('mark', ['a'])];
    const answered = worker.call('totals', []);
    latest().answer('totals', 5);
    expect(await answered).toBe(5);
    await latest().die();
    expect(lives).toHaveLength(2);
    expect(latest().asked).toEqual(['open', 'rows 0 9', 'mark a']);
    expect(heard).toEqual(['restarted by itself']);
    latest().answer('mark', 'stored');
    latest().answer('rows', []);
    expect(await marked).toBe('stored');
    expect(await rows).toEqual([]);
  });

  test('calls that come to one are asked of the next as one, and all are answered', async () => {
    const { worker, latest } = box();
    await worker.open('open', []);
    const typed = ['a', 'b', 'c'].map((letter) => worker.call('type', ['here', letter]));
    const [listed, elsewhere] = [worker.call('list', []), worker.call('type', ['there', 'd'])];
    await latest().die();
    expect(latest().asked).toEqual(['open', 'type here a b c', 'list', 'type there d']);
    latest().answer('list', []);
    await listed;
    const all = [...typed, elsewhere].map((call) => expect(call).rejects.toThrow('The library stopped'));
    await latest().die();
    await Promise.all(all);
  });

  test('a call that two lives died of is refused', async () => {
    const { worker, latest, heard } = box();
    await worker.open('open', []);
    const refused = expect(worker.call('list', [])).rejects.toThrow('The library stopped while it worked on this');
    await latest().die();
    await latest().die();
    await refused;
    expect(heard).toEqual(['restarted by itself', 'restarted by itself']);
    expect(latest().asked).toEqual(['open']);
  });

  test('that ends again and again is given up; that ends now and then is not', async () => {
    const { worker, latest, heard, wait } = box();
    await worker.open('open', []);
    for (let end = 0; end < 10; end++) {
      wait(61_000);
      await latest().die();
    }
    expect(heard).toEqual(Array.from({ length: 10 }, () => 'restarted by itself'));
    const listed = expect(worker.call('list', [])).rejects.toThrow('The library stopped');
    for (let end = 0; end < 3; end++) await latest().die();
    await listed;
    expect(heard.at(-1)).toBe('lost: The library stopped again and again.');
    await expect(worker.call('list', [])).rejects.toThrow('The library stopped');
  });

  test('can be put in the place of another, and what waits goes to the new one', async () => {
    const { worker, lives, latest, heard } = box();
    await worker.open('open', []);
    const listed = worker.call('list', []);
    await worker.restart();
    expect(lives.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    // What the old one still says is none of the new one's business.
    lives[0]?.answer('list', 'old');
    latest().answer('list', 'new');
    expect(await listed).toBe('new');
    await lives[0]?.die();
    expect(heard).toEqual(['restarted']);
    expect(lives).toHaveLength(2);
  });

  test('that ends while it is opened again is followed by another', async () => {
    const { worker, lives, latest, heard } = box();
    await worker.open('open', []);
    const listed = worker.call('list', []);
    vi.spyOn(FakeLife.prototype, 'call').mockImplementationOnce(async function (this: FakeLife) {
      await this.ended;
      throw new Error('It has ended.');
    });
    await latest().die();
    await latest().die();
    vi.restoreAllMocks();
    expect(lives).toHaveLength(3);
    latest().answer('list', 3);
    expect(await listed).toBe(3);
    expect(heard).toEqual(['restarted by itself']);
  });

  test('that cannot be opened again is given up', async () => {
    const { worker, lives, latest, heard } = box();
    await worker.open('open', []);
    vi.spyOn(FakeLife.prototype, 'call').mockRejectedValueOnce(new Error('The disk is full.'));
    await latest().die();
    vi.restoreAllMocks();
    expect(lives).toHaveLength(2);
    expect(heard).toEqual(['lost: The disk is full.']);
  });
});
