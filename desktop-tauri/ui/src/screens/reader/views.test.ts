import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Attachment } from '../../lib/types';
import Attachments from './Attachments.svelte';
import LinkDialog from './LinkDialog.svelte';
import MessageFrame from './MessageFrame.svelte';
import MessageHead from './MessageHead.svelte';
import { READER_SAMPLES } from './samples';
import type { ReaderEvent } from './state';

let events: ReaderEvent[];
const onEvent = (event: ReaderEvent): void => void events.push(event);

beforeEach(() => {
  events = [];
});

describe('the frame of a body', () => {
  async function frame() {
    const onLink = vi.fn();
    const onShown = vi.fn();
    render(MessageFrame, { src: 'about:blank', title: 'Message of Ada', scale: 1, onLink, onShown });
    window.dispatchEvent(new Event('load'));
    const element = await screen.findByTitle<HTMLIFrameElement>('Message of Ada');
    Object.defineProperty(element, 'contentWindow', { value: { its: 'window' } });
    const say = (data: unknown, source: unknown = element.contentWindow) => {
      const event = new MessageEvent('message', { data });
      Object.defineProperty(event, 'source', { value: source });
      window.dispatchEvent(event);
    };
    return { element, onLink, onShown, say };
  }

  it('runs our script and nothing else', async () => {
    const { element } = await frame();
    expect(element.getAttribute('sandbox')).toBe('allow-scripts');
    expect(element.getAttribute('referrerpolicy')).toBe('no-referrer');
  });

  it('is heard, and nobody else is', async () => {
    const { onLink, say } = await frame();
    say({ tern: 'link', href: 'https://example.org', text: 'x' }, window);
    say({ tern: 'link', href: 'https://example.org', text: 'x' }, null);
    expect(onLink).not.toHaveBeenCalled();
    say({ tern: 'link', href: 'https://example.org', text: 'x' });
    expect(onLink).toHaveBeenCalledExactlyOnceWith('https://example.org', 'x');
  });

  it('gives its keys to the window', async () => {
    const { say } = await frame();
    const pressed = vi.fn<(event: KeyboardEvent) => void>();
    window.addEventListener('keydown', pressed);
    say({ tern: 'key', key: 'j' });
    window.removeEventListener('keydown', pressed);
    expect(pressed.mock.calls[0]?.[0].key).toBe('j');
  });
});

describe('a message', () => {
  const row = READER_SAMPLES.turned.body.kind === 'conversation' ? READER_SAMPLES.turned.body.cards[0]?.row : undefined;

  it('always shows the address of its sender, and nothing that turns text', () => {
    if (row === undefined) throw new Error('the sample has no message');
    render(MessageHead, { row, open: true, now: 0, foldable: false, onToggle: () => undefined });
    expect(screen.getByText('<bidi@spoof.example>')).toBeDefined();
    expect(screen.getByText('eviltxt.exe')).toBeDefined();
    expect(document.body.textContent).not.toMatch(/[\u202a-\u202e]/);
  });
});

describe('attachments', () => {
  const file = (name: string, content_type: string): Attachment => ({
    part: '2',
    name,
    content_type,
    size: 3,
    inline: false,
    content_id: null,
  });

  it.each([
    ['picture.png', 'image/png', 'preview'],
    ['report.pdf', 'application/pdf', 'preview'],
    ['drawing.svg', 'image/svg+xml', 'openFile'],
    ['table.csv', 'text/csv', 'openFile'],
  ])('%s is shown where that is safe, else opened outside', async (name, type, what) => {
    const attachment = file(name, type);
    render(Attachments, { id: 7, attachments: [attachment], onEvent });
    await fireEvent.click(screen.getByRole('button', { name: new RegExp(`${name}.*, `) }));
    expect(events).toEqual([{ do: what, id: 7, attachment }]);
  });

  it('are dragged by the desktop', async () => {
    const attachment = file('a.csv', 'text/csv');
    render(Attachments, { id: 7, attachments: [attachment], onEvent });
    await fireEvent.dragStart(screen.getByRole('button', { name: /a\.csv.*, / }));
    expect(events).toEqual([{ do: 'dragFile', id: 7, attachment }]);
  });
});

describe('a misleading link', () => {
  it('names both places, and the safe button comes first to the eye', async () => {
    const follow = vi.fn();
    const close = vi.fn();
    const { dialog } = READER_SAMPLES.link;
    if (dialog?.kind !== 'link') throw new Error('the sample shows no link');
    render(LinkDialog, { dialog, onFollow: follow, onClose: close });
    expect(screen.getByText('bank.example')).toBeDefined();
    expect(screen.getByText('login.evil.example')).toBeDefined();
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect([close.mock.calls.length, follow.mock.calls.length]).toEqual([1, 0]);
  });
});
