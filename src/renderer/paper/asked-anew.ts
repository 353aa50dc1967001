/**
 * Asks the library for something that is painted before it knows: an answer to what was asked before a change may lack that change, and
 * would paint it over. So it is asked anew, until nothing was painted meanwhile.
 *
 * @param paints counts up with each change that is painted, and told to the library
 */
export async function askedAnew<T>(ask: () => Promise<T>, paints: () => number): Promise<T> {
  for (;;) {
    const before = paints();
    const answer = await ask();
    if (paints() === before) return answer;
  }
}
