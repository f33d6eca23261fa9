import { button } from './element.js';

const storageKey = 'coldcase-theme';

/** A page opened from a disk may have no storage. */
const remembered = (): string | null => {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
};

const remember = (theme: string): void => {
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // Then the system's choice holds again next time.
  }
};

const isDark = (): boolean => (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

/** A button that changes between light and dark; until it is used the system's choice holds. `onChange` is called after every change. */
export const themeButton = (onChange: () => void): HTMLButtonElement => {
  const theme = remembered();
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
  const toggle = button('Dark', { class: 'theme', 'aria-pressed': String(isDark()) }, () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    remember(document.documentElement.dataset.theme);
    changed();
  });
  const changed = (): void => {
    toggle.setAttribute('aria-pressed', String(isDark()));
    onChange();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  return toggle;
};
