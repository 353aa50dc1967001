/**
 * The text of a page that was saved as Markdown, in lines: what is set apart stands between blank lines, formulas stay as they are.
 *
 * The parser takes its time, more so the more signs stand in one place. So it gets a few papers at a time, without the blocks that
 * have nothing for it; what no page would have is left as it stands.
 */
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as textOf } from 'mdast-util-to-string';
import { textOfHtml } from './html-text';
import type { SourceText } from './index';
import { Verbatim } from './markdown-verbatim';
import { MarkedLines } from './marked-lines';

/** Characters that are parsed at once, up to where the next block begins. */
const PIECE = 16 * 1024;
const LONGEST_PIECE = 64 * 1024;
/** So many characters of a piece may mean something in Markdown. */
const MOST_SIGNS = 4000;
const SIGNS = /[*_[\]`<>!&#+\\-]/g;
const NEXT_BLOCK = /\n(?:[^\S\n]*\n(?=\S)|(?=(?:#{1,6}|[-*+])[^\S\n]))/g;
const FRONT_MATTER = /^\ufeff?---[^\S\n]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[^\S\n]*(?:\n|$)/;
const DEFINITION = /^ {0,3}\[([^\]\n]{1,200})\]:[^\S\n]*\S.*$/gm;
const REFERENCE = /\[([^\][\n]{1,200})\](?![(:])/g;
/** Text of a page is indented now and then; it is no program for that. */
const NO_INDENTED_CODE = { extensions: [{ disable: { null: ['codeIndented'] } }] };

/** The lines of Markdown, with the lines of the source where each begins. */
export function textOfMarkdown(markdown: string): SourceText {
  return new MarkdownText(markdown).read();
}

class MarkdownText {
  readonly #markdown: string;
  readonly #lines = new MarkedLines();
  /** By what a link calls it: where an address is defined, which may be far from the link. */
  readonly #definitions = new Map<string, string>();
  #verbatim = new Verbatim('');
  /** How many lines of the source stand above the piece that is read. */
  #linesAbove = 0;

  constructor(markdown: string) {
    this.#markdown = markdown;
    for (const [definition, label = ''] of markdown.matchAll(DEFINITION)) {
      const key = label.toLowerCase();
      if (!this.#definitions.has(key)) this.#definitions.set(key, definition);
    }
  }

  read(): SourceText {
    const start = FRONT_MATTER.exec(this.#markdown)?.[0].length ?? 0;
    this.#linesAbove = countLineEnds(this.#markdown.slice(0, start));
    for (const piece of piecesOf(this.#markdown, start)) {
      this.#read(piece);
      this.#linesAbove += countLineEnds(piece);
    }
    return this.#lines.finish();
  }

  #read(piece: string): void {
    this.#verbatim = new Verbatim(piece);
    const { masked } = this.#verbatim;
    if (masked.length <= LONGEST_PIECE && (masked.match(SIGNS)?.length ?? 0) <= MOST_SIGNS) {
      this.#write(fromMarkdown(masked + this.#definitionsFor(piece), NO_INDENTED_CODE));
    } else this.#copy({ text: piece, lineNumbers: null }, 1);
  }

  #definitionsFor(piece: string): string {
    if (this.#definitions.size === 0) return '';
    const found = new Set<string>();
    for (const [, label = ''] of piece.matchAll(REFERENCE)) {
      const definition = this.#definitions.get(label.toLowerCase());
      if (definition !== undefined) found.add(definition);
    }
    return found.size === 0 ? '' : `\n\n${[...found].join('\n')}\n`;
  }

  #write(node: Nodes): void {
    const line = node.position?.start.line ?? 1;
    switch (node.type) {
      case 'heading':
        this.#lines.endPart();
        this.#add(textOf(node, { includeImageAlt: false, includeHtml: false }), line);
        this.#lines.endPart();
        return;
      case 'paragraph':
        this.#lines.endBlock();
        for (const [index, child] of node.children.entries()) {
          this.#write(child);
          if (index === 0 && isTitle(child, node.children[1])) this.#lines.endBlock();
        }
        this.#lines.endBlock();
        return;
      case 'text':
      case 'inlineCode':
        this.#add(node.value, line);
        return;
      case 'link':
        this.#lines.openLink(node.url);
        for (const child of node.children) this.#write(child);
        this.#lines.closeLink();
        return;
      case 'break':
        this.#lines.endLine();
        return;
      case 'thematicBreak':
        this.#lines.endPart();
        return;
      case 'image':
      case 'imageReference':
        this.#lines.add(' ', this.#linesAbove + line);
        return;
      case 'code':
        // Behind the line of the fence.
        this.#copy({ text: this.#verbatim.restore(node.value), lineNumbers: null }, line + 1);
        return;
      case 'html':
        if (/^<br\b/i.test(node.value)) this.#lines.endLine();
        else this.#copy(textOfHtml(this.#verbatim.restore(node.value)), line);
        return;
      default:
        if ('children' in node) for (const child of node.children) this.#write(child);
    }
  }

  /** Adds text in which line ends are those of the source. */
  #add(text: string, line: number): void {
    let number = this.#linesAbove + line;
    for (const [index, part] of this.#verbatim.restore(text).split('\n').entries()) {
      if (index > 0) this.#lines.endLine();
      this.#lines.add(part, number++);
    }
  }

  /**
   * Adds text as it stands, blank lines included.
   *
   * @param line of the source where it begins
   */
  #copy({ text, lineNumbers }: SourceText, line: number): void {
    if (text === '') return;
    if (text.includes('\n')) this.#lines.endBlock();
    for (const [index, part] of text.split('\n').entries()) {
      if (part.trim() === '') this.#lines.endBlock();
      else this.#lines.add(part, this.#linesAbove + line - 1 + (lineNumbers?.[index] ?? index + 1));
      this.#lines.endLine();
    }
  }
}

/** Whether a paragraph begins with a title: bold, or a link, in a line of its own. */
function isTitle(first: Nodes, second: Nodes | undefined): boolean {
  if (first.type !== 'strong' && first.type !== 'link') return false;
  return second?.type === 'break' || (second?.type === 'text' && second.value.startsWith('\n'));
}

function* piecesOf(text: string, start: number): Generator<string> {
  const next = new RegExp(NEXT_BLOCK);
  for (let from = start; from < text.length; ) {
    next.lastIndex = from + PIECE;
    const found = next.exec(text);
    const end = found === null ? text.length : found.index + found[0].length;
    yield text.slice(from, end);
    from = end;
  }
}

function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
