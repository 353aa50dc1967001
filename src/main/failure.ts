/** What an error says: to the code, by the system's name for it, and to the reader, in words. */

/** The words of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's name of an error, `ENOENT`; `null` where it is none of the system's. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Why a folder or a file cannot be had, in words for the reader. */
export function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'It is not there.';
    case 'ENOTDIR':
      return 'It is not a folder.';
    case 'EACCES':
    case 'EPERM':
      return 'Offprint has no permission.';
    case 'EROFS':
      return 'It can only be read, not written to.';
    case 'ENOSPC':
      return 'The disk is full.';
    case 'EIO':
      return 'The disk reports an error.';
    default:
      return messageOf(error);
  }
}
