/** What a query means, apart from how it is written. */
import type { Status } from '../../library-api';

/** Where words may be looked for; `any` is all of them. */
export type TextField = 'any' | 'title' | 'abstract' | 'organization' | 'tag' | 'note';

/** What may be compared with numbers; unknown values are in no range. */
export type NumberColumn = 'authors' | 'comments' | 'sightings';

/** What may be compared with days. `seen` is the day of any digest that lists the paper; `read`, `starred` … when the reader said so. */
export type DayColumn = 'published' | 'seen' | 'read' | 'starred' | 'noted';

export type Expression =
  /** Every paper: what an empty query means. */
  | { kind: 'all' }
  | { kind: 'and' | 'or'; parts: Expression[] }
  | { kind: 'not'; part: Expression }
  /** Words next to each other, in this order (as `tokensOf` of the search index makes them); the last may be the beginning of a word. */
  | { kind: 'text'; field: TextField; words: string[]; isPrefix: boolean }
  /** A digest whose day, or the name of whose file, begins so; folded. */
  | { kind: 'digest'; name: string }
  | { kind: 'is'; what: Status | 'starred' | 'new' }
  | { kind: 'has'; what: 'note' | 'link' | 'organization' | 'tag' | 'abstract' }
  /** Both ends are included; `null` is open. */
  | { kind: 'numbers'; column: NumberColumn; from: number | null; to: number | null }
  /** Days since 1970, both ends included; `null` is open. */
  | { kind: 'days'; column: DayColumn; from: number | null; to: number | null };
