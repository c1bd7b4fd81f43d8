import { beforeEach, expect, test, vi } from 'vitest';
import { MessageDrag } from './drag.svelte';

const targets = { ids: [1, 2], rows: 2, threads: false };
const at = (type: string, x: number, more: MouseEventInit = {}): PointerEvent =>
  Object.assign(new MouseEvent(type, { clientX: x, clientY: 10, button: 0, ...more }), {
    pointerType: 'mouse',
  }) as PointerEvent;

function made() {
  const drag = new MessageDrag();
  const dropped = vi.fn();
  drag.dropped = dropped;
  return { drag, dropped };
}

beforeEach(() => {
  document.body.innerHTML = '<div data-drop-row="folder" data-drop-mailbox="7"></div>';
  const folder = document.body.firstElementChild;
  document.elementFromPoint = (x) => (x > 50 ? folder : document.body);
});

test('a press that hardly moves is a click', () => {
  const { drag, dropped } = made();
  drag.watch(at('pointerdown', 0), () => targets);
  window.dispatchEvent(at('pointermove', 3));
  expect(drag.active).toBeNull();
  window.dispatchEvent(at('pointerup', 3));
  expect(dropped).not.toHaveBeenCalled();
});

test('messages let go over a folder go there, copied with Ctrl', () => {
  const { drag, dropped } = made();
  drag.watch(at('pointerdown', 0), () => targets);
  window.dispatchEvent(at('pointermove', 60));
  expect(drag.active).toMatchObject({ over: 7, row: 'folder', copy: false });
  window.dispatchEvent(at('pointermove', 60, { ctrlKey: true }));
  window.dispatchEvent(at('pointerup', 60));
  expect(dropped).toHaveBeenCalledExactlyOnceWith(targets, 7, true);
  expect(drag.active).toBeNull();
});

test('Escape gives a drag up', () => {
  const { drag, dropped } = made();
  drag.watch(at('pointerdown', 0), () => targets);
  window.dispatchEvent(at('pointermove', 60));
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  expect(drag.active).toBeNull();
  window.dispatchEvent(at('pointerup', 60));
  expect(dropped).not.toHaveBeenCalled();
});
