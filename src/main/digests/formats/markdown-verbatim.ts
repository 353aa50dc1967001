/**
 * Keeps from being read as Markdown what is none: blocks without any sign of it, which are most abstracts, formulas
 * (`$a_1 * b_1$` has no emphasis in it), and addresses in running text.
 */

/** Lines up to the next blank one. */
const BLOCK = /^[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*/gm;
/** Without one of these a block says the same in Markdown and in text. */
const MARKUP = /[\\`*_[\]<>&]|^[^\S\n]*(?:#|[-+=~]|\d+[.)](?:\s|$))/m;

/** As pandoc has it: no space inside of the dollars, and no digit behind them, or it is about money. */
const FORMULA = /(?<!\\)(\$\$?)(?![\s$])(?:\\.|[^$\\\n]){1,1000}?(?<!\s)\1(?!\d)/;
/** Only where it has an underscore, and is not what a link leads to: then Markdown itself takes it as it is. */
const ADDRESS = /(?<!\]\(|[<\w])https?:\/\/[^\s<>"`\\*[\]_]{1,1000}_[^\s<>"`\\*[\]]{0,1000}(?=[\s<>"`*[\]]|$)/;
const EITHER = new RegExp(`${FORMULA.source}|${ADDRESS.source}`, 'g');
/** Stands for one of them. No page has these signs, which Unicode leaves to private use. */
const PLACE = /\ue000(\d+)\ue001(\n*)/g;
/** Some programs escape what is in a formula like everything else: `$x\_1 \\log x$`. */
const ESCAPED = /\\\\[A-Za-z]|\\[_*]/;
const COMMAND = /(?<!\\)\\[A-Za-z]/;

export class Verbatim {
  /** The text with signs in the places of all that; its lines stay where they are. */
  readonly masked: string;
  readonly #parts: string[] = [];

  constructor(markdown: string) {
    this.masked = markdown
      .replace(BLOCK, (block) => (MARKUP.test(block) ? block : this.#keep(block) + block.replace(/[^\n]+/g, '')))
      .replace(EITHER, (part) => this.#keep(part));
  }

  #keep(part: string): string {
    return `\ue000${this.#parts.push(part) - 1}\ue001`;
  }

  /** Puts it back. */
  restore(text: string): string {
    if (this.#parts.length === 0) return text;
    return text.replace(PLACE, (place, index: string, ends: string) => {
      const part = this.#parts[Number(index)];
      if (part === undefined) return place;
      // A block's own line ends were left in its place, for what follows it to stay where it is.
      return withoutEscapes(part) + ends.slice(part.split('\n').length - 1);
    });
  }
}

function withoutEscapes(part: string): string {
  if (!part.startsWith('$') || !ESCAPED.test(part) || COMMAND.test(part)) return part;
  return part.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
