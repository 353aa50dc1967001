/** Three builds, one per process: `out/main`, `out/preload`, `out/renderer`. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: { index: 'src/main/index.ts', 'reader-thread': 'src/main/digests/reader-thread.ts' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing but Electron, and only as CommonJS.
      externalizeDeps: false,
      rolldownOptions: { input: 'src/preload/index.ts', output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    worker: { format: 'es' },
    // Nothing is inlined: the page may load files of its own only, no data: addresses.
    build: { minify: true, assetsInlineLimit: 0, rolldownOptions: { input: 'src/renderer/index.html' } },
  },
});
