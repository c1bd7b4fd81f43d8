import { describe, expect, it } from 'vitest';
import { joinText, splitHtml, splitText } from './quote';

describe('the quoted original', () => {
  it('is folded with its attribution', () => {
    const html = '<div><br></div><div>On Monday, Ada wrote:</div><blockquote type="cite"><p>Hello</p></blockquote>';
    expect(splitHtml(html)).toEqual({
      own: '<div><br></div>',
      quote: '<div>On Monday, Ada wrote:</div><blockquote type="cite"><p>Hello</p></blockquote>',
    });
  });

  it('is known by its attribution too, and kept as it is', () => {
    expect(splitHtml('<p>Yes.</p><p>Ada wrote:</p><blockquote><p>Hello</p></blockquote>')).toEqual({
      own: '<p>Yes.</p>',
      quote: '<p>Ada wrote:</p><blockquote><p>Hello</p></blockquote>',
    });
  });

  it('that a person made is theirs', () => {
    const html = '<div>A poem</div><blockquote>Roses are red</blockquote>';
    expect(splitHtml(html)).toEqual({ own: html, quote: '' });
  });

  it('stays open where something was written below it', () => {
    const html = '<div>On Monday, Ada wrote:</div><blockquote type="cite">Hello</blockquote><div>Yes.</div>';
    expect(splitHtml(html)).toEqual({ own: html, quote: '' });
  });

  it('is nothing where nothing is quoted', () => {
    expect(splitHtml('<div>Hi</div>')).toEqual({ own: '<div>Hi</div>', quote: '' });
    expect(splitText('Hi')).toEqual({ own: 'Hi', quote: '' });
  });

  it('is folded in plain text too', () => {
    expect(splitText('Hi\n\nOn Monday, Ada wrote:\n> Hello\n> again\n')).toEqual({
      own: 'Hi',
      quote: 'On Monday, Ada wrote:\n> Hello\n> again\n',
    });
  });

  it('stays open in plain text where something was written below it', () => {
    expect(splitText('> Hello\nYes.').quote).toBe('');
  });

  it('comes back below what is written', () => {
    expect(joinText('Hi', '> Hello')).toBe('Hi\n\n> Hello');
    expect(joinText('', '> Hello')).toBe('\n\n> Hello');
    expect(joinText('Hi', '')).toBe('Hi');
  });
});
