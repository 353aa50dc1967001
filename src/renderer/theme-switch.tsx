/** Light, dark, or as the system has it. */
import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import type { Theme } from '../preload/api';
import { call } from './bridge';

const THEMES = [
  { theme: 'system', name: 'As the system', icon: Monitor },
  { theme: 'light', name: 'Light', icon: Sun },
  { theme: 'dark', name: 'Dark', icon: Moon },
] as const;

export function ThemeSwitch({ initial, onError }: { initial: Theme; onError(error: unknown): void }) {
  const [theme, setTheme] = useState(initial);
  return (
    <fieldset className="theme-switch">
      <legend className="visually-hidden">Theme</legend>
      {THEMES.map(({ theme: value, name, icon: Icon }) => (
        <label key={value} title={name}>
          <input
            type="radio"
            name="theme"
            aria-label={name}
            checked={theme === value}
            onChange={() => {
              setTheme(value);
              call('save-settings', { theme: value }).catch(onError);
            }}
          />
          <Icon aria-hidden="true" size={14} strokeWidth={1.75} />
        </label>
      ))}
    </fieldset>
  );
}
