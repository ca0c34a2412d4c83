import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBlocks, checkModal } from '../../blocks/check-blocks.ts';
import type { CardMessage, Modal } from '../../blocks/pieces.ts';
import { checkMessageBlocks } from '../../src/sandbox/slack/check/message.ts';
import { checkView } from '../../src/sandbox/slack/check/view.ts';
import { wordsOf } from '../blocks/read-blocks.ts';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { STATES } from './registry.ts';
import { type Stage, startStage } from './stage.ts';
import type { Cast, State } from './state.ts';

const cast: Cast = {
  ana: { id: 'U0ANA', name: 'Ana Lindqvist' },
  ben: { id: 'U0BEN', name: 'Ben Okafor' },
  chiara: { id: 'U0CHIARA', name: 'Chiara Moretti' },
};
const named = STATES.map((state): [string, State] => [`${state.kind}: ${state.says}`, state]);
const messages = STATES.flatMap((state): [string, CardMessage][] =>
  state.on === 'message' ? [[`${state.kind}: ${state.says}`, state.draw(cast)]] : [],
);
const modals = STATES.flatMap((state): [string, Modal][] =>
  state.on === 'modal' ? [[state.says, state.draw(cast)]] : [],
);

it('every state has a caption of its own', () => {
  expect(new Set(named.map(([name]) => name)).size).toBe(STATES.length);
});

describe('a message', () => {
  it.each(messages)('%s: within the limits, with a notification that stands alone', (_, { text, blocks }) => {
    expect(checkBlocks(blocks)).toEqual([]);
    expect(checkMessageBlocks(blocks, '/blocks')).toEqual([]);
    // What it is about, in words, without marks that a notification would show as they are.
    expect(text.length).toBeGreaterThan(15);
    expect(text).not.toMatch(/undefined|NaN|\[object|\*\*/);
    expect(wordsOf(blocks)).not.toMatch(/undefined|NaN|\[object/);
  });

  it.each(messages)('%s: whoever listens to it misses nothing', (_, { blocks }) => {
    const elements = JSON.stringify(blocks, (_key, value: unknown) => value);
    expect(elements).not.toMatch(/"type":"image"(?![^}]*"alt_text":"[^"]{3})/);
    // A line never begins with a picture alone: words follow it.
    for (const line of wordsOf(blocks).split('\n'))
      expect(line).not.toMatch(/^\p{Extended_Pictographic}\uFE0F?$/u);
  });
});

describe('a form', () => {
  it.each(modals)('%s: within the limits', (_, modal) => {
    expect(checkModal(modal)).toEqual([]);
    expect(checkView(modal, 'modal')).toEqual([]);
    expect(wordsOf(modal)).not.toMatch(/undefined|NaN|\[object/);
  });
});

/**
 * Of what is drawn: blocks with nothing in them, what stands out to the right, what is cut off, and what can be pressed
 * or filled in without a name. Runs in the page.
 */
const FAULTS = `(root) => {
  const name = (one) => one.className + ': ' + (one.textContent ?? '').slice(0, 60);
  const all = [root, ...root.querySelectorAll('*')];
  const right = (one) => one.getBoundingClientRect().right;
  const edge = Math.min(innerWidth, right(root)) + 1;
  const filled = 'hr, img, input, textarea, select';
  const empty = [...root.querySelectorAll('.block')].filter(
    (one) => one.textContent.trim() === '' && one.querySelector(filled) === null,
  );
  const isCut = (one) => {
    const { display, overflowX } = getComputedStyle(one);
    return one.scrollWidth > one.clientWidth + 1 && overflowX !== 'visible' && !/inline|contents/.test(display);
  };
  const isUnnamed = (one) =>
    (one.getAttribute('aria-label') ?? one.textContent ?? '') === '' &&
    !(one.labels?.length > 0) &&
    one.getAttribute('aria-labelledby') === null;
  return [
    ...empty.map((one) => 'empty ' + name(one)),
    ...all.filter((one) => right(one) > edge).map((one) => 'wide ' + name(one)),
    ...all.filter(isCut).map((one) => 'cut ' + name(one)),
    ...[...root.querySelectorAll('button, input, textarea, select')].filter(isUnnamed).map((one) => 'unnamed ' + name(one)),
  ];
}`;
const faults = (page: Page, shown: string): Promise<unknown> =>
  page.evaluate(`(${FAULTS})(document.querySelector(${JSON.stringify(shown)}))`);

describe.skipIf(!hasBrowser()).each([1280, 390])('on the page, %i wide', (width) => {
  let browser: Browser | undefined;
  let stage: Stage | undefined;
  let page: Page | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
    stage = await startStage();
    page = browser && (await stage.open(browser, { viewport: { width, height: 1200 } }));
  }, 30_000);
  afterAll(async () => {
    await browser?.close();
    await stage?.stop();
  });

  it.each(named)(
    '%s: nothing is empty, cut or too wide',
    async (_, state) => {
      if (page === undefined || stage === undefined) throw new Error('there is no window');
      const shown = await stage.show(page, state);
      expect(await faults(page, shown)).toEqual([]);
      if (state.on === 'modal') {
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    },
    20_000,
  );
});
