/** Puts errors of the page that nobody expected into the log. */
import { call } from '../bridge';
import { errorReport } from './error-report';

/** One error may come with each frame that is drawn. */
const MOST_NOTED = 20;

export function noteStrayErrors(): void {
  let noted = 0;
  const note = (error: unknown) => {
    noted++;
    if (noted <= MOST_NOTED) call('note-error', errorReport(error)).catch(() => {});
  };
  addEventListener('error', ({ error }) => note(error));
  addEventListener('unhandledrejection', ({ reason }) => note(reason));
}
