import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/server.ts';
import { hasBrowser } from '../support/browser.ts';
import { gallery } from './page-cards.ts';
import { gone, seen, tooWide, useWindow } from './page-window.ts';

describe.skipIf(!hasBrowser())('around the cards of the page', () => {
  const at = useWindow();

  it('runs slash commands, shows the answer to that person only, and posts what is no command', async () => {
    const box = at.page.getByRole('textbox', { name: 'Message #finance-decisions' });
    await box.fill('/handraise list');
    await at.page.keyboard.press('Enter');
    await at.page.getByText('Only visible to you').waitFor();
    expect(await box.inputValue()).toBe('');
    await box.fill('a & <b>');
    await at.page.keyboard.press('Enter');
    await at.page.getByText('a & <b>').waitFor();
    const other = await at.open('ben');
    await other.getByText('a & <b>').waitFor();
    expect(await other.getByText('Only visible to you').count()).toBe(0);
    await other.context().close();
  });

  it('opens a thread, answers in it, and raises a hand on a message', async () => {
    const ts = await at.desk.card();
    const card = at.page.locator(`.conversation [data-ts="${ts}"]`);
    await card.getByRole('button', { name: /^Message actions/ }).click();
    await at.page.getByRole('menuitem', { name: 'Reply in thread' }).click();
    await at.page.getByRole('textbox', { name: 'Reply' }).fill('Which hotel?');
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('complementary', { name: 'Thread' }).getByText('Which hotel?').waitFor();
    await card.getByRole('button', { name: '1 reply' }).waitFor();
    await card.getByRole('button', { name: /^Message actions/ }).click();
    await at.page.getByRole('menuitem', { name: /^Raise a hand/ }).click();
    await at.dialog().waitFor();
    expect(at.desk.heard.at(-1)?.what).toBe('raise_hand');
  });

  it('lets one act as somebody else, with their own Home and modals', async () => {
    await at.desk.card();
    await at.action('verdict_approve').click();
    await at.dialog().waitFor();
    const other = await at.open('ben');
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
    await at.page.getByText('Send a decision of your own').click();
    await at.page.getByLabel('Start from').selectOption({ label: 'Without its facts (expense-bot)' });
    await at.page.getByRole('button', { name: 'Send decision' }).click();
    await at.page.locator('.answer li', { hasText: 'facts.amount is required' }).waitFor();
    expect(await at.page.locator('.answer li').count()).toBe(2);
    await at.page.getByLabel('Body').fill('{ "facts": ');
    expect(await at.page.getByRole('button', { name: 'Send decision' }).isDisabled()).toBe(true);
    await at.page.getByLabel('Body').fill('{ "facts": {}, "title": "Mine" }');
    await at.page.getByRole('button', { name: 'Send decision' }).click();
    await at.page.locator('.log li', { hasText: 'Mine' }).getByText('202 · review').waitFor();
  });

  it('shows times on the clock of whoever acts, also once the clock was moved', async () => {
    await at.page.request.post(`${at.desk.sandbox.url}/_sandbox/clock`, {
      data: { now: '2030-07-02T22:30:00Z' },
    });
    await at.desk.card([
      { type: 'section', text: { type: 'mrkdwn', text: '<!date^1909261800^{date_num} {time}|x>' } },
    ]);
    await at.page.getByText(/ahead of the real time · Stockholm/).waitFor();
    await at.page.getByText(/^2030-07-03 (12:30 AM|00:30)$/).waitFor();
    await at.page.locator('.conversation [data-ts] time', { hasText: /^(12:3. AM|00:3.)$/ }).waitFor();
    const other = await at.open('hugo');
    expect(await seen(other.getByText(/^2030-07-02 (11:30 PM|23:30)$/))).toBe(true);
    await other.context().close();
  });

  it('opens Home anew when the clock is moved while somebody looks at it', async () => {
    await at.page.getByRole('button', { name: 'Home', exact: true }).click();
    await at.page.getByRole('heading', { name: /^4 wait for you/ }).waitFor();
    const drawn = () => at.desk.sandbox.world.calls.filter(({ method }) => method === 'views.publish').length;
    const before = drawn();
    await at.page.getByRole('button', { name: 'One hour later' }).click();
    await expect.poll(drawn).toBe(before + 1);
  });

  it('moves the clock, stops the bot and starts it again', async () => {
    await at.page.getByRole('button', { name: 'One day later' }).click();
    await at.page.getByText('1 d ahead of the real time').waitFor();
    await at.page.getByRole('button', { name: 'Stop the bot' }).click();
    await at.page.getByText('Handraise is stopped.').waitFor();
    await at.page.getByRole('button', { name: 'Start the bot' }).click();
    expect(await gone(at.page.getByText('Handraise is stopped.'))).toBe(true);
  });

  it('says that the sandbox is gone, and connects again when it is back', async () => {
    const { port } = at.desk.sandbox;
    await at.desk.sandbox.stop();
    await at.page.getByText('The sandbox is gone.').waitFor();
    at.forgive();
    const again = await startSandbox({ port });
    expect(await gone(at.page.getByText('The sandbox is gone.'))).toBe(true);
    await at.page.close();
    await again.stop();
    at.forgive();
  });

  it('fits a narrow screen, one part at a time', async () => {
    const narrow = await at.open('ana', 390);
    await at.desk.card(gallery(at.desk.person('ana'), at.desk.channel('general'), 0));
    await at.desk.card();
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
