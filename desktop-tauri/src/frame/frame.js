'use strict';
// The only script of a body. It tells the window around it how high the body is, which link was clicked and which key
// was pressed; the window decides what that means. It reads nothing of the message but a link's address and text.
(() => {
  const tell = (message) => parent.postMessage(message, '*');

  // A message may grow with its own frame (100vh and a border): it gets a hundred heights at a width, then it scrolls.
  let told = 0;
  let changes = 0;
  let width = 0;
  const measure = () => {
    const body = document.body;
    if (!body) return;
    const style = getComputedStyle(body);
    const end = body.getBoundingClientRect().bottom + scrollY + (parseFloat(style.marginBottom) || 0);
    const bar = innerHeight - document.documentElement.clientHeight;
    const height = Math.ceil(Math.max(end, body.scrollHeight)) + Math.max(0, bar);
    if (innerWidth !== width) changes = 0;
    width = innerWidth;
    if (height === told || changes > 100) return;
    told = height;
    changes += 1;
    tell({ tern: 'height', height });
  };
  addEventListener('DOMContentLoaded', () => {
    new ResizeObserver(measure).observe(document.body);
    new ResizeObserver(measure).observe(document.documentElement);
    measure();
  });
  // Images that arrive do not always change the size of the body itself.
  addEventListener('load', measure, true);

  const follow = (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href], area[href]') : null;
    if (!link || event.button > 1) return;
    const href = link.getAttribute('href');
    if (href.startsWith('#')) return;
    event.preventDefault();
    const text = link.textContent.trim() || link.querySelector('img[alt]')?.alt || '';
    tell({ tern: 'link', href, text: text.slice(0, 500) });
  };
  addEventListener('click', follow, true);
  addEventListener('auxclick', follow, true);

  // Selecting, copying and moving about stay with the body; all other keys belong to the window.
  const named = ['Escape', 'Delete', 'F1', 'F5', 'F6'];
  addEventListener('keydown', (event) => {
    const { key, shiftKey, altKey } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const own = ctrl && ['a', 'c', 'x', 'v', 'Insert'].includes(key.length === 1 ? key.toLowerCase() : key);
    if (altKey || own || !(key.length === 1 || named.includes(key))) return;
    event.preventDefault();
    tell({ tern: 'key', key, shift: shiftKey, ctrl });
  });
})();
