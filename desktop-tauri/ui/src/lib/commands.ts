/**
 * The one registry of what a person can do. The table names every command once, with its words and keys; a screen
 * says when it can run it and how (`handle`). Keys, palette, menus, tooltips and the `?` sheet all read from here.
 */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { COMMANDS, type CommandGroup, type CommandId } from './commandTable';
import type { PlainId } from './words';

export type { CommandGroup, CommandId } from './commandTable';

export interface Handler {
  when?: () => boolean;
  run: () => void | Promise<void>;
}

export interface Command {
  id: CommandId;
  titleId: PlainId;
  group: CommandGroup;
  keys: readonly string[];
  /** Whether its keys work while someone types. */
  typing: boolean;
  when: () => boolean;
  run: () => void | Promise<void>;
}

export type Handlers = Partial<Record<CommandId, Handler>>;

export class Commands {
  private readonly handlers = new SvelteMap<CommandId, readonly Handler[]>();

  /** `keymap` gives keys other than the table's, `failed` hears what a command throws. */
  constructor(
    private readonly keymap: () => Record<string, readonly string[]> = () => ({}),
    private readonly failed: (error: unknown) => void = () => undefined,
  ) {}

  /** Adds handlers until the returned function is called. Of several the newest that can run does. */
  handle(handlers: Handlers): () => void {
    const added = Object.entries(handlers) as [CommandId, Handler][];
    const change = (next: (now: readonly Handler[], own: Handler) => Handler[]): void => {
      for (const [id, handler] of added) this.handlers.set(id, next(this.handlers.get(id) ?? [], handler));
    };
    // An effect that adds handlers must not run again because handlers were added.
    untrack(() => change((now, own) => [own, ...now]));
    return () => untrack(() => change((now, own) => now.filter((each) => each !== own)));
  }

  get all(): Command[] {
    return (Object.keys(COMMANDS) as CommandId[]).map((id) => this.get(id));
  }

  get(id: CommandId): Command {
    const { title, group, keys, typing } = { typing: false, ...COMMANDS[id] };
    return {
      id,
      titleId: title,
      group,
      keys: this.keymap()[id] ?? keys,
      typing,
      when: () => this.ready(id) !== undefined,
      run: () => this.run(id),
    };
  }

  can(id: CommandId): boolean {
    return this.ready(id) !== undefined;
  }

  async run(id: CommandId): Promise<void> {
    try {
      await this.ready(id)?.run();
    } catch (error) {
      this.failed(error);
    }
  }

  private ready(id: CommandId): Handler | undefined {
    return this.handlers.get(id)?.find((handler) => handler.when?.() ?? true);
  }
}
