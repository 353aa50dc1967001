/** Exposes the contract of `api.ts` to the page, and nothing else of Electron or Node. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { OffprintApi } from './api';

const api: OffprintApi = {
  call: (name, ...args) => ipcRenderer.invoke(name, ...args),
  on: (name, listener) => {
    const forward = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]) => listener(payload);
    ipcRenderer.on(name, forward);
    return () => {
      ipcRenderer.off(name, forward);
    };
  },
};

contextBridge.exposeInMainWorld('offprint', api);
