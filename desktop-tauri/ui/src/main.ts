import { mount } from 'svelte';
import './tokens.css';
import './base.css';
import App from './App.svelte';
import { openCore } from './lib/core';

const target = document.getElementById('app');
if (target) mount(App, { target, props: await openCore() });
