import { expect, test } from 'vitest';
import { modules } from './electron';
import { Emitter } from './emitter';
import { NotProvidedError, provideNothing, provideOnly, refuseUnknownOptions } from './refusal';

test('a member that is not there is refused by name, for reading and for writing', () => {
  const window = provideOnly({ show: () => 'shown' } as Record<string, unknown>, 'BrowserWindow');
  expect(window.show).toBeTypeOf('function');
  expect(() => window.setTouchBar).toThrow('The Chromium shell does not provide BrowserWindow.setTouchBar.');
  expect(() => {
    window.kiosk = true;
  }).toThrow('does not provide BrowserWindow.kiosk.');
});

test('what the language asks of any object is answered', async () => {
  const object = provideOnly({}, 'Thing');
  expect(await object).toBe(object);
  expect(String(object)).toBe('[object Object]');
  expect(JSON.stringify(object)).toBe('{}');
});

test('a module that is not there can be named, and nothing else', () => {
  const Tray = provideNothing('Tray') as unknown as { new (): object; on: unknown } & (() => unknown);
  expect(() => new Tray()).toThrow('does not provide Tray.');
  expect(() => Tray()).toThrow(NotProvidedError);
  expect(() => Tray.on).toThrow('does not provide Tray.on.');
});

test('options are refused by key and by value', () => {
  const rules = { width: true, frame: (value: unknown) => value === true } as const;
  expect(() => refuseUnknownOptions({ width: 1, frame: true, kiosk: undefined }, 'BrowserWindow', rules)).not.toThrow();
  expect(() => refuseUnknownOptions({ kiosk: false }, 'BrowserWindow', rules)).toThrow(
    'the option BrowserWindow.kiosk.',
  );
  expect(() => refuseUnknownOptions({ frame: false }, 'BrowserWindow', rules)).toThrow('BrowserWindow.frame: false.');
  expect(() => refuseUnknownOptions({ toString: 1 }, 'BrowserWindow', rules)).toThrow('BrowserWindow.toString.');
});

test('an event that is never emitted is refused, through a proxy as well', () => {
  const emitter = provideOnly(new Emitter('app', ['ready']), 'app');
  const heard: string[] = [];
  emitter.on('ready', (() => heard.push('on')) as () => void);
  emitter.once('ready', (() => heard.push('once')) as () => void);
  emitter.emit('ready');
  emitter.emit('ready');
  expect(heard).toEqual(['on', 'once', 'on']);
  expect(() => emitter.on('gpu-info-update', () => {})).toThrow("the event 'gpu-info-update' of app.");
  expect(() => emitter.addListener('x', () => {})).toThrow(NotProvidedError);
});

test('every module of Electron’s main process has its name', () => {
  expect(Object.keys(modules).length).toBeGreaterThan(40);
  for (const [name, module] of Object.entries(modules)) expect(module, name).toBeDefined();
});
