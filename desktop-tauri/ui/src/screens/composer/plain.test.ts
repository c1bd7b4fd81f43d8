import { describe, expect, it } from 'vitest';
import { htmlOf, textOf } from './plain';

describe('the plain version of what the editor holds', () => {
  it.each([
    ['a line a block', '<div>one</div><div>two</div>', 'one\ntwo'],
    ['an empty line for an empty block', '<div>one</div><div><br></div><div>two</div>', 'one\n\ntwo'],
    ['line ends of breaks', 'one<br>two', 'one\ntwo'],
    ['space between paragraphs', '<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['bare text before a block', 'one<div>two</div>', 'one\ntwo'],
    ['formats without their marks', '<b>bold</b> and <i>slanted</i>', 'bold and slanted'],
    ['bullets', '<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
    ['numbers', '<ol><li>one</li><li>two</li></ol>', '1. one\n2. two'],
    ['quote marks', '<blockquote><div>one</div><div>two</div></blockquote>', '> one\n> two'],
    ['quotes of quotes', '<blockquote>one<blockquote>two</blockquote></blockquote>', '> one\n>> two'],
    [
      'the address of a link that says something else',
      '<a href="https://example.org/a">here</a>',
      'here <https://example.org/a>',
    ],
    ['a link that says its address once', '<a href="https://example.org/">example.org</a>', 'example.org'],
    ['the words that stand for a picture', '<p>Look: <img src="cid:a@x" alt="a rose"></p>', 'Look: a rose'],
    ['spaces that do not break as spaces', 'one&nbsp;two', 'one two'],
    ['no white space of the markup', '<div>\n  one\n</div>\n<div>two</div>', 'one\ntwo'],
  ])('has %s', (_what, html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it('is empty for an empty editor', () => {
    expect(textOf('')).toBe('');
    expect(textOf('<div><br></div>')).toBe('');
  });

  it('runs and loads nothing of the markup it reads', () => {
    expect(textOf('<img src="https://example.org/x.png"><script>throw 1</script>a')).not.toContain('example.org');
  });
});

describe('plain text as HTML', () => {
  it('keeps lines, marks quotes and escapes markup', () => {
    expect(htmlOf('a <b>\n\n> q\n>> r')).toBe(
      '<div>a &lt;b&gt;</div><div><br></div><blockquote type="cite"><div>q</div><blockquote type="cite"><div>r</div></blockquote></blockquote>',
    );
  });

  it.each(['one\ntwo', 'one\n\ntwo', 'one\n> two\n>> three', 'a & b < c'])('comes back the same: %j', (text) => {
    expect(textOf(htmlOf(text))).toBe(text);
  });
});
