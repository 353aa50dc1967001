/** Keeps the formulas of a text from being read as Markdown: `$a_1 * b_1$` has no emphasis in it. */

/** As pandoc has it: no space inside of the dollars, and no digit behind them, or it is about money. */
const FORMULA = /(?<!\\)(\$\$?)(?![\s$])(?:\\.|[^$\\\n]){1,1000}?(?<!\s)\1(?!\d)/g;
/** Stands for a formula. No page has these signs, which Unicode leaves to private use. */
const PLACE = /\ue000(\d+)\ue001/g;
/** Some programs escape what is in a formula like everything else: `$x\_1 \\log x$`. */
const ESCAPED = /\\\\[A-Za-z]|\\[_*]/;
const COMMAND = /(?<!\\)\\[A-Za-z]/;

export class Formulas {
  /** The text with signs in the places of its formulas. */
  readonly masked: string;
  readonly #formulas: string[] = [];

  constructor(markdown: string) {
    this.masked = markdown.includes('$')
      ? markdown.replace(FORMULA, (formula) => `\ue000${this.#formulas.push(formula) - 1}\ue001`)
      : markdown;
  }

  /** Puts the formulas back. */
  restore(text: string): string {
    if (this.#formulas.length === 0) return text;
    return text.replace(PLACE, (place, index: string) => withoutEscapes(this.#formulas[Number(index)] ?? place));
  }
}

function withoutEscapes(formula: string): string {
  if (!ESCAPED.test(formula) || COMMAND.test(formula)) return formula;
  return formula.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
