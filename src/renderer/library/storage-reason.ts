/** Why the storage refused something, in words for the reader. */

/** As a sentence. */
export function storageReason(error: unknown): string {
  if (namesOf(error).includes('QuotaExceededError')) return 'the disk is full. Free some space.';
  // What Chromium says of a transaction that could not be brought to the disk is that it was aborted.
  if (namesOf(error).includes('AbortError'))
    return 'the system broke off the writing, as it does where the disk is full.';
  return sentence(error instanceof Error ? error.message : String(error));
}

/** What an error, and those behind it, go by. */
export function namesOf(error: unknown): string[] {
  if (!(error instanceof Error || error instanceof DOMException)) return [];
  const behind = ['inner' in error ? error.inner : undefined, error.cause];
  return [error.name, ...behind.flatMap(namesOf)];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/**
 * What `work` comes to.
 *
 * @param failure says what it means if it fails, `The view could not be stored`
 * @throws in words for the reader
 */
export async function orExplain<T>(failure: string, work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new Error(`${failure}: ${storageReason(error)}`, { cause: error });
  }
}
