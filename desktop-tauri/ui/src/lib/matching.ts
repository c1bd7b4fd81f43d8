/** How well a name fits what is typed: every word of it begins a word of the name, or is in it. */

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** 0: no match; more is better. */
export function fit(name: string, query: string): number {
  const [text, wanted] = [
    fold(name),
    fold(query)
      .split(/\s+/)
      .filter((word) => word !== ''),
  ];
  if (wanted.length === 0) return 1;
  let score = text.startsWith(wanted.join(' ')) ? 4 : 0;
  for (const word of wanted) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    score += at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 2 : 1;
  }
  return score;
}

/** The items that fit, best first; equal ones in the order they came. */
export function fitting<T>(items: readonly T[], name: (item: T) => string, query: string): T[] {
  return items
    .map((item, at) => ({ item, at, score: fit(name(item), query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ item }) => item);
}
