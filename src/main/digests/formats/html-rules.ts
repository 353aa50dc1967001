/** What the elements and attributes of a page say about its text: what begins a line, what is not shown, which day is meant. */
import { readDate } from './written-dates';

export const BLOCKS = words(
  'address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section ' +
    'summary table tbody td tfoot th thead tr ul',
);
export const VOID = words('area base br col embed hr img input link meta param source track wbr');
/** What a page does not show as its text. */
export const LEFT_OUT = words(
  'audio canvas datalist iframe map noembed noframes noscript object script select style svg template textarea title video',
);
export const MENUS = words('nav footer');
/** Pages hide these while something stands over them; what they hold is the page all the same. */
export const NEVER_HIDDEN = words('html body main article');
/** The attributes that say something of all this. */
export const ATTRIBUTES = words('hidden aria-hidden style class href datetime encoding');
const WRITTEN = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });
const DAY = 24 * 60 * 60 * 1000;

const HIDING_STYLE = /\bdisplay\s*:\s*none\b|\bvisibility\s*:\s*hidden\b/i;
const HIDING_CLASS = /(?:^|\s)(?:hidden|sr-only|visually-hidden|(?:sm|md|lg):hidden)(?:\s|$)/;
/** Hidden in a small window only. */
const SHOWING_CLASS = /(?:^|\s)(?:sm|md|lg|xl|2xl):(?:block|contents|flex|grid|inline|table)/;
/** Whether these attributes hide an element in a window of a usual size. */
export function isHidden(attributes: ReadonlyMap<string, string>): boolean {
  if (attributes.has('hidden') || HIDING_STYLE.test(attributes.get('style') ?? '')) return true;
  const classes = attributes.get('class') ?? '';
  return HIDING_CLASS.test(classes) && !SHOWING_CLASS.test(classes);
}

/** The date as the page shows it, with the year that only its markup tells; the whole of it where it shows "2 days ago". */
export function spelledOut(text: string, datetime: string): string {
  const day = Date.parse(datetime.slice(0, 10));
  if (!/^\d{4}-\d\d-\d\d/.test(datetime) || Number.isNaN(day)) return text;
  const shown = readDate(text.replace(/\s+/g, ' ').trim());
  if (shown === null) return /^\s*$|\bago\b|yesterday|today|just now/i.test(text) ? WRITTEN.format(day) : text;
  if (shown.year !== null || shown.comments !== null) return text;
  // The page shows the reader's own day, which may be the one before or behind.
  for (const near of [day, day - DAY, day + DAY]) {
    const date = new Date(near);
    if (date.getUTCMonth() + 1 === shown.month && date.getUTCDate() === shown.day) return WRITTEN.format(near);
  }
  return text;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
