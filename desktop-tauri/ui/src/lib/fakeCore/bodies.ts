/** What the body frames load where there is no core: whole documents as data URLs, as the core would serve them. */
import type { LinkVerdict, Message } from '../types';
import { pdfUrl } from './pdf';
import type { FakeState } from './state';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const PICTURE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="320" height="80"><rect width="320" height="80" fill="#8fb3a5"/></svg>')}`;

const SCRIPT = `
const say = (message) => parent.postMessage(message, '*');
const height = () => say({ tern: 'height', height: document.documentElement.scrollHeight });
addEventListener('load', height);
new ResizeObserver(height).observe(document.body);
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (!link) return;
  event.preventDefault();
  say({ tern: 'link', href: link.getAttribute('href'), text: link.textContent });
});
addEventListener('keydown', (event) => say({ tern: 'key', key: event.key, shift: event.shiftKey, ctrl: event.ctrlKey }));
`;

export function bodyUrl(state: FakeState, id: number, remote: boolean, plain: boolean, dark: boolean): string {
  const { text, html } = state.message(id);
  const allowed = remote || state.remoteSenders.has(state.message(id).row.from[0]?.email ?? '');
  const rich = html !== null && !plain;
  const inner = rich
    ? html.replace(/<img[^>]*>/g, allowed ? `<p><img alt="A picture" src="${PICTURE}"></p>` : '')
    : `<div class="plain">${escaped(text)}</div>`;
  const scheme = rich ? 'light' : dark ? 'dark' : 'light';
  const page = `<!doctype html><html><head><meta charset="utf-8"><style>
    html{color-scheme:${scheme};background:${scheme === 'dark' ? '#1b1d21' : '#fff'};color:${scheme === 'dark' ? '#e7e9ec' : '#1a1c1f'};font:14px/1.5 system-ui,sans-serif}
    body{margin:12px 16px;overflow-wrap:anywhere}.plain{white-space:pre-wrap}a{color:${scheme === 'dark' ? '#7fb2ff' : '#1b5fc1'}}
    </style></head><body>${inner}<script>${SCRIPT}</script></body></html>`;
  const { frames } = state.knobs;
  if (frames > 0) return `http://mailbody.localhost:${frames}/body?html=${encodeURIComponent(page)}`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(page)}`;
}

export function partUrl(state: FakeState, id: number, part: string): string {
  const file = state.message(id).files.find((each) => each.part === part);
  return file?.content_type === 'application/pdf' ? pdfUrl([file.name, 'Two pages of a report.']) : PICTURE;
}

export function messageOf(state: FakeState, id: number): Message {
  const { row, text, html, remote, cc, files } = state.message(id);
  const sender = row.from[0]?.email ?? '';
  return {
    row: structuredClone(row),
    cc,
    bcc: [],
    reply_to: [],
    message_id: `${id}@fake.example`,
    references: [],
    text,
    html: html !== null,
    remote,
    remote_allowed: state.remoteSenders.has(sender),
    attachments: files,
    headers: [
      { name: 'From', value: sender },
      { name: 'Subject', value: row.subject },
    ],
  };
}

export function checkLink(url: string, text: string): LinkVerdict {
  if (url.startsWith('mailto:')) return { link: 'mailto', uri: url };
  if (!/^https?:/.test(url)) return { link: 'refused' };
  const host = new URL(url).host;
  const shown = /https?:\/\/([^/\s]+)/.exec(text)?.[1];
  return shown !== undefined && shown !== host ? { link: 'misleading', url, shown, host } : { link: 'open', url };
}
