import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { gallery } from './page-cards.ts';
import { type Desk, startDesk } from './page-desk.ts';
import { dig, eventually, listAt } from './slack-small-bot.ts';

let browser: Browser | undefined;
let desk: Desk;
let page: Page;
/** What the browser complained about; nothing is expected but refusals that a test provokes. */
let complaints: string[];

const open = async (who: string, options: { width?: number; touch?: boolean } = {}): Promise<Page> => {
  if (!browser) throw new Error('no browser');
  const context = await browser.newContext({ viewport: { width: options.width ?? 1280, height: 860 } });
  await context.addInitScript(`localStorage.setItem('sandbox.person', ${JSON.stringify(desk.person(who))})`);
  const opened = await context.newPage();
  opened.setDefaultTimeout(5_000);
  opened.on('pageerror', (error) => complaints.push(String(error)));
  opened.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('status of 4')) complaints.push(line.text());
  });
  await opened.goto(desk.sandbox.url);
  await opened.locator('.conversation .stream').waitFor();
  return opened;
};

const dialog = () => page.getByRole('dialog');
const action = (id: string) => page.locator(`[data-action-id="${id}"]`).last();
/** The action id of what has the focus, else its name. */
const focused = async (): Promise<string | null> => {
  const element = page.locator(':focus');
  return (await element.getAttribute('data-action-id')) ?? element.getAttribute('aria-label');
};
/** Waits for something to be seen; fails after five seconds. */
const seen = async (locator: Locator): Promise<boolean> => {
  await locator.waitFor();
  return true;
};
const gone = async (locator: Locator): Promise<boolean> => {
  await locator.waitFor({ state: 'detached' });
  return true;
};
/** What stands out of the window to the right, sideways scrollers and the skip link left out. */
const tooWide = (narrow: Page): Promise<unknown> =>
  narrow.evaluate(`[...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.table-scroll, .skip'))
    .map((one) => one.className)`);

