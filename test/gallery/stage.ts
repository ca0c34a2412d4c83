import type { App } from '@slack/bolt';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { NOW } from '../blocks/a-case.ts';
import { type Rig, startRig, textAt } from '../sandbox/slack-small-bot.ts';
import type { Cast, State } from './state.ts';

/** The sandbox with a bot that shows whatever state it is given. */
export type Stage = {
  /** A window on it, as Ana. */
  open: (browser: Browser, options?: BrowserContextOptions) => Promise<Page>;
  /** Puts a state into that window, and answers with the selector of what is drawn of it. */
  show: (page: Page, state: State) => Promise<string>;
  stop: () => Promise<void>;
};

/** Slack takes about one message a second in each channel: the states go round several. */
const CHANNELS = ['stage-a', 'stage-b', 'stage-c', 'stage-d', 'stage-e', 'stage-f'] as const;
const OPEN_FORM = 'open_form';

/** Where the pictures are taken: moments on them are those of this zone. */
const PLACE = { locale: 'en-GB', timezoneId: 'Europe/Berlin' } as const;

const opener = {
  text: 'A form',
  blocks: [
    {
      type: 'actions',
      elements: [{ type: 'button', action_id: OPEN_FORM, text: { type: 'plain_text', text: 'Open' } }],
    },
  ],
};

const drawnAt = async (page: Page, selector: string): Promise<string> => {
  await page.locator(selector).waitFor();
  return selector;
};

export const startStage = async (): Promise<Stage> => {
  let next: State | undefined;
  let cast: Cast | undefined;
  let call: Rig['call'] | undefined;
  const drawn = (): object => {
    if (next === undefined || cast === undefined) throw new Error('nothing is to be shown');
    return next.draw(cast);
  };
  const listen = (app: App): void => {
    app.action(OPEN_FORM, async ({ ack, body }) => {
      await ack();
      await call?.('views.open', { trigger_id: textAt(body, 'trigger_id'), view: drawn() });
    });
    app.event('app_home_opened', async ({ event }) => {
      if (next?.on === 'home') await call?.('views.publish', { user_id: event.user, view: drawn() });
    });
  };
  const rig = await startRig('http', listen, { channels: CHANNELS });
  call = rig.call;
  const { world } = rig.sandbox;
  const person = (name: string) => {
    const found = [...world.people.values()].find((one) => one.name === name);
    if (found === undefined) throw new Error(`the sandbox has no ${name}`);
    return { id: found.id, name: found.real_name };
  };
  cast = { ana: person('ana'), ben: person('ben'), chiara: person('chiara') };
  const idOf = (channel: string): string =>
    [...world.channels.values()].find(({ name }) => name === channel)?.id ?? '';
  const nothing = () => Promise.resolve(undefined);
  rig.sandbox.setBot({ pid: () => 1, api: () => undefined, start: nothing, end: nothing, setClock: nothing });
  await rig.post('clock', { now: NOW });

  const post = async (channel: string, message: object): Promise<string> => {
    const { body } = await rig.call('chat.postMessage', { channel: idOf(channel), ...message });
    if (body['ok'] !== true) throw new Error(`the sandbox refused it: ${JSON.stringify(body)}`);
    return textAt(body, 'ts');
  };
  /** To a channel or to Home; on a narrow window the list of them is behind a button. */
  const go = async (page: Page, where: RegExp): Promise<void> => {
    const entry = page.getByRole('button', { name: where });
    const channels = page.getByRole('button', { name: 'Channels', exact: true });
    if (!(await entry.isVisible())) await channels.click();
    await entry.click();
  };
  let turn = 0;
  const nextChannel = async (page: Page): Promise<string> => {
    const channel = CHANNELS[turn++ % CHANNELS.length] ?? CHANNELS[0];
    await go(page, new RegExp(`^${channel}`));
    return channel;
  };

  return {
    open: async (browser, options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 1000 },
        ...PLACE,
        ...options,
      });
      await context.addInitScript(`localStorage.setItem('sandbox.person', ${JSON.stringify(cast?.ana.id)})`);
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      await page.goto(rig.sandbox.url);
      await page.locator('.conversation .stream').waitFor();
      return page;
    },
    show: async (page, state) => {
      next = state;
      if (state.on === 'home') {
        await nextChannel(page);
        await go(page, /^Home$/);
        return drawnAt(page, '.home-blocks');
      }
      const channel = await nextChannel(page);
      if (state.on === 'message') {
        return drawnAt(page, `[data-ts="${await post(channel, drawn())}"] .app-blocks`);
      }
      const ts = await post(channel, opener);
      await page.locator(`[data-ts="${ts}"] [data-action-id="${OPEN_FORM}"]`).click();
      return drawnAt(page, '[role="dialog"]');
    },
    stop: rig.stop,
  };
};
