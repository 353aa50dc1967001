import { describe, expect, it } from 'vitest';
import { textOfMarkdown } from './markdown-text';

function linesOf(markdown: string): string[] {
  return textOfMarkdown(markdown).text.split('\n').slice(0, -1);
}

describe('textOfMarkdown', () => {
  it.each([
    [
      'headings and paragraphs',
      '# One\ntwo\nthree\n\n## *Four* ##\n\nFive\n====',
      ['One', '', 'two', 'three', '', 'Four', '', 'Five'],
    ],
    ['no front matter', '---\ntitle: x\n---\n# One', ['One']],
    [
      'the text of links, and the addresses of bare ones',
      '[a *b*](https://x.example) <https://y.example/a_b> https://z.example/_c_',
      ['a b https://y.example/a_b https://z.example/_c_'],
    ],
    [
      'links that are defined elsewhere',
      '[One][1] and [two], but [three]\n\n[1]: https://x.example\n[two]: https://y.example',
      ['One and two, but [three]'],
    ],
    ['no pictures', '![a](b.png)One[![c](d.png)](e) two', ['One two']],
    ['signs that are escaped', '\\*a\\* b\\_c \\$5 \\\\ &amp; \\[1\\]', ['*a* b_c $5 \\ & [1]']],
    [
      'formulas as they are',
      '$a_1 * b_2 * c$ and $\\{x\\}$ and $$\\text{a\\_b}$$',
      ['$a_1 * b_2 * c$ and $\\{x\\}$ and $$\\text{a\\_b}$$'],
    ],
    ['formulas that were escaped', '$x\\_1 \\\\log x$', ['$x_1 \\log x$']],
    ['sums of money', 'from $5 to $10, *not* $ 3 or 4$', ['from $5 to $10, not $ 3 or 4$']],
    ['items one by one', '- one\n- two\n  three\n\n1. four', ['one', '', 'two', 'three', '', 'four']],
    ['a bold title above its abstract', '**A Title**\nAn abstract.', ['A Title', '', 'An abstract.']],
    ['bold text within a line', '**A** thing\nand more', ['A thing', 'and more']],
    ['indented text', '    one *two*', ['one two']],
    ['quotations and code', '> one\n> two\n\n```\nthree *x*\n\nfour\n```', ['one', 'two', '', 'three *x*', '', 'four']],
    ['tags as HTML has them', 'one<br>two <sup>3</sup>\n\n<p>four <b>five</b></p>', ['one', 'two 3', '', 'four five']],
  ])('gives %s', (_, markdown, lines) => {
    expect(linesOf(`${markdown}\n`)).toEqual(lines);
  });

  it('says in which line of the source each line begins, however long that is', () => {
    const papers = Array.from(
      { length: 400 },
      (_, index) => `### [Title ${index}](x)\n\n${'Word '.repeat(40)}\nand ${index}.\n`,
    );
    const source = `---\na: b\n---\n${papers.join('\n')}`;
    const sourceLines = source.split('\n');
    const { text, lineNumbers } = textOfMarkdown(source);
    const lines = text.split('\n');
    expect(lines.filter((line) => line.startsWith('Title'))).toHaveLength(400);
    for (const [index, line] of lines.entries()) {
      if (/^(?:Title|and) /.test(line)) expect(sourceLines[(lineNumbers?.[index] ?? 0) - 1]).toContain(line);
    }
  });

  it('numbers the lines of code and of HTML by the source', () => {
    const source = 'one\n\n```\nfour\nfive\n\nseven\n```\n\n<div>\n\n<p>twelve</p>\n<p>thirteen</p>\n</div>';
    const { text, lineNumbers } = textOfMarkdown(source);
    const numbers = text.split('\n').flatMap((line, index) => (line === '' ? [] : [[line, lineNumbers?.[index]]]));
    expect(numbers).toEqual([
      ['one', 1],
      ['four', 4],
      ['five', 5],
      ['seven', 7],
      ['twelve', 12],
      ['thirteen', 13],
    ]);
  });

  it.each([
    ['brackets', '['],
    ['emphasis', '*a **b '],
    ['ends of emphasis', 'a* b** '],
    ['quotations', '> '],
    ['items', '- '],
    ['code', '`a``'],
    ['dollars', '$a $ '],
    ['tags', '<a '],
    ['entities', '&a'],
    ['definitions', '[a]: b\n'],
    ['headings', '# a\n'],
  ])(
    'takes any number of %s in its stride',
    (_, part) => {
      expect(textOfMarkdown(part.repeat(200_000)).lineNumbers).not.toBeNull();
    },
    60_000,
  );
});
