/** The time that views show, renewed every half minute; tests and pictures fix it. */
export class Clock {
  now = $state(Date.now());

  constructor(private readonly fixed: number | null = null) {
    if (fixed !== null) this.now = fixed;
  }

  /** Keeps it going until the returned function is called. */
  start(): () => void {
    if (this.fixed !== null) return () => undefined;
    const timer = setInterval(() => (this.now = Date.now()), 30_000);
    return () => clearInterval(timer);
  }

  /** The exact time, for what counts seconds. */
  exact(): number {
    return this.fixed ?? Date.now();
  }
}
