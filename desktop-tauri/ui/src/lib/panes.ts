/** F6 from pane to pane: each has `data-pane`, and marks what takes the focus with `data-pane-focus`. */

const usable = (pane: HTMLElement): boolean => pane.checkVisibility({ visibilityProperty: true }) && !pane.inert;

export function focusPane(name: string): void {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  if (pane) enter(pane);
}

/** Panes that are read: they take the focus themselves, so that keys stay keys where there is no row to mark. */
const READ = ['list', 'reader'];

function enter(pane: HTMLElement): void {
  const name = pane.dataset['pane'] ?? '';
  const marked = pane.querySelector<HTMLElement>('[data-pane-focus], [role="tree"] [tabindex="0"], [contenteditable]');
  const inside = name === 'reader' ? null : (marked ?? (READ.includes(name) ? null : pane.querySelector('input')));
  (inside ?? pane).focus({ preventScroll: true });
}

export function cyclePane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(usable);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + by + panes.length) % panes.length];
  if (next) enter(next);
}
