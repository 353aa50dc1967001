/** What was pasted: files, or the text of a page as the digest that it is. */
import type { Inspection } from '../../preload/api';
import { fromFile, fromText, type Gathered, type Incoming } from './incoming';

/** What is left of a paste once its event is over. */
export interface Pasted {
  files: File[];
  text: string;
  html: string;
}

/** To be called while the event is dispatched: its data is gone afterwards. `null` where there is nothing to take. */
export function pastedData(data: Pick<DataTransfer, 'files' | 'getData'> | null): Pasted | null {
  const pasted = {
    files: [...(data?.files ?? [])],
    text: data?.getData('text/plain') ?? '',
    html: data?.getData('text/html') ?? '',
  };
  const isEmpty = pasted.files.length === 0 && pasted.text.trim() === '' && pasted.html.trim() === '';
  return isEmpty ? null : pasted;
}

/**
 * A copied page comes as plain text and as HTML. The text is what digests mostly are; the HTML is taken where only
 * that can be read as one.
 *
 * @param inspect says what a file would bring
 */
export async function gatherPasted(
  { files, text, html }: Pasted,
  now: Date,
  inspect: (incoming: Incoming) => Promise<Inspection>,
): Promise<Gathered> {
  if (files.length > 0) return { files: files.map((file) => fromFile(file)), passedOver: [] };
  const name = pastedName(now);
  const asText = fromText(text, `${name}.txt`);
  const asHtml = fromText(html, `${name}.html`);
  const isHtmlBetter =
    html.trim() !== '' &&
    (text.trim() === '' || ((await inspect(asText)).kind === 'refused' && (await inspect(asHtml)).kind === 'readable'));
  return { files: [isHtmlBetter ? asHtml : asText], passedOver: [] };
}

/** `Pasted 2026-11-21 09.30.15`, in local time. */
function pastedName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `Pasted ${day} ${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`;
}
