/** Light, dark, or as the system has it. */
import { Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from '../preload/api';
import { steady } from './ui/steady';

export const THEME_NAMES: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

const THEMES = [
  { theme: 'system', icon: Monitor },
  { theme: 'light', icon: Sun },
  { theme: 'dark', icon: Moon },
] as const;

interface ThemeSwitchProps {
  theme: Theme;
  onTheme(theme: Theme): void;
}

export const ThemeSwitch = steady(function ThemeSwitch({ theme, onTheme }: ThemeSwitchProps) {
  return (
    <fieldset className="theme-switch">
      <legend className="visually-hidden">Theme</legend>
      {THEMES.map(({ theme: value, icon: Icon }) => (
        <label key={value} title={THEME_NAMES[value]}>
          <input
            type="radio"
            name="theme"
            aria-label={THEME_NAMES[value]}
            checked={theme === value}
            onChange={() => onTheme(value)}
          />
          <Icon aria-hidden="true" size={14} strokeWidth={1.75} />
        </label>
      ))}
    </fieldset>
  );
});
