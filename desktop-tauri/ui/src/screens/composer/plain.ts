const BLOCKS = new Set([
  'P',
  'DIV',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'UL',
  'OL',
  'PRE',
  'TABLE',
  'TR',
  'SECTION',
  'ARTICLE',
]);
const QUOTE = /^> ?/;

/** Plain text of what the editor holds: the version for readers without HTML. */
export function textOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return tidy(lines(body)).join('\n');
}

function tidy(all: string[]): string[] {
  const trimmed = all.map((line) => line.replace(/[ \t\u00a0]+$/u, '').replace(/\u00a0/gu, ' '));
  while (trimmed[0] === '') trimmed.shift();
  while (trimmed.at(-1) === '') trimmed.pop();
  return trimmed;
}

function lines(parent: Node): string[] {
  const out: string[] = [];
  let open = '';
  let started = false;
  const flush = (): void => {
    if (started) out.push(open);
    open = '';
    started = false;
  };
  const inline = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const packed = (node.textContent ?? '').replace(/[ \t\r\n]+/g, ' ');
      const text = open === '' ? packed.replace(/^ /, '') : packed;
      open += text;
      started ||= text !== '';
      return;
    }
    if (!(node instanceof Element)) return;
    if (node.tagName === 'IMG') {
      open += node.getAttribute('alt') ?? '';
      started = true;
      return;
    }
    if (node.tagName === 'BR') {
      started = true;
      flush();
      return;
    }
    if (block(node)) {
      flush();
      out.push(...blockLines(node));
      return;
    }
    const before = open;
    for (const child of node.childNodes) inline(child);
    const address = node.tagName === 'A' ? (node.getAttribute('href') ?? '') : '';
    if (address !== '' && open.startsWith(before) && !sameLink(open.slice(before.length), address))
      open += ` <${address}>`;
  };
  for (const child of parent.childNodes) inline(child);
  flush();
  return out;
}

function sameLink(shown: string, address: string): boolean {
  const bare = (one: string): string =>
    one
      .trim()
      .replace(/^(https?:\/\/|mailto:)/, '')
      .replace(/\/$/, '');
  return bare(shown) === bare(address);
}

function block(node: Element): boolean {
  return BLOCKS.has(node.tagName) || node.tagName === 'BLOCKQUOTE' || node.tagName === 'LI' || node.tagName === 'HR';
}

function blockLines(node: Element): string[] {
  switch (node.tagName) {
    case 'BLOCKQUOTE':
      return tidy(lines(node)).map((line) => (line.startsWith('>') ? `>${line}` : line === '' ? '>' : `> ${line}`));
    case 'UL':
    case 'OL':
      return listLines(node);
    case 'PRE':
      return node.textContent.replace(/\n$/, '').split('\n');
    case 'HR':
      return ['-----'];
    case 'P': {
      const own = lines(node);
      return own.length === 0 ? [''] : [...own, ''];
    }
    default: {
      const own = lines(node);
      return own.length === 0 ? [''] : own;
    }
  }
}

function listLines(list: Element): string[] {
  let number = 0;
  const out: string[] = [];
  for (const child of list.children) {
    number += 1;
    const mark = list.tagName === 'OL' ? `${number}. ` : '- ';
    const own = tidy(lines(child));
    out.push(
      ...(own.length === 0
        ? [mark.trimEnd()]
        : own.map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line)),
    );
  }
  return out;
}

/** Plain text as the editor's HTML: a line a paragraph, `>` levels as quotes. */
export function htmlOf(text: string): string {
  return quoted(text.replace(/\r\n?/g, '\n').split('\n'));
}

function quoted(all: string[]): string {
  let html = '';
  for (let at = 0; at < all.length;) {
    if (!QUOTE.test(all[at] ?? '')) {
      const line = all[at] ?? '';
      html += `<div>${line === '' ? '<br>' : escape(line)}</div>`;
      at += 1;
      continue;
    }
    const inner: string[] = [];
    while (at < all.length && QUOTE.test(all[at] ?? '')) {
      inner.push((all[at] ?? '').replace(QUOTE, ''));
      at += 1;
    }
    html += `<blockquote type="cite">${quoted(inner)}</blockquote>`;
  }
  return html;
}

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);
}
