/** JSON of a `T`, on its way to somewhere else: the page hands it on unread, so that it never pays for the parsing. */
export type JsonOf<T> = string & { readonly __json: T };
