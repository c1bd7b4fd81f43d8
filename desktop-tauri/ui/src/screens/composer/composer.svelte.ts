import type { MailCore } from '../../lib/ipc';
import type { AccountId, Address, DraftFile, DraftId, MailError, OutboxId } from '../../lib/types';
import { converted, draftOf, fromOf, ownText, unfolded, writingOf } from './content';
import { FIELDS, chipOf, chosenFor, readRecipients, withTyped, withoutDoubles, written } from './recipients';
import type { Field, Typed } from './recipients';
import { Saver } from './saving';
import { besideText, closed, untouched } from './state';
import type { ComposerBody, ComposerEvent, ComposerState, Writing } from './state';
import { stops, warningsOf } from './warnings';

/** What the composer asks of the window around it. */
export interface ComposerSurroundings {
  failed(error: unknown): void;
  /** The message is in the outbox. */
  sent(outbox: OutboxId, writing: Writing): void;
  /** The draft is to be forgotten, unless the person takes that back. */
  discarded(id: DraftId): void;
  /** The composer has nothing more to do. */
  done(): void;
  plainFirst(): boolean;
  /** Whether the draft was begun a moment ago, so that one left untouched is no draft. */
  fresh(id: DraftId): boolean;
  /** A draft that could not be saved stays in the composer. */
  stay(id: DraftId): void;
  /** Something pasted is larger than what may be pasted. */
  tooLarge(name: string): void;
}

const PEOPLE = 8;
const DATA_LIMIT = 32 * 1024 * 1024;

export class ComposerModel {
  state = $state.raw<ComposerState>(closed);
  #saver: Saver | null = null;
  /** What the core reads now: typed no more, and no recipient yet. */
  #reading: Typed[] = [];

  constructor(
    private readonly core: MailCore,
    private readonly around: ComposerSurroundings,
  ) {}

  /** Takes up a draft, after the one before it is on disk. */
  async open(id: DraftId | null): Promise<void> {
    if (id === this.#id()) return;
    const before = this.#id();
    if (!(await this.#leave()) && before !== null) return this.around.stay(before);
    if (id === null) {
      this.state = closed;
      return;
    }
    this.state = { ...closed, body: { kind: 'loading', id } };
    try {
      const [saved, accounts] = await Promise.all([this.core.draft(id), this.core.accounts()]);
      const writing = await writingOf(this.core, saved, this.around.plainFirst());
      if (this.#id() !== id) return;
      this.#saver = new Saver(
        id,
        (draft, content) => this.core.saveDraft(draft, content),
        () => draftOf(this.#whole(this.#writing() ?? writing)),
        (save) => (this.state = { ...this.state, save }),
      );
      this.state = {
        ...this.state,
        accounts,
        save: { kind: 'saved', at: saved.changed },
        body: { kind: 'writing', writing },
      };
    } catch (error) {
      if (this.#id() === id) this.#body({ kind: 'failed', id, error: error as MailError });
    }
  }

  /** Puts what is written on disk at once: the window is hidden, left or closed. */
  flush(): Promise<boolean> {
    return this.#saver?.flush() ?? Promise.resolve(true);
  }

  onEvent(event: ComposerEvent): void {
    switch (event.do) {
      case 'from':
        return this.#from(event.account);
      case 'typed':
        this.#saver?.touch();
        return void this.#complete(event.field, event.text);
      case 'commit':
        return void this.#commit(event.field);
      case 'edit':
        return this.#edit(event.field, event.key);
      case 'recipients':
        return void this.#add(event.field, event.text);
      case 'choose':
        return this.#choose(event.field, event.address);
      case 'highlight':
        return this.#highlight(event.at);
      case 'closeCompletion':
        return this.#set({ completion: null });
      case 'remove':
        return this.#change((one) => ({ [event.field]: one[event.field].filter((chip) => chip.key !== event.key) }));
      case 'move':
        return this.#move(event.key, event.from, event.to);
      case 'show':
        return this.#set({ shown: { ...this.state.shown, [event.field]: true } });
      case 'subject':
        return this.#change(() => ({ subject: event.text }));
      case 'own':
        return this.#change(() => ({ own: event.content }));
      case 'unfold':
        return this.#change(unfolded);
      case 'dropQuote':
        return this.#change(() => ({ quote: '' }));
      case 'rich':
        return this.#change((one) => converted(one, event.rich));
      case 'pick':
        return void this.#pick();
      case 'paths':
        return void this.#attach(event.paths, (id, path) => this.core.attachFile(id, path));
      case 'data':
        return void this.#attach(this.#small(event.files), (id, file) => this.#data(id, file));
      case 'detach':
        return void this.#detach(event.file);
      case 'saveNow':
        return void this.flush();
      case 'send':
        return void this.#send(false);
      case 'sendAnyway':
        return void this.#send(true);
      case 'closeDialog':
        return this.#set({ dialog: null });
      case 'discard':
        return void this.#discard();
      case 'close':
        return void this.#close();
      case 'retry':
        return void this.#retry();
    }
  }

  #id(): DraftId | null {
    const { body } = this.state;
    return body.kind === 'closed' ? null : body.kind === 'writing' ? body.writing.id : body.id;
  }

  #writing(): Writing | null {
    return this.state.body.kind === 'writing' ? this.state.body.writing : null;
  }

  /** With what is typed or read and no recipient yet. */
  #whole(writing: Writing): Writing {
    return withTyped(writing, [
      ...FIELDS.map((field) => ({ field, text: this.state.typing[field] })),
      ...this.#reading,
    ]);
  }

  #set(part: Partial<ComposerState>): void {
    this.state = { ...this.state, ...part };
  }

  #body(body: ComposerBody): void {
    this.#set({ body });
  }

