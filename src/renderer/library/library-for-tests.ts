/** A library in a database of its own, opened anew for each test. */
import { afterEach, beforeEach } from 'vitest';
import type { KnownFile, SeedsChange } from '../../preload/api';
import { asJson } from './digests/invented-digests';
import { FakeJournal } from './journal/fake-journal';
import { createLibrary } from './library';
import type { LibraryContents, LibraryEvents, MarkReport, OpenedLibrary } from './library-api';
import type { ListRequest, PaperRow } from './list-records';
import type { DigestSummary, PaperDetails } from './paper-records';

export const ALL: ListRequest = {
  within: '',
  digestId: null,
  search: '',
  sort: [{ column: 'digest', descending: true }],
  group: null,
};

interface HeardEvents extends LibraryEvents {
  failures: string[];
  reports: MarkReport[];
  savings: [saved: number, total: number][];
  searchReady: number;
  replaced: number;
}

let databases = 0;

export class LibraryForTests {
  readonly name = `library ${databases++}`;
  library = createLibrary(this.name);
  events = heardEvents();
  journal = new FakeJournal();

  async open(): Promise<OpenedLibrary & Omit<LibraryContents, 'files'> & { files: KnownFile[] }> {
    this.library = createLibrary(this.name);
    this.events = heardEvents();
    const opened = await this.library.open(this.events, this.journal);
    return { ...opened, ...(await this.library.contents()), files: await this.files() };
  }

  restart() {
    this.library.close();
    return this.open();
  }

  take(...changes: SeedsChange[]) {
    return this.library.ingest(asJson(...changes), false);
  }

  /** The titles that are listed, in their order. */
  async titles(request: Partial<ListRequest> = {}): Promise<string[]> {
    const { shown } = await this.library.list({ ...ALL, ...request });
    return (await this.papers(shown)).map((row) => row.title);
  }

  /** All of them, newest first. */
  digests(): Promise<DigestSummary[]> {
    return this.library.digests(0, 1000);
  }

  async files(): Promise<KnownFile[]> {
    return JSON.parse((await this.library.contents()).files);
  }

  async idOf(title: string): Promise<string> {
    const { shown } = await this.library.list(ALL);
    const row = (await this.papers(shown)).find((candidate) => candidate.title === title);
    if (!row) throw new Error(`No paper ${title}`);
    return row.id;
  }

  /** The first papers of the latest list; heads of groups are passed over. */
  async papers(count: number): Promise<PaperRow[]> {
    return (await this.library.rows(0, count)).filter((row) => row.kind === 'paper');
  }

  async paper(title: string): Promise<PaperDetails> {
    const paper = await this.library.paper(await this.idOf(title));
    if (!paper) throw new Error(`No paper ${title}`);
    return paper;
  }
}

/** What a test reads the library of that it is about from: `.current`. */
export function libraryForEachTest(): { current: LibraryForTests } {
  const opened = { current: new LibraryForTests() };
  beforeEach(async () => {
    opened.current = new LibraryForTests();
    await opened.current.open();
  });
  afterEach(() => opened.current.library.close());
  return opened;
}

/** While `work` runs, nothing can be put into these tables. */
export async function refusing(names: string[], work: () => Promise<unknown>): Promise<void> {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, key) {
    if (names.includes(this.name)) throw new DOMException('Quota exceeded', 'QuotaExceededError');
    return put.call(this, value, key);
  };
  try {
    await work();
  } finally {
    IDBObjectStore.prototype.put = put;
  }
}

function heardEvents(): HeardEvents {
  const events: HeardEvents = {
    failures: [],
    reports: [],
    savings: [],
    searchReady: 0,
    replaced: 0,
    onSaveFailed: (message) => events.failures.push(message),
    onSaved: () => {},
    onMarked: (report) => events.reports.push(report),
    onSaving: (saved, total) => events.savings.push([saved, total]),
    onSearchReady: () => {
      events.searchReady++;
    },
    onReplaced: () => {
      events.replaced++;
    },
  };
  return events;
}
