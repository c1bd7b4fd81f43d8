/** What does not fit: controls out of sight, words cut without an ellipsis, a page that scrolls sideways. */
import type { Page } from 'playwright-core';

export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}[${element.getAttribute('data-test') ?? element.className}] "${element.textContent.trim().slice(0, 30)}"`;
    const visible = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest('.sr, [hidden]');
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      faults.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
    for (const element of document.querySelectorAll('button, input, select, textarea, label, h1, h2, h3, p, kbd, a')) {
      if (!visible(element)) continue;
      const style = getComputedStyle(element);
      const ends = style.textOverflow === 'ellipsis' || element.closest('.clip, [data-clips]') !== null;
      const cut =
        element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible' && style.overflowX !== 'auto';
      if (cut && !ends && !(element instanceof HTMLInputElement)) faults.push(`${name(element)} is cut`);
      const box = element.getBoundingClientRect();
      const scrolls = (function sideways(each: Element | null): boolean {
        if (each === null) return false;
        const { overflowX } = getComputedStyle(each);
        return (overflowX === 'auto' || overflowX === 'scroll' || overflowX === 'hidden') &&
          each.scrollWidth > each.clientWidth + 1
          ? true
          : sideways(each.parentElement);
      })(element.parentElement);
      if (box.width > 0 && (box.left < -1 || box.right > root.clientWidth + 1))
        faults.push(`${name(element)} is out of the window`);
      else if (scrolls && !element.closest('[data-scrolls-sideways]'))
        faults.push(`${name(element)} is in something that scrolls sideways`);
    }
    return [...new Set(faults)];
  });
}
