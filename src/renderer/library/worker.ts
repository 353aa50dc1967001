/** The library worker: offers the library to the page. */
import { expose } from 'comlink';
import { Library } from './library';

expose(new Library());
