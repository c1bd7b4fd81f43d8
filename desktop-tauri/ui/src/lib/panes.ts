/** F6 from pane to pane: each has `data-pane`, and marks what takes the focus with `data-pane-focus`. */

const usable = (pane: HTMLElement): boolean => pane.checkVisibility({ visibilityProperty: true }) && !pane.inert;

export function focusPane(name: string): void {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
  if (pane) enter(pane);
}

function enter(pane: HTMLElement): void {
  const inside =
    pane.querySelector<HTMLElement>('[data-pane-focus], [role="tree"] [tabindex="0"], [contenteditable]') ??
    pane.querySelector<HTMLElement>('input');
  (pane.dataset['pane'] === 'reader' ? pane : (inside ?? pane)).focus({ preventScroll: true });
}

export function cyclePane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(usable);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + by + panes.length) % panes.length];
  if (next) enter(next);
}