  /** Changes what is written and has it saved. */
  #change(how: (writing: Writing) => Partial<Writing>): void {
    if (this.#keep(how)) this.#saver?.touch();
  }

  /** Changes what is shown but not what is stored with the text. */
  #keep(how: (writing: Writing) => Partial<Writing>): boolean {
    const writing = this.#writing();
    if (writing === null) return false;
    this.#body({ kind: 'writing', writing: { ...writing, ...how(writing) } });
    return true;
  }

  #from(id: AccountId): void {
    const account = this.state.accounts.find((one) => one.id === id);
    if (account !== undefined) this.#change(() => ({ account: id, from: fromOf(account) }));
  }

  async #complete(field: Field, text: string): Promise<void> {
    this.#set({ typing: { ...this.state.typing, [field]: text } });
    const prefix = text.trim();
    if (prefix === '') return this.#set({ completion: null });
    this.#set({ completion: { field, text, people: this.#peopleOf(field), chosen: 0 } });
    let people: Address[];
    try {
      people = await this.core.completeAddress(prefix, PEOPLE);
    } catch (error) {
      return this.around.failed(error);
    }
    const { completion } = this.state;
    if (completion?.field !== field || completion.text !== text) return;
    const there = withoutDoubles(
      this.#writing()?.[field] ?? [],
      people.map((one) => chipOf(one)),
    );
    this.#set({ completion: { field, text, people: there.map((one) => one.address), chosen: 0 } });
  }

  #peopleOf(field: Field): Address[] {
    return this.state.completion?.field === field ? this.state.completion.people : [];
  }

  #highlight(at: number): void {
    const { completion } = this.state;
    if (completion === null || completion.people.length === 0) return;
    const count = completion.people.length;
    this.#set({ completion: { ...completion, chosen: (at + count) % count } });
  }

  async #commit(field: Field): Promise<void> {
    const text = this.state.typing[field].trim();
    if (text === '') return this.#set({ completion: null });
    const person = chosenFor(text, this.state.completion?.field === field ? this.state.completion : null);
    if (person !== null) this.#choose(field, person);
    else await this.#add(field, text);
  }

  #edit(field: Field, key: number): void {
    const chip = this.#writing()?.[field].find((one) => one.key === key);
    if (chip === undefined) return;
    this.#change((one) => ({ [field]: one[field].filter((each) => each.key !== key) }));
    void this.#complete(field, written(chip.address));
  }

  #typed(field: Field): void {
    this.#set({ completion: null, typing: { ...this.state.typing, [field]: '' } });
  }

  async #add(field: Field, text: string): Promise<void> {
    this.#typed(field);
    const id = this.#id();
    const typed = { field, text };
    this.#reading.push(typed);
    this.#saver?.touch();
    const chips = await readRecipients(this.core, text);
    this.#reading = this.#reading.filter((one) => one !== typed);
    if (this.#id() !== id) return;
    this.#change((one) => ({ [field]: [...one[field], ...withoutDoubles(one[field], chips)] }));
  }

  #choose(field: Field, address: Address): void {
    this.#typed(field);
    this.#change((one) => ({ [field]: [...one[field], ...withoutDoubles(one[field], [chipOf(address)])] }));
  }

  #move(key: number, from: Field, to: Field): void {
    if (from === to) return;
    if (to !== 'to') this.#set({ shown: { ...this.state.shown, [to]: true } });
    this.#change((one) => {
      const moved = one[from].filter((chip) => chip.key === key);
      return {
        [from]: one[from].filter((chip) => chip.key !== key),
        [to]: [...one[to], ...withoutDoubles(one[to], moved)],
      };
    });
  }

  async #pick(): Promise<void> {
    try {
      await this.#attach(await this.core.pickFiles(), (id, path) => this.core.attachFile(id, path));
    } catch (error) {
      this.around.failed(error);
    }
  }

  async #attach<F>(files: F[], put: (id: DraftId, file: F) => Promise<DraftFile>): Promise<void> {
    const id = this.#id();
    if (id === null) return;
    this.#keep((one) => ({ attaching: one.attaching + files.length }));
    for (const file of files) {
      let added: DraftFile[] = [];
      try {
        added = [await put(id, file)];
      } catch (error) {
        this.around.failed(error);
      }
      if (this.#id() !== id) return;
      this.#keep((one) => ({ attaching: one.attaching - 1, files: [...one.files, ...added] }));
    }
  }

  /** Bytes of the page are held in memory on their way; larger files are attached by their path. */
  #small(files: File[]): File[] {
    for (const file of files) if (file.size > DATA_LIMIT) this.around.tooLarge(file.name);
    return files.filter((file) => file.size <= DATA_LIMIT);
  }

  async #data(id: DraftId, file: File): Promise<DraftFile> {
    return this.core.attachData(id, file.name, new Uint8Array(await file.arrayBuffer()));
  }

  async #detach(file: number): Promise<void> {
    const writing = this.#writing();
    if (writing === null) return;
    this.#keep((one) => ({ files: one.files.filter((each) => each.id !== file) }));
    try {
      await this.core.detachFile(writing.id, file);
    } catch (error) {
      this.#keep(() => ({ files: writing.files }));
      this.around.failed(error);
    }
  }

  async #send(anyway: boolean): Promise<void> {
    for (const field of FIELDS)
      if (this.state.typing[field].trim() !== '') await this.#add(field, this.state.typing[field]);
    const writing = this.#writing();
    if (writing === null || this.state.sending || writing.attaching > 0) return;
    const warnings = warningsOf({
      recipients: [...writing.to, ...writing.cc, ...writing.bcc],
      subject: writing.subject,
      own: ownText(writing),
      files: besideText(writing).length,
      expected: writing.expected,
      chosen: writing.from.email,
    });
    if (warnings.some(stops) || (!anyway && warnings.length > 0))
      return this.#set({ dialog: { kind: 'warnings', warnings } });
    this.#set({ sending: true, dialog: null });
    try {
      this.#saver?.touch();
      if (!(await this.flush())) return;
      const outbox = await this.core.sendDraft(writing.id, { now: false });
      await this.#saver?.stop();
      this.#shut();
      this.around.sent(outbox, writing);
    } catch (error) {
      this.around.failed(error);
    } finally {
      this.#set({ sending: false });
    }
  }

  async #discard(): Promise<void> {
    const id = this.#id();
    if (id === null) return;
    // Saved once more: the person may take it back.
    await this.flush();
    const writing = this.#writing();
    const forgettable = writing !== null && this.#forgettable(writing);
    await this.#saver?.stop();
    this.#shut();
    if (forgettable) await this.#forget(id);
    else this.around.discarded(id);
  }

  async #close(): Promise<void> {
    if (await this.#leave()) this.#shut();
  }

  /** Puts the draft on disk; one that nothing was written in is forgotten. False where it could not be saved. */
  async #leave(): Promise<boolean> {
    const writing = this.#writing();
    if (writing === null) return true;
    if (this.#forgettable(writing)) {
      await this.#saver?.stop();
      this.#saver = null;
      await this.#forget(writing.id);
      return true;
    }
    const saved = await this.flush();
    if (saved) this.#saver = null;
    return saved;
  }

  #forgettable(writing: Writing): boolean {
    const begun = this.around.fresh(writing.id) && this.#saver?.touched === false && writing.files.length === 0;
    return begun || untouched(this.#whole(writing), ownText(writing));
  }

  async #forget(id: DraftId): Promise<void> {
    try {
      await this.core.discardDraft(id);
    } catch (error) {
      if ((error as MailError).kind !== 'gone') this.around.failed(error);
    }
  }

  #shut(): void {
    this.#saver = null;
    this.state = closed;
    this.around.done();
  }

  async #retry(): Promise<void> {
    const { body } = this.state;
    if (body.kind === 'failed') {
      this.state = closed;
      await this.open(body.id);
    } else await this.flush();
  }
}
