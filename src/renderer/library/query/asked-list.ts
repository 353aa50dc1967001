/** What a list is asked to be of. */
import type { ListRequest } from '../list-records';
import { ALL, type Expression, joined } from './language/expression';
import { parseQuery } from './language/parse-query';
import { today } from './language/today';

export interface AskedList {
  request: ListRequest;
  /** What its papers must meet; `digestId` apart. */
  expression: Expression;
  /** Tells the list from others, however it is sorted. */
  name: string;
}

export const ALL_PAPERS: AskedList = {
  request: { within: '', digestId: null, search: '', sort: [], group: null },
  expression: ALL,
  name: '',
};

export function understood(request: ListRequest): AskedList {
  const queries = [request.within, request.search].filter((query) => query.trim() !== '');
  const parts = queries.map((query) => parseQuery(query, today()).expression);
  const name = JSON.stringify([request.within, request.digestId, request.search]);
  return { request, expression: joined('and', parts) ?? ALL, name };
}
