import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import App from '../../App.svelte';
import { FAKE_NOW, fakeCore, type FakeCore } from '../../lib/fakeCore';

function window(knobs: Parameters<typeof fakeCore>[0]): FakeCore {
  const core = fakeCore(knobs);
  render(App, { core, fixedNow: FAKE_NOW });
  return core;
}

async function type(passphrase: string): Promise<void> {
  await fireEvent.input(await screen.findByLabelText('Passphrase'), { target: { value: passphrase } });
  await fireEvent.submit(screen.getByLabelText('Passphrase').closest('form')!);
}

test('a sealed profile asks for its passphrase and opens with it', async () => {
  const core = window({ sealed: true });
  await type('correct horse');
  await vi.waitFor(() => expect(screen.queryByLabelText('Passphrase')).toBeNull());
  await vi.waitFor(() => expect(document.querySelector('[data-test="shell"]')).not.toBeNull());
  expect(core.fake.calls.find(({ name }) => name === 'reopen')?.args).toEqual(['correct horse']);
});

test('a wrong passphrase is said to be wrong, and can be typed again', async () => {
  window({ sealed: true });
  await screen.findByLabelText('Passphrase');
  expect(screen.queryByText(/does not open it/)).toBeNull();
  await type('wrong');
  expect(await screen.findByText(/does not open it/)).toBeTruthy();
  await type('correct horse');
  await vi.waitFor(() => expect(document.querySelector('[data-test="shell"]')).not.toBeNull());
});

test('nothing is tried without a passphrase', async () => {
  const core = window({ sealed: true });
  await type('');
  expect(core.fake.calls.some(({ name }) => name === 'reopen')).toBe(false);
});

test('a profile that cannot be opened for another reason says why and is asked again', async () => {
  const core = window({ closed: true });
  await fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(screen.queryByLabelText('Passphrase')).toBeNull();
  core.fake.knobs.closed = false;
  await fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(document.querySelector('[data-test="shell"]')).not.toBeNull());
});
