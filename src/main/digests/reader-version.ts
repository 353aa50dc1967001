/** Which version of the reader this is: raise it when digests are read better, and all files are read once more. */
export const READER_VERSION = 2;
