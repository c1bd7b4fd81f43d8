import { mount } from 'svelte';
import './tokens.css';
import './base.css';
import App from './App.svelte';
import { openCore } from './lib/core';

async function start(target: Element): Promise<void> {
  // Never in the program: the build leaves the branch and the gallery out.
  if (import.meta.env.MODE === 'fake' && (await (await import('./gallery')).showSample(target))) return;
  mount(App, { target, props: await openCore() });
}

const target = document.getElementById('app');
if (target) await start(target);
