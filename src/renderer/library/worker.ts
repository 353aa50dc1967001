/** The library worker: offers the library to the page. */
import { expose } from 'comlink';
import { createLibrary } from './library';

expose(createLibrary());
