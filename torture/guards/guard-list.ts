/** All guards: a new one comes with the test that misses it. */
import { FILE_GUARDS } from './file-guards';
import type { Guard } from './guard';
import { MARK_GUARDS } from './mark-guards';
import { MESSAGE_GUARDS } from './message-guards';
import { PAGE_GUARDS } from './page-guards';

export const GUARDS: readonly Guard[] = [...PAGE_GUARDS, ...MESSAGE_GUARDS, ...FILE_GUARDS, ...MARK_GUARDS];
