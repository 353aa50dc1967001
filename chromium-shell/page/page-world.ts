/** Runs in the page's world before its scripts: the bridge's end there, and `window.open` as Electron has it. */
import { createWorldBridge } from './world-bridge';

export function startPageWorld(secret: string): void {
  createWorldBridge('page', secret);
  takeOverWindowOpen(secret);
}

function takeOverWindowOpen(secret: string): void {
  const open = window.open.bind(window);
  const dispatch = window.dispatchEvent.bind(window);
  const { CustomEvent } = window;
  window.open = (url = '', target = '_blank', features = '') => {
    const isSameWindow = ['_self', '_top', '_parent'].includes(target.toLowerCase());
    if (isSameWindow || (target !== '_blank' && target !== '' && target in window)) return open(url, target, features);
    const address = String(url);
    const detail = {
      url: address === '' ? 'about:blank' : new URL(address, document.baseURI).href,
      frameName: target,
      features,
    };
    dispatch(new CustomEvent(`${secret}:open`, { detail }));
    // Denied windows are all there are: the shell refuses a handler that allows one.
    return null;
  };
}
