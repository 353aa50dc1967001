/** Reduces text to what is compared: letters and numbers, whatever their case, width, accents, punctuation or spacing. */

const HAS_OTHER_THAN_ASCII = /[^\0-\x7f]/;

/** Only the letters and numbers of the text. Folding what is folded changes nothing. */
export function fold(text: string): string {
  if (!HAS_OTHER_THAN_ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return foldLetters(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The same with one space wherever something else than a letter or number stood between two words. */
export function foldToWords(text: string): string {
  if (!HAS_OTHER_THAN_ASCII.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return foldLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Lower, then upper, then lower case brings together what one step leaves apart (ẞ, ß and SS; ı and I; ς and σ). Once
 * before marks are taken away, for the mark that is a letter in upper case (the iota of ᾳ and ΑΙ); once behind, for
 * the letters that only then come to light (of ㎒, say).
 */
function foldLetters(text: string): string {
  const bare = withoutMarks(text.toLowerCase().toUpperCase());
  return withoutMarks(bare.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ'));
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}
