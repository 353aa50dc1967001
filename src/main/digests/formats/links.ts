/** Finds the web addresses in running text. */

/** As far as an address may go: up to white space, quotes, angle brackets, or the punctuation of other scripts. */
const ADDRESS = /[^\s<>"`|\\^“”„‘’«»…·•、。，；：！？（）【】「」『』《》]+/y;
const NEEDS_CARE = /[()[\]{},;]/;
const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
/** What a sentence puts behind an address. */
const TRAILING = new Set([...".,;:!?'*([{"]);

/** The http and https addresses in `text`, in order, each once, without the punctuation of the sentence around them. */
export function linksIn(text: string): string[] {
  // A colon is rarer in prose than an "h", so this passes over most abstracts at the speed of memchr.
  let mark = text.indexOf('://');
  if (mark < 0) return [];
  const links: string[] = [];
  while (mark >= 0) {
    const start = startOfScheme(text, mark);
    let next = mark + 3;
    if (start >= 0) {
      const end = endOfAddress(text, mark + 3);
      const link = text.slice(start, end);
      if (end > mark + 3 && URL.canParse(link)) {
        if (!links.includes(link)) links.push(link);
        next = end;
      }
    }
    mark = text.indexOf('://', next);
  }
  return links;
}

function startOfScheme(text: string, mark: number): number {
  const before = text.slice(Math.max(0, mark - 5), mark).toLowerCase();
  if (before === 'https') return mark - 5;
  return before.endsWith('http') ? mark - 4 : -1;
}

function endOfAddress(text: string, start: number): number {
  ADDRESS.lastIndex = start;
  const candidate = ADDRESS.exec(text)?.[0] ?? '';
  let end = NEEDS_CARE.test(candidate) ? endOfBalanced(candidate) : candidate.length;
  while (end > 0 && TRAILING.has(candidate.charAt(end - 1))) end--;
  return start + end;
}

/** Up to the first bracket that closes none of the address's own, or to where another address is joined on. */
function endOfBalanced(candidate: string): number {
  const open: string[] = [];
  for (let end = 0; end < candidate.length; end++) {
    const char = candidate.charAt(end);
    if (char === '(' || char === '[' || char === '{') open.push(char);
    const opener = CLOSES[char];
    if (opener !== undefined && open.pop() !== opener) return end;
    // "https://a.example,https://b.example" is two; "https://archive.example/https://b.example" is one.
    if ((char === ',' || char === ';') && /^https?:\/\//i.test(candidate.slice(end + 1, end + 9))) return end;
  }
  return candidate.length;
}
