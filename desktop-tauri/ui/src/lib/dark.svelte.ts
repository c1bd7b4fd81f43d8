import { MediaQuery } from 'svelte/reactivity';

const system = new MediaQuery('(prefers-color-scheme: dark)', false);

/** Whether the window is dark: as the person chose, or as the system is. */
export function isDark(theme: 'system' | 'light' | 'dark'): boolean {
  return theme === 'system' ? system.current : theme === 'dark';
}
