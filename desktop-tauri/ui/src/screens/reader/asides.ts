/** What leads out of a conversation: links, and sources. */
import type { MailCore } from '../../lib/ipc';
import type { DraftStart, MailError, MessageId } from '../../lib/types';
import type { ReaderDialog, SourceText } from './state';

export async function sourceOf(core: MailCore, id: MessageId): Promise<SourceText> {
  try {
    return { kind: 'text', text: await core.source(id) };
  } catch (error) {
    return { kind: 'failed', error: error as MailError };
  }
}

/** Goes where a link leads; or gives what to ask the person first. */
export async function followed(
  core: MailCore,
  href: string,
  text: string,
  around: { write(start: DraftStart): void; failed(error: MailError): void },
): Promise<ReaderDialog | null> {
  try {
    const verdict = await core.checkLink(href, text);
    switch (verdict.link) {
      case 'open':
        await core.openLink(verdict.url);
        return null;
      case 'misleading':
        return { kind: 'link', verdict };
      case 'mailto':
        around.write({ start: 'mailto', uri: verdict.uri });
        return null;
      case 'refused':
        return { kind: 'refusedLink', href };
    }
  } catch (error) {
    around.failed(error as MailError);
    return null;
  }
}

/** A file name that every system takes. */
export function fileName(subject: string): string {
  const plain = subject
    .replace(/[\p{C}\\/:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  return `${plain === '' ? 'message' : plain}.eml`;
}
