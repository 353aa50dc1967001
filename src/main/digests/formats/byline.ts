/** The first line of a byline: how many authors, or which organization. */
import type { Organization } from '../../../preload/api';

export interface Who {
  authorCount: number | null;
  organization: Organization | null;
}

const AUTHORS = /^•?\s*(\d{1,3}(?:,\d{3})+|\d{1,6})\s+authors?$/i;
const ORGANIZATION = /^([\p{L}\p{N}_.-]+)(?:\s+(.+))?$/u;

/**
 * Reads `• 7 authors` or `nex-agi Nex AGI`, trimmed; `null` for anything else.
 * An organization without a display name goes by its handle.
 */
export function readWho(text: string): Who | null {
  const authors = AUTHORS.exec(text)?.[1];
  if (authors !== undefined) return { authorCount: Number(authors.replaceAll(',', '')), organization: null };
  const organization = ORGANIZATION.exec(text);
  const handle = organization?.[1];
  if (handle === undefined) return null;
  return { authorCount: null, organization: { handle, name: organization?.[2] ?? handle } };
}
