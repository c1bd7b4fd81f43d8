/** Names and subjects come from strangers: what turns or hides text is taken out before it is shown. */
const TURNING = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** Text on one line that cannot reorder what is around it; `<bdi>` does the rest. */
export function calm(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(TURNING, '');
}
