//! Scripts that measure in the page; each calls its last argument with milliseconds, or with a sentence why it cannot.
//! What changed is painted when a task runs that was queued in the next animation frame: frames are drawn before it
//! (HTML, "update the rendering").

/// When the first rows were painted, milliseconds since 1970.
pub const ROWS: &str = r"
const done = arguments[arguments.length - 1];
const look = () => {
  const mark = performance.getEntriesByName('tern:rows')[0];
  if (mark) done([performance.timeOrigin + mark.startTime]);
  else setTimeout(look, 50);
};
look();";

/// Pages of 50 rows from all over the list, over the bridge to Rust.
pub const IPC: &str = r"
const done = arguments[arguments.length - 1];
(async () => {
  const times = [];
  for (let n = 0; n < 220; n += 1) {
    const from = { from: 'offset', offset: n * 50 };
    const request = { view: { view: 'role', role: 'inbox' }, threaded: true, unread_only: false, from, limit: 50 };
    const began = performance.now();
    await window.__TAURI_INTERNALS__.invoke('list', { request });
    if (n >= 20) times.push(performance.now() - began);
  }
  done(times);
})().catch((error) => done(String(error)));";

/// A click on a row until the frame after its body said how high it is.
pub const OPEN: &str = r"
const done = arguments[arguments.length - 1];
const painted = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
const body = () => new Promise((go, stop) => {
  const late = setTimeout(() => stop(new Error('no body within 5 s')), 5000);
  const heard = ({ data }) => {
    if (data?.tern !== 'height') return;
    clearTimeout(late);
    removeEventListener('message', heard);
    go();
  };
  addEventListener('message', heard);
});
(async () => {
  const times = [];
  for (let n = 0; n < 45; n += 1) {
    const row = document.querySelector(`[data-test=row][data-index='${n % 9}']`);
    const shown = body();
    const began = performance.now();
    row.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    await shown;
    await painted();
    if (n >= 5) times.push(performance.now() - began);
    if (n % 9 === 8) {
      const list = document.querySelector('[data-test=list-scroll]');
      list.scrollTop = 0;
    }
    await new Promise((go) => setTimeout(go, 150));
  }
  done(times);
})().catch((error) => done(String(error)));";

/// Ten seconds of scrolling through the whole list; the time of every frame.
pub const SCROLL: &str = r"
const done = arguments[arguments.length - 1];
const list = document.querySelector('[data-test=list-scroll]');
const times = [];
const began = performance.now();
let last = began;
const step = (now) => {
  if (now - began > 500) times.push(now - last);
  last = now;
  list.scrollTop += 220;
  if (now - began < 10500) requestAnimationFrame(step);
  else {
    list.scrollTop = 0;
    setTimeout(() => done(times), 1000);
  }
};
requestAnimationFrame(step);";

/// The key on a row until the frame in which the row is gone.
pub const ARCHIVE: &str = r"
const done = arguments[arguments.length - 1];
const painted = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
(async () => {
  const times = [];
  document.querySelector(`[data-test=row][data-index='2']`)
    .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  await new Promise((go) => setTimeout(go, 800));
  for (let n = 0; n < 30; n += 1) {
    const row = document.querySelector('[data-test=row][aria-selected=true]') ??
      document.getElementById(document.querySelector('[data-test=list]').getAttribute('aria-activedescendant'));
    const id = row.dataset.id;
    const began = performance.now();
    document.querySelector('[data-test=list]')
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true, cancelable: true }));
    while (document.querySelector(`[data-test=row][data-id='${id}']`)) {
      if (performance.now() - began > 5000) throw new Error('the row stays');
      await null;
      if (document.querySelector(`[data-test=row][data-id='${id}']`)) await new Promise((go) => setTimeout(go));
    }
    await painted();
    times.push(performance.now() - began);
    await new Promise((go) => setTimeout(go, 300));
  }
  done(times);
})().catch((error) => done(String(error)));";

/// A letter typed into the search field until the frame with the first results of what stands there.
pub const SEARCH: &str = r"
const done = arguments[arguments.length - 1];
const frame = () => new Promise((go) => requestAnimationFrame(go));
(async () => {
  const times = [];
  const field = document.querySelector('[data-test=search]');
  const words = [...document.querySelectorAll('[data-test=row]')].slice(0, 8)
    .map((row) => row.textContent.match(/[a-z]{6,}/)?.[0]).filter(Boolean);
  for (const word of words) {
    for (let end = 3; end <= 6; end += 1) {
      const text = word.slice(0, end);
      performance.clearMarks('tern:rows');
      const began = performance.now();
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      while (performance.getEntriesByName('tern:rows').length === 0) {
        if (performance.now() - began > 5000) throw new Error(`no results for ${text}`);
        await frame();
      }
      times.push(performance.now() - began);
      await new Promise((go) => setTimeout(go, 250));
    }
  }
  done(times);
})().catch((error) => done(String(error)));";
