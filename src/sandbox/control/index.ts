/** Every route under `/_sandbox/`. A route is one entry here. */
import { showBot, steerBot } from './bot.ts';
import { calls } from './calls.ts';
import { setClock, showClock } from './clock.ts';
import { close } from './close.ts';
import { command } from './command.ts';
import { fault } from './fault.ts';
import { openHome, showHome } from './home.ts';
import { message } from './message.ts';
import { messages } from './messages.ts';
import { person } from './person.ts';
import { press } from './press.ts';
import type { Route } from './route.ts';
import { shortcut } from './shortcut.ts';
import { callbacks, callbacksMode, showSource, submitAsSource } from './source.ts';
import { state } from './state.ts';
import { submit } from './submit.ts';
import { suggest } from './suggest.ts';
import { viewPress } from './view-press.ts';
import { views } from './views.ts';

export const routes: readonly Route[] = [
  callbacks,
  callbacksMode,
  calls,
  close,
  command,
  fault,
  message,
  messages,
  openHome,
  person,
  press,
  setClock,
  shortcut,
  showBot,
  showClock,
  showHome,
  showSource,
  state,
  steerBot,
  submit,
  submitAsSource,
  suggest,
  viewPress,
  views,
];