describe.skipIf(!hasBrowser())('the page', () => {
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
    await page.context().close();
    await desk.stop();
    if (complaints.length > 0) throw new Error(`the browser complained: ${complaints.join('; ')}`);
  });

  it('shows a card when it is posted, without reloading, and marks the channel elsewhere', async () => {
    const ts = await desk.card();
    await page
      .locator(`[data-ts="${ts}"]`)
      .getByRole('heading', { name: /EXP-10422/ })
      .waitFor();
    await desk.card(undefined, desk.channel('payments'));
    await page.getByRole('button', { name: 'payments, 1 unread' }).click();
    expect(await seen(page.getByRole('button', { name: 'payments', exact: true }))).toBe(true);
  });

  it('carries a verdict from the press over the reason to the settled card', async () => {
    await desk.card();
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    await dialog()
      .getByRole('button', { name: /^Reject 1,840/ })
      .click();
    await expect.poll(() => dialog().getByRole('alert').count()).toBe(2);
    expect(desk.heard.map((one) => one.what)).toEqual(['verdict_reject']);
    await dialog().getByRole('radio', { name: 'Duplicate' }).check();
    await dialog().getByRole('textbox', { name: 'Explain' }).fill('Same report as EXP-10377');
    await dialog().getByRole('checkbox', { name: 'Teaching example' }).check();
    await dialog()
      .getByRole('button', { name: /^Reject 1,840/ })
      .click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('Approved with changes').waitFor();
    expect(await page.getByRole('button', { name: 'Reject', exact: true }).count()).toBe(0);
    const values = dig(desk.heard.at(-1)?.body, 'view.state.values');
    expect(dig(values, 'reason.code.selected_option.value')).toBe('duplicate');
    expect(dig(values, 'explain.text.value')).toBe('Same report as EXP-10377');
    expect(listAt(values, 'tags.tags.selected_options')).toHaveLength(1);
  });

  it('shows what the bot finds wrong at its field, and keeps what was typed', async () => {
    await desk.card();
    await action('verdict_reject').click();
    await dialog().getByRole('radio', { name: 'Other' }).check();
    const explain = dialog().getByRole('textbox', { name: 'Explain' });
    await explain.fill('because');
    await dialog()
      .getByRole('button', { name: /^Reject 1,840/ })
      .click();
    await dialog().getByText('Say what the AI missed.').waitFor();
    expect(await explain.inputValue()).toBe('because');
    expect(await explain.getAttribute('aria-invalid')).toBe('true');
    expect(await dialog().getByRole('radio', { name: 'Other' }).isChecked()).toBe(true);
    await expect.poll(focused).toBe('text');
  });

  it('works by keyboard alone, and gives the focus back where it was', async () => {
    await desk.card();
    await action('verdict_reject').focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    const inside = () => dialog().locator(':focus').count();
    await expect.poll(inside).toBe(1);
    for (let presses = 0; presses < 15; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await inside()).toBe(1);
    }
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('verdict_reject');
    await action('more').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Reassign' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('s');
    await page.keyboard.press('Enter');
    await eventually('the choice arrives', () =>
      desk.heard.find((one) => dig(one.body, 'actions.0.selected_option.value') === 'snooze'),
    );
    await expect.poll(focused).toBe('more');
  });

  it('keeps typed text, focus and scroll while the card changes and others arrive', async () => {
    for (let cards = 0; cards < 6; cards += 1) await desk.card();
    const box = page.getByRole('textbox', { name: 'Message #finance-decisions' });
    await box.fill('half a sent');
    const stream = page.locator('.conversation .stream');
    await stream.evaluate((element) => element.scrollTo({ top: 300 }));
    await page.getByRole('article').nth(5).waitFor();
    const ts = await desk.card();
    await page.locator(`[data-ts="${ts}"]`).waitFor();
    await page.getByRole('button', { name: 'New messages below' }).waitFor();
    expect(await stream.evaluate((element) => Math.round(element.scrollTop))).toBe(300);
    await page.keyboard.type('ence');
    expect(await box.inputValue()).toBe('half a sentence');
    await page.getByRole('button', { name: 'New messages below' }).click();
    await page.getByRole('button', { name: 'New messages below' }).waitFor({ state: 'detached' });
  });

  it('stacks modals and goes back one by one', async () => {
    await desk.card();
    await action('modify').click();
    await dialog().getByRole('textbox', { name: 'Amount' }).fill('1760');
    await dialog().getByRole('button', { name: 'Full context' }).click();
    await page.getByRole('dialog', { name: 'Full context' }).getByRole('button', { name: 'Back' }).click();
    expect(await dialog().getByRole('textbox', { name: 'Amount' }).inputValue()).toBe('1760');
  });

  it('finds people and policy lines by typing', async () => {
    await desk.card();
    await action('modify').click();
    const people = dialog().getByRole('combobox', { name: 'Tell also' });
    await people.fill('hug');
    await page.keyboard.press('Enter');
    await dialog().getByRole('button', { name: 'Remove Hugo Martins' }).waitFor();
    await dialog().getByRole('combobox', { name: 'Policy line' }).fill('hotel');
    await dialog().getByRole('option', { name: 'Policy 4.2: hotel cap' }).click();
    await dialog().getByText('Policy 4.2: hotel cap').waitFor();
    await dialog().getByRole('radio', { name: 'Duplicate' }).check();
    await dialog().getByRole('textbox', { name: 'Explain' }).fill('Two of the same');
    await dialog()
      .getByRole('button', { name: /^Reject 1,840/ })
      .click();
    await dialog().waitFor({ state: 'detached' });
    const values = dig(desk.heard.at(-1)?.body, 'view.state.values');
    expect(dig(values, 'people.u.selected_users')).toEqual([desk.person('hugo')]);
    expect(dig(values, 'policy.line.selected_option.value')).toBe('4.2');
  });

  it('asks before a press that the app wants confirmed', async () => {
    await desk.card(gallery(desk.person('ana'), desk.channel('general'), 0));
    await action('stop').click();
    const question = page.getByRole('alertdialog', { name: 'Stop this type?' });
    await question.getByRole('button', { name: 'Leave it' }).click();
    expect(desk.heard).toEqual([]);
    await action('stop').click();
    await question.getByRole('button', { name: 'Stop expense.report' }).click();
    await eventually('the press arrives', () => desk.heard.find((one) => one.what === 'stop'));
  });

  it('says so when the bot does not answer', async () => {
    await desk.card(gallery(desk.person('ana'), desk.channel('general'), 0));
    await action('silent').click();
    await page.locator('[data-action-id=silent] .spinner').waitFor();
    expect(await seen(page.getByText("Handraise didn't respond"))).toBe(true);
  });

  it('draws every block and turns no text into markup', async () => {
    await desk.card(gallery(desk.person('ana'), desk.channel('general'), 0));
    const card = page.locator('.app-blocks').last();
    await card.getByText('Escaped <script> & co').waitFor();
    expect(await card.locator('script, .block-unknown').count()).toBe(0);
    expect(
      await card
        .locator('.block')
        .evaluateAll(
          (blocks) => blocks.filter((one) => one.textContent === '' && !one.querySelector('hr, img')).length,
        ),
    ).toBe(0);
  });

  it('runs slash commands, shows the answer to that person only, and posts what is no command', async () => {
    const box = page.getByRole('textbox', { name: 'Message #finance-decisions' });
    await box.fill('/handraise list');
    await page.keyboard.press('Enter');
    await page.getByText('Only visible to you').waitFor();
    expect(await box.inputValue()).toBe('');
    await box.fill('a & <b>');
    await page.keyboard.press('Enter');
    await page.getByText('a & <b>').waitFor();
    const other = await open('ben');
    await other.getByText('a & <b>').waitFor();
    expect(await other.getByText('Only visible to you').count()).toBe(0);
    await other.context().close();
  });

  it('opens a thread, answers in it, and raises a hand on a message', async () => {
    const ts = await desk.card();
    const card = page.locator(`.conversation [data-ts="${ts}"]`);
    await card.getByRole('button', { name: /^Message actions/ }).click();
    await page.getByRole('menuitem', { name: 'Reply in thread' }).click();
    await page.getByRole('textbox', { name: 'Reply' }).fill('Which hotel?');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Thread' }).getByText('Which hotel?').waitFor();
    await card.getByRole('button', { name: '1 reply' }).waitFor();
    await card.getByRole('button', { name: /^Message actions/ }).click();
    await page.getByRole('menuitem', { name: /^Raise a hand/ }).click();
    await dialog().waitFor();
    expect(desk.heard.at(-1)?.what).toBe('raise_hand');
  });

  it('lets one act as somebody else, with their own Home and modals', async () => {
    await desk.card();
    await action('verdict_approve').click();
    await dialog().waitFor();
    const other = await open('ben');
    await other.getByRole('heading', { name: /EXP-10422/ }).waitFor();
    expect(await other.getByRole('dialog').count()).toBe(0);
    await other.getByRole('button', { name: /^Act as: Ben/ }).click();
    await other.getByRole('menuitemradio', { name: /^Greta Novak/ }).click();
    await other.getByRole('button', { name: 'security-decisions', exact: true }).waitFor();
    expect(await other.getByRole('button', { name: 'finance-decisions', exact: true }).count()).toBe(0);
    await other.getByRole('button', { name: 'Home', exact: true }).click();
    await other.getByRole('heading', { name: /^4 wait for you/ }).waitFor();
    await other.context().close();
  });

  it('sends a decision of one’s own and lists every problem of a bad one', async () => {
    await page.getByText('Send a decision of your own').click();
    await page.getByLabel('Start from').selectOption({ label: 'Without its facts (expense-bot)' });
    await page.getByRole('button', { name: 'Send decision' }).click();
    await page.locator('.answer li', { hasText: 'facts.amount is required' }).waitFor();
    expect(await page.locator('.answer li').count()).toBe(2);
    await page.getByLabel('Body').fill('{ "facts": ');
    expect(await page.getByRole('button', { name: 'Send decision' }).isDisabled()).toBe(true);
    await page.getByLabel('Body').fill('{ "facts": {}, "title": "Mine" }');
    await page.getByRole('button', { name: 'Send decision' }).click();
    await page.locator('.log li', { hasText: 'Mine' }).getByText('202 · review').waitFor();
  });

  it('moves the clock, stops the bot and starts it again', async () => {
    await page.getByRole('button', { name: 'One day later' }).click();
    await page.getByText('1 d ahead of the real time').waitFor();
    await page.getByRole('button', { name: 'Stop the bot' }).click();
    await page.getByText('Handraise is stopped.').waitFor();
    await page.getByRole('button', { name: 'Start the bot' }).click();
    expect(await gone(page.getByText('Handraise is stopped.'))).toBe(true);
  });

  it('says that the sandbox is gone, and connects again when it is back', async () => {
    const { port } = desk.sandbox;
    await desk.stop();
    await page.getByText('The sandbox is gone.').waitFor();
    complaints = [];
    const { startSandbox } = await import('../../src/sandbox/server.ts');
    const again = await startSandbox({ port });
    expect(await gone(page.getByText('The sandbox is gone.'))).toBe(true);
    complaints = [];
    desk = { ...desk, stop: again.stop };
  });

  it('fits a narrow screen, one part at a time', async () => {
    const narrow = await open('ana', { width: 390 });
    await desk.card(gallery(desk.person('ana'), desk.channel('general'), 0));
    await desk.card();
    await narrow.getByRole('button', { name: 'Reject', exact: true }).waitFor();
    expect(await tooWide(narrow)).toEqual([]);
    await narrow.getByRole('button', { name: 'Source', exact: true }).click();
    expect(await tooWide(narrow)).toEqual([]);
    await narrow.getByRole('button', { name: 'Channels', exact: true }).click();
    await narrow.getByRole('button', { name: 'general', exact: true }).click();
    await narrow.getByRole('textbox', { name: 'Message #general' }).waitFor();
    await narrow.context().close();
  });
});
