/** What may come from main: changes of the seeds folder as JSON, checked before anything is made of them. */
import * as v from 'valibot';
import type { EntryIdentity, JsonOf, SeedsChange } from '../../../preload/api';
import { SKETCH_SIZE } from '../papers/entries';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1));
const date = v.pipe(v.string(), v.isoDate());

const problem = v.object({ line: v.nullable(count), message: v.string() });

const sketch = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1))),
  v.check((values) => values.length === 0 || values.length === SKETCH_SIZE),
);

const identity = {
  id: v.pipe(v.string(), v.nonEmpty()),
  titleKey: v.string(),
  abstractKey: v.nullable(v.string()),
  sketch,
};

const entry = v.object({
  ...identity,
  title: v.string(),
  abstract: v.nullable(v.string()),
  authorCount: v.nullable(count),
  organization: v.nullable(v.object({ handle: v.string(), name: v.string() })),
  publishedOn: v.nullable(date),
  monthDay: v.nullable(v.pipe(v.string(), v.regex(/^\d\d-\d\d$/))),
  comments: v.nullable(count),
  links: v.array(v.string()),
  line: count,
  lastLine: count,
});

const text = v.pipe(v.string(), v.nonEmpty());
const file = { file: text, name: text };
const stamp = v.object({ size: v.number(), modifiedAt: v.number() });

const part = v.object({
  id: text,
  start: count,
  digest: v.object({
    heading: v.nullable(v.string()),
    date: v.nullable(date),
    yearInferred: v.boolean(),
    firstLine: count,
    entries: v.array(entry),
    problems: v.array(problem),
  }),
});

const change = v.variant('kind', [
  v.object({
    kind: v.literal('read'),
    ...file,
    stamp,
    readAt: v.number(),
    readerVersion: count,
    format: v.string(),
    digests: v.array(part),
    isLast: v.boolean(),
  }),
  v.object({ kind: v.literal('unreadable'), ...file, stamp, readerVersion: count, problem }),
  v.object({ kind: v.literal('removed'), file: text }),
]);

const changes = v.array(change);
const identities = v.array(v.object(identity));

/** @throws in words for the reader where the text is no list of changes */
export function parseChanges(json: JsonOf<SeedsChange[]>): SeedsChange[] {
  return parse(json, changes, 'The list of changes');
}

/** @throws in words for the reader where the text is no list of identities */
export function parseIdentities(json: JsonOf<EntryIdentity[]>): EntryIdentity[] {
  return parse(json, identities, 'The list of papers');
}

function parse<T>(json: string, schema: v.GenericSchema<unknown, T>, what: string): T {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new Error(`${what} is damaged: it is no JSON.`, { cause: error });
  }
  const result = v.safeParse(schema, parsed, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${what} is damaged at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`);
}
