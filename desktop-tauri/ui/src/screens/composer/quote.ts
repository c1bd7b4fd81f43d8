/** What a person writes, and the quoted original below it, which is folded until it is asked for. */
export interface Parts {
  own: string;
  quote: string;
}

/** Cuts HTML before the attribution of a quote that ends it. */
export function splitHtml(html: string): Parts {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const children = [...body.childNodes];
  const at = children.findLastIndex((node) => node instanceof Element && node.tagName === 'BLOCKQUOTE');
  if (at < 0 || children.slice(at + 1).some((node) => (node.textContent ?? '').trim() !== ''))
    return { own: html, quote: '' };
  let from = at;
  while (from > 0 && blank(children[from - 1])) from -= 1;
  const before = children[from - 1];
  const attributed = before !== undefined && (before.textContent ?? '').trim().endsWith(':');
  const cited = (children[at] as Element).getAttribute('type') === 'cite';
  // A quote that the person made stays where they see it.
  if (!attributed && !cited) return { own: html, quote: '' };
  from = attributed ? from - 1 : at;
  return { own: markup(children.slice(0, from)), quote: markup(children.slice(from)) };
}

function blank(node: ChildNode | undefined): boolean {
  return node !== undefined && (node.textContent ?? '').trim() === '';
}

function markup(nodes: ChildNode[]): string {
  const holder = document.implementation.createHTMLDocument('').body;
  holder.append(...nodes);
  return holder.innerHTML;
}

/** Cuts plain text before the attribution of a `>` quote that ends it. */
export function splitText(text: string): Parts {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  let end = lines.length;
  while (end > 0 && lines[end - 1]?.trim() === '') end -= 1;
  let from = end;
  while (from > 0 && lines[from - 1]?.startsWith('>')) from -= 1;
  if (from === end) return { own: text, quote: '' };
  let above = from;
  while (above > 0 && lines[above - 1]?.trim() === '') above -= 1;
  if (lines[above - 1]?.trimEnd().endsWith(':')) from = above - 1;
  return { own: lines.slice(0, from).join('\n').trimEnd(), quote: lines.slice(from).join('\n') };
}

export function joinText(own: string, quote: string): string {
  if (quote === '') return own;
  return own.trim() === '' ? `\n\n${quote}` : `${own.trimEnd()}\n\n${quote}`;
}
