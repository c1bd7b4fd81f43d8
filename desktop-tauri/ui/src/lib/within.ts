/** What a promise gives within so many milliseconds; nothing if it is later or fails, which others hear. */
export async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((done) => (timer = setTimeout(() => done(null), milliseconds)));
  const first = await Promise.race([promise.catch(() => null), late]);
  clearTimeout(timer);
  return first;
}
