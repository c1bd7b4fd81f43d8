import { describe, expect, it } from 'vitest';
import { FrameHeight, MAX_HEIGHT, frameMessage } from './frame';

describe('the height of a frame', () => {
  it('follows its content', () => {
    const frame = new FrameHeight();
    expect(frame.take(300.2, 600)).toBe(301);
    expect(frame.take(301, 600)).toBeNull();
    expect(frame.take(120, 600)).toBe(120);
  });

  it('never passes its bound, whatever the content says', () => {
    const frame = new FrameHeight();
    expect(frame.take(1e9, 600)).toBe(MAX_HEIGHT);
    expect(frame.take(Number.NaN, 600)).toBeNull();
    expect(frame.take(Number.POSITIVE_INFINITY, 600)).toBeNull();
    expect(frame.take(-5, 600)).toBe(24);
  });

  it('stops growing with content that is always a little taller than its frame', () => {
    const frame = new FrameHeight();
    let height = 100;
    for (let turn = 0; turn < 100; turn += 1) height = frame.take(height * 1.1, 600) ?? height;
    expect(height).toBeLessThan(1_000);
  });

  it('follows a frame that is made narrower step by step', () => {
    const frame = new FrameHeight();
    for (let step = 0; step < 40; step += 1) frame.take(300 + step * 20, 900 - step * 10);
    expect(frame.height).toBe(1_080);
  });
});

describe('what a frame says', () => {
  it.each([
    [
      { tern: 'height', height: 3 },
      { tern: 'height', height: 3 },
    ],
    [
      { tern: 'link', href: 'https://example.org', text: 'x' },
      { tern: 'link', href: 'https://example.org', text: 'x' },
    ],
    [
      { tern: 'key', key: 'j' },
      { tern: 'key', key: 'j', shift: false, ctrl: false },
    ],
  ])('is taken: %j', (data, said) => {
    expect(frameMessage(data)).toEqual(said);
  });

  it.each([
    null,
    3,
    'height',
    {},
    { tern: 'height', height: '3' },
    { tern: 'link', href: 4, text: '' },
    { tern: 'other' },
    { tern: 'key', key: 'x'.repeat(99) },
  ])('is left where it is nothing a frame may say: %j', (data) => {
    expect(frameMessage(data)).toBeNull();
  });
});
