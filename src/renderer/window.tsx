/** Draws the window: fonts, styles, and the application in its root. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/opsz.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/window.css';
import './styles/sidebar.css';
import './styles/lists.css';
import './styles/query.css';
import './styles/table.css';
import './styles/table-head.css';
import './styles/groups.css';
import './styles/over-table.css';
import './styles/tags.css';
import './styles/paper.css';
import './styles/devices.css';
import './styles/digest.css';
import './styles/raw-lines.css';
import './styles/problems.css';
import './styles/overlays.css';
import './styles/commands.css';
import './styles/adding.css';
import './styles/seeds.css';
import './styles/backups.css';
import './styles/trouble.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { Startup } from './startup';
import { noteStrayErrors } from './trouble/stray-errors';
import { TroubleScreen } from './trouble/trouble-screen';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const window = createRoot(root, {
  // Nothing of the window is left then. What it knew is in the library, which lives on.
  onUncaughtError: (error) =>
    queueMicrotask(() => window.render(<TroubleScreen title="Offprint could not go on" error={error} />)),
});

window.render(
  <StrictMode>
    <Startup>{(opened) => <App {...opened} />}</Startup>
  </StrictMode>,
);

noteStrayErrors();
