import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold-text';
import { identify, SKETCH_SIZE } from './paper-id';
import { sketchSimilarity } from './sketch-similarity';

const ABSTRACT =
  'Bees that return to the hive dance to tell the others where the flowers are. We record forty thousand dances with ' +
  'two cameras and learn a model that reads the direction and distance from the waggle alone. It errs by nine degrees ' +
  'at the median, less than the bees that follow the dance, and it works on hives that it has never seen. Code and ' +
  'recordings are at https://example.org/waggle.';

function titleKey(title: string): string {
  return identify({ title, abstract: null }).titleKey;
}

describe('fold', () => {
  it.each([
    ['Größe', 'GRÖSSE'],
    ['İstanbul ısı', 'istanbul isi'],
    ['ΟΔΟΣ ὁδός', 'οδος οδος'],
    ['Ｆｕｌｌ－ｗｉｄｔｈ １２', 'full-width 12'],
    ['naïve Café', 'nai\u0308ve cafe\u0301'],
    ['“Smart” — dashes', '"Smart" - dashes'],
    ['eﬃcient', 'efficient'],
    ['x²', 'x2'],
    ['$\\alpha$-Nets', 'α-Nets'],
    ['$L_{2}$ \\text{loss}', 'L2 loss'],
    ['$\\mathcal{O}(n)$ at \\textbf{No} Cost', 'O(n) at No Cost'],
    ['2$\\times$ Faster, $\\varepsilon \\to \\infty$', '2× faster, ϵ → ∞'],
    ['Schr\\"{o}dinger', 'Schrödinger'],
    ['ΔE, 5 µm', '$\\Delta E$, 5 $\\mu$m'],
  ])('takes %j and %j for the same', (a, b) => {
    expect(fold(a)).toBe(fold(b));
  });

  it('keeps letters of every script apart', () => {
    expect(fold('π-nets')).not.toBe(fold('ρ-nets'));
    expect(fold('学习')).toBe('学习');
    expect(fold('Learning--to (learn) ')).toBe('learningtolearn');
  });

  it('changes nothing that is folded already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not mind case, Unicode form, punctuation or spacing', () => {
    const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(letters, { minLength: 1, maxLength: 6 }), (words) => {
        const plain = fold(words.join(' '));
        expect(fold(words.join(' — ').toUpperCase())).toBe(plain);
        expect(fold(words.join('-').toLowerCase())).toBe(plain);
        expect(fold(`“${words.join('\u00a0')}”!`.normalize('NFD'))).toBe(plain);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('identify', () => {
  it('is the same everywhere, for good: marks hang on it', () => {
    expect(identify({ title: 'Reading the Waggle', abstract: ABSTRACT })).toMatchInlineSnapshot(`
      {
        "abstractKey": "CzNRuyavm9r6WZpcfl4MRf",
        "id": "CUFTZiYoBRfLxow7nPukR-",
        "sketch": [
          11695623,
          13088786,
          36829305,
          75457043,
          111005714,
          54388647,
          4486766,
          35864104,
          4169834,
          31345665,
          1245375,
          27512443,
          141509409,
          23406139,
          76339908,
          17846112,
        ],
        "titleKey": "readingthewaggle",
      }
    `);
  });

  it('keeps the key of a title in another dress', () => {
    const key = titleKey('Reading the Waggle: A Model of Dance');
    expect(titleKey('READING THE WAGGLE — a model of dance')).toBe(key);
    expect(titleKey('Reading  the “Waggle”. A Model-of Dance!')).toBe(key);
    expect(titleKey('Ｒｅａｄｉｎｇ the Waggle: A Model of Dance')).toBe(key);
    expect(titleKey('Reading the Waggles: A Model of Dance')).not.toBe(key);
  });

  it('compares a title of nothing but signs as it is written', () => {
    expect(titleKey(' 🐝🐝 ')).toBe('🐝🐝');
    expect(titleKey('…')).toBe('…');
  });

  it('tells two papers under one title apart, and not two dresses of one abstract', () => {
    const one = identify({ title: 'Waggle', abstract: ABSTRACT });
    const same = identify({ title: 'WAGGLE', abstract: ABSTRACT.replaceAll(' ', '\u00a0').toUpperCase() });
    const other = identify({ title: 'Waggle', abstract: 'A dance of dogs, rather than of bees.' });
    expect(same).toEqual(one);
    expect(other.titleKey).toBe(one.titleKey);
    expect(other.id).not.toBe(one.id);
    expect(other.abstractKey).not.toBe(one.abstractKey);
  });

  it('says the same of an abstract in another dress', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 80 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const plain = identify({ title: 'Waggle', abstract: `${a} ${b}` });
        expect(identify({ title: 'Waggle', abstract: `“${a.toUpperCase()}” — ${b.normalize('NFD')}` })).toEqual(plain);
        expect(plain.abstractKey === null).toBe(fold(a + b) === '');
      }),
      { numRuns: 1000 },
    );
  });

  it('gives 22 URL-safe characters and a sketch of unsigned 32-bit integers', () => {
    const identity = identify({ title: 'Waggle', abstract: ABSTRACT });
    expect(identity.id).toMatch(/^[\w-]{22}$/);
    expect(identity.abstractKey).toMatch(/^[\w-]{22}$/);
    expect(identity.sketch).toHaveLength(SKETCH_SIZE);
    for (const value of identity.sketch) expect(value).toBe(value >>> 0);
  });

  it.each([null, '', ' — … '])('has neither key nor sketch for the abstract %j', (abstract) => {
    expect(identify({ title: 'Waggle', abstract })).toMatchObject({ abstractKey: null, sketch: [] });
  });

  it('has a sketch for an abstract of one word', () => {
    const { sketch } = identify({ title: 'Waggle', abstract: 'Withdrawn.' });
    expect(sketch).toHaveLength(SKETCH_SIZE);
    expect(sketch).not.toContain(0xffffffff);
  });
});

describe('sketchSimilarity', () => {
  const sketch = (abstract: string | null) => identify({ title: 'Waggle', abstract }).sketch;

  it('is 1 for the same words, high for a touched-up abstract, and low for another one', () => {
    expect(sketchSimilarity(sketch(ABSTRACT), sketch(ABSTRACT.toUpperCase()))).toBe(1);
    const touchedUp = ABSTRACT.replace('forty thousand', 'forty-one thousand').replace('It errs', 'The model errs');
    expect(sketchSimilarity(sketch(ABSTRACT), sketch(touchedUp))).toBeGreaterThan(0.6);
    const other =
      'Concrete cracks as it cures, and most cracks are found too late. We listen to bridges with cheap microphones and ' +
      'learn which creaks announce a crack, from labels that inspectors wrote down over thirty years of rounds.';
    expect(sketchSimilarity(sketch(ABSTRACT), sketch(other))).toBeLessThan(0.2);
  });

  it('is 0 where either has none', () => {
    expect(sketchSimilarity([], [])).toBe(0);
    expect(sketchSimilarity(sketch(ABSTRACT), [])).toBe(0);
  });
});
