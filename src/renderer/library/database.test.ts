import { expect, test } from 'vitest';
import { LibraryDatabase, openDatabase } from './database';
import { storageReason } from './storage-reason';

/** As other code would open it: its native version and stores. */
function nativeDatabase(name: string, version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => request.result.createObjectStore(`made by ${version}`);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

test('fault 42: a database of a newer version is refused and left as it is', async () => {
  (await nativeDatabase('from the future', 40)).close();
  await expect(openDatabase('from the future')).rejects.toThrow(/newer version of Offprint/);
  const after = await nativeDatabase('from the future');
  expect([after.version, ...after.objectStoreNames]).toEqual([40, 'made by 40']);
});

test('the schema of version 3 is as it will be released', async () => {
  const db = await openDatabase('version 3');
  const stores = db.tables
    .map((table) => [table.name, table.schema.primKey.keyPath, table.schema.indexes.length])
    .sort();
  expect(stores).toEqual([
    ['abstracts', 'digestId', 0],
    ['corrections', 'digestId', 0],
    ['decisions', 'id', 0],
    ['files', 'file', 0],
    ['journals', 'device', 0],
    ['lists', 'id', 0],
    ['markBlocks', 'block', 0],
    ['markIdentities', 'block', 0],
    ['orders', 'name', 0],
    ['pages', 'id', 0],
    ['segmentPieces', 'id', 0],
    ['segments', 'id', 0],
    ['tags', 'id', 0],
    ['views', 'name', 0],
  ]);
  expect(db.verno).toBe(3);
  db.close();
  const again = await openDatabase('version 3');
  expect(again.isOpen()).toBe(true);
  again.close();
});

test('a write is on the disk before it is acknowledged', async () => {
  const durabilities: unknown[] = [];
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === 'readwrite') durabilities.push(options?.durability);
    return transaction.call(this, stores, mode, options);
  };
  try {
    const db = new LibraryDatabase('durable');
    await db.views.put({ name: 'table', state: null });
    db.close();
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
  expect(durabilities).toEqual(['strict']);
});

test('a full disk is named', () => {
  const error = new Error('Encountered full disk while opening backing store');
  expect(storageReason(error)).toBe('Encountered full disk while opening backing store.');
  error.name = 'QuotaExceededError';
  expect(storageReason(error)).toBe('the disk is full. Free some space.');
});

test('a database that fails to open for its damage is opened once more', async () => {
  const { databases } = indexedDB;
  const open = indexedDB.open;
  let failures = 0;
  const failing = (): never => {
    failures++;
    throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
  };
  try {
    indexedDB.databases = async () => (failures > 0 ? databases.call(indexedDB) : failing());
    (await openDatabase('damaged')).close();
    expect(failures).toBe(1);
    indexedDB.databases = databases;
    indexedDB.open = failing;
    await expect(openDatabase('damaged')).rejects.toThrow('The library could not be opened: Internal error');
    expect(failures).toBeGreaterThan(2);
  } finally {
    Object.assign(indexedDB, { databases, open });
  }
});
