/** Starts the page: first the library worker, which has the most to do, and meanwhile whatever draws the window. */
import './library-client';

await import('./window');
