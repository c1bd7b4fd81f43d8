/** The editor's commands. `execCommand` is the only way that keeps the browser's own undo, and every engine has it. */
export type Format = 'bold' | 'italic' | 'underline' | 'bullets' | 'numbers' | 'quote' | 'clear';

function command(name: string, value?: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  document.execCommand(name, false, value);
}

function is(name: string): boolean {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
    return document.queryCommandState(name);
  } catch {
    return false;
  }
}

/** Lines are blocks and formats are elements, so that the mail has no style attributes. */
export function prepare(): void {
  command('defaultParagraphSeparator', 'div');
  command('styleWithCSS', 'false');
}

export function format(kind: Format, editor: HTMLElement): void {
  editor.focus();
  prepare();
  switch (kind) {
    case 'bold':
    case 'italic':
    case 'underline':
      return command(kind);
    case 'bullets':
      return command('insertUnorderedList');
    case 'numbers':
      return command('insertOrderedList');
    case 'quote':
      return inQuote(editor) ? command('outdent') : command('formatBlock', 'blockquote');
    case 'clear':
      command('removeFormat');
      command('unlink');
      if (inQuote(editor)) command('outdent');
  }
}

/** Which formats the place of the caret has. */
export function formatsAt(editor: HTMLElement): ReadonlySet<Format> {
  const found = new Set<Format>();
  if (is('bold')) found.add('bold');
  if (is('italic')) found.add('italic');
  if (is('underline')) found.add('underline');
  if (is('insertUnorderedList')) found.add('bullets');
  if (is('insertOrderedList')) found.add('numbers');
  if (inQuote(editor)) found.add('quote');
  return found;
}

function around(selector: string, editor: HTMLElement): Element | null {
  const node = document.getSelection()?.anchorNode ?? null;
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  const found = element?.closest(selector) ?? null;
  return found !== null && found !== editor && editor.contains(found) ? found : null;
}

function inQuote(editor: HTMLElement): boolean {
  return around('blockquote', editor) !== null;
}

/** The link at the caret, to be changed. */
export function linkAt(editor: HTMLElement): string {
  return around('a[href]', editor)?.getAttribute('href') ?? '';
}

export function insertHtml(html: string): void {
  command('insertHTML', html);
}

export function insertText(text: string): void {
  command('insertText', text);
}

/** The place of the caret, to come back to after a dialog or an answer of the core. */
export function rememberPlace(): () => void {
  const selection = document.getSelection();
  const range = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
  return () => {
    if (range === null) return;
    const now = document.getSelection();
    now?.removeAllRanges();
    now?.addRange(range);
  };
}

/** What may be linked to; without a scheme it is a web address or a mail address. */
export function linkOf(text: string): string | null {
  const bare = text.trim();
  if (/^(https?:\/\/|mailto:)\S+$/i.test(bare)) return bare;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(bare)) return `mailto:${bare}`;
  if (/^[^\s:/?#@]+\.[^\s:/?#@]{2,}([/?#]\S*)?$/.test(bare)) return `https://${bare}`;
  return null;
}
