/** Light, dark, or as the system has it. */
import { Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from '../preload/api';
import { steady } from './ui/steady';

const THEMES = [
  { theme: 'system', name: 'As the system', icon: Monitor },
  { theme: 'light', name: 'Light', icon: Sun },
  { theme: 'dark', name: 'Dark', icon: Moon },
] as const;

interface ThemeSwitchProps {
  theme: Theme;
  onTheme(theme: Theme): void;
}

export const ThemeSwitch = steady(function ThemeSwitch({ theme, onTheme }: ThemeSwitchProps) {
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
            onChange={() => onTheme(value)}
          />
          <Icon aria-hidden="true" size={14} strokeWidth={1.75} />
        </label>
      ))}
    </fieldset>
  );
});
