import type { MailCore } from './ipc';
import { chooseLanguage, loadWords } from './words';

/** Speaks the language a person chose, or theirs where it is '': the window by its words, the core by its sentences. */
export async function speakIn(core: Pick<MailCore, 'setLanguage'>, chosen: string): Promise<void> {
  const language = chooseLanguage(chosen === '' ? null : chosen, navigator.languages);
  await Promise.all([loadWords(language), core.setLanguage(language)]);
}
