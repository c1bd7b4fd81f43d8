/** Runs once what was just changed is on the screen; at once in a hidden window, which paints nothing. */
export function afterPaint(run: () => void): void {
  if (document.hidden) run();
  else requestAnimationFrame(() => setTimeout(run));
}
