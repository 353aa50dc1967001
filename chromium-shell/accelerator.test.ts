import { expect, test } from 'vitest';
import { readAccelerator } from './accelerator';

const none = { id: 7, control: false, shift: false, alt: false, meta: false };
const command = process.platform === 'darwin' ? 'meta' : 'control';

test.each([
  ['CmdOrCtrl+O', { key: 'o', [command]: true }],
  ['Ctrl+Shift+Alt+F5', { key: 'f5', control: true, shift: true, alt: true }],
  ['Super+Space', { key: ' ', meta: true }],
  ['Ctrl+Plus', { key: '+', control: true }],
  ['Up', { key: 'arrowup' }],
])('%s', (text, keys) => {
  expect(readAccelerator(text, 7)).toEqual({ ...none, ...keys });
});

test.each(['', 'Ctrl', 'Ctrl+', 'A+B', 'Ctrl++'])('"%s" is no accelerator', (text) => {
  expect(() => readAccelerator(text, 7)).toThrow('is no accelerator');
});
