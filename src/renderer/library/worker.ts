/** The library worker: offers the library to the page. */
import { expose } from 'comlink';
import { createLibrary } from './library';

expose(createLibrary());

// Held as long as the worker lives, which nobody would tell the page otherwise.
const lock = `library worker ${crypto.randomUUID()}`;
void navigator.locks.request(lock, () => {
  postMessage({ lock });
  return new Promise(() => {});
});
