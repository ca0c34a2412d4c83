/** A browser window on the sandbox's page, and ways to look at it. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Desk, startDesk } from './page-desk.ts';

export type Window = {
  desk: Desk;
  /** What Ana sees. */
  page: Page;
  /** Another window, acting as that person. */
  open: (who: string, width?: number) => Promise<Page>;
  dialog: () => Locator;
  action: (id: string) => Locator;
  /** The action id of what has the focus, else its name. */
  focused: () => Promise<string | null>;
  /** Forgets what the browser complained about so far. */
  forgive: () => void;
};

/** Starts the browser once, and a desk with a window before each test; a complaint of the browser fails it. */
export const useWindow = (): Window => {
  let browser: Browser | undefined;
  let complaints: string[] = [];
  const open = async (who: string, width = 1280): Promise<Page> => {
    if (!browser) throw new Error('no browser');
    const context = await browser.newContext({ viewport: { width, height: 860 } });
    const person = JSON.stringify(seat.desk.person(who));
    await context.addInitScript(`localStorage.setItem('sandbox.person', ${person})`);
    const opened = await context.newPage();
    opened.setDefaultTimeout(5_000);
    opened.on('pageerror', (error) => complaints.push(String(error)));
    opened.on('console', (line) => {
      // A refusal that a test provokes is logged by the browser too.
      if (line.type() === 'error' && !line.text().includes('status of 4')) complaints.push(line.text());
    });
    await opened.goto(seat.desk.sandbox.url);
    await opened.locator('.conversation .stream').waitFor();
    return opened;
  };
  let desk: Desk | undefined;
  let page: Page | undefined;
  const seat: Window = {
    get desk() {
      if (!desk) throw new Error('the desk is there only inside a test');
      return desk;
    },
    get page() {
      if (!page) throw new Error('the window is there only inside a test');
      return page;
    },
    open,
    dialog: () => seat.page.getByRole('dialog'),
    action: (id) => seat.page.locator(`[data-action-id="${id}"]`).last(),
    focused: async () => {
      const element = seat.page.locator(':focus');
      return (await element.getAttribute('data-action-id')) ?? element.getAttribute('aria-label');
    },
    forgive: () => {
      complaints = [];
    },
  };
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    complaints = [];
    desk = await startDesk();
    page = await open('ana');
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    await desk?.stop();
    if (complaints.length > 0) throw new Error(`the browser complained: ${complaints.join('; ')}`);
  });
  return seat;
};

/** Waits for something to be seen; fails after five seconds. */
export const seen = async (locator: Locator): Promise<boolean> => {
  await locator.waitFor();
  return true;
};

export const gone = async (locator: Locator): Promise<boolean> => {
  await locator.waitFor({ state: 'detached' });
  return true;
};

/** What stands out of the window to the right, sideways scrollers and the skip link left out. */
export const tooWide = (narrow: Page): Promise<unknown> =>
  narrow.evaluate(`[...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.table-scroll, .skip'))
    .map((one) => one.className)`);
