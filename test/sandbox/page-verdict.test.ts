import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { expenseCard, gallery } from './page-cards.ts';
import { plain } from './page-pieces.ts';
import { seen, useWindow } from './page-window.ts';
import { dig, eventually, listAt } from './slack-small-bot.ts';

describe.skipIf(!hasBrowser())('cards and modals on the page', () => {
  const at = useWindow();

  it('shows a card when it is posted, without reloading, and marks the channel elsewhere', async () => {
    const ts = await at.desk.card();
    await at.page
      .locator(`[data-ts="${ts}"]`)
      .getByRole('heading', { name: /EXP-10422/ })
      .waitFor();
    await at.desk.card(undefined, at.desk.channel('payments'));
    await at.page.getByRole('button', { name: 'payments, 1 unread' }).click();
    expect(await seen(at.page.getByRole('button', { name: 'payments', exact: true }))).toBe(true);
  });

  it('carries a verdict from the press over the reason to the settled card', async () => {
    await at.desk.card();
    await at.page.getByRole('button', { name: 'Reject', exact: true }).click();
    await at
      .dialog()
      .getByRole('button', { name: /^Reject 1,840/ })
      .click();
    await expect.poll(() => at.dialog().getByRole('alert').count()).toBe(2);
    await expect.poll(() => at.page.locator(':focus').getAttribute('type')).toBe('radio');
    expect(at.desk.heard.map((one) => one.what)).toEqual(['verdict_reject']);
    await at.dialog().getByRole('radio', { name: 'Duplicate' }).check();
    await at.dialog().getByRole('textbox', { name: 'Explain' }).fill('Same report as EXP-10377');
    await at.dialog().getByRole('checkbox', { name: 'Teaching example' }).check();
    await at
      .dialog()
      .getByRole('button', { name: /^Reject 1,840/ })
      .click();
    await at.dialog().waitFor({ state: 'detached' });
    await at.page.getByText('Approved with changes').waitFor();
    expect(await at.page.getByRole('button', { name: 'Reject', exact: true }).count()).toBe(0);
    const values = dig(at.desk.heard.at(-1)?.body, 'view.state.values');
    expect(dig(values, 'reason.code.selected_option.value')).toBe('duplicate');
    expect(dig(values, 'explain.text.value')).toBe('Same report as EXP-10377');
    expect(listAt(values, 'tags.tags.selected_options')).toHaveLength(1);
  });

  it('goes back to the button of a card that was drawn anew while its form was open', async () => {
    const ts = await at.desk.card();
    await at.action('verdict_reject').focus();
    await at.page.keyboard.press('Enter');
    await at.dialog().waitFor();
    const channel = at.desk.channel('finance-decisions');
    const opened = { type: 'context', elements: [{ type: 'mrkdwn', text: 'Opened by Ana' }] };
    // Without ids of their own its blocks get others each time.
    const blocks = [
      opened,
      ...expenseCard(Date.now() / 1000 + 7200).map((one) => ({ ...one, block_id: undefined })),
    ];
    await at.desk.call('chat.update', { channel, ts, text: 'Approve EXP-10422?', blocks });
    await at.page.getByText('Opened by Ana').waitFor();
    await at.page.keyboard.press('Escape');
    await at.dialog().waitFor({ state: 'detached' });
    await expect.poll(() => at.focused()).toBe('verdict_reject');
  });

  it('stays with what was chosen on Home when it is drawn anew, and begins another page at its top', async () => {
    await at.page.getByRole('button', { name: 'Home', exact: true }).click();
    const publish = (words: string) =>
      at.desk.call('views.publish', {
        user_id: at.desk.person('ana'),
        view: {
          type: 'home',
          blocks: [
            { type: 'header', text: plain(words) },
            {
              type: 'actions',
              elements: [
                {
                  type: 'static_select',
                  action_id: 'pick',
                  options: [
                    { text: plain('One'), value: '1' },
                    { text: plain('Two'), value: '2' },
                  ],
                },
                { type: 'button', action_id: 'n', text: plain('Next') },
              ],
            },
          ],
        },
      });
    await at.page.getByRole('heading', { name: /^4 wait for you/ }).waitFor();
    await publish('First');
    await at.page.getByRole('heading', { name: 'First' }).waitFor();
    await at.action('pick').focus();
    await publish('Second');
    await at.page.getByRole('heading', { name: 'Second' }).waitFor();
    await expect.poll(() => at.focused()).toBe('pick');
    await at.action('n').focus();
    await publish('Third');
    await at.page.getByRole('heading', { name: 'Third' }).waitFor();
    await expect.poll(() => at.focused()).toBe('Home');
  });

  it('takes nothing from one form into another that takes its place', async () => {
    await at.desk.card();
    await at.action('verdict_reject').click();
    await at.dialog().getByRole('radio', { name: 'Duplicate' }).check();
    await at.dialog().getByRole('textbox', { name: 'Explain' }).fill('Paid in May');
    const [view] = [...at.desk.sandbox.world.modals];
    const say = (title: string, blocks: object[]) =>
      at.desk.call('views.update', {
        view_id: view?.id,
        view: { type: 'modal', title: plain(title), submit: plain('Send'), blocks },
      });
    await say('Between', [{ type: 'section', text: plain('Nothing to fill in') }]);
    await at.page.getByRole('heading', { name: 'Between' }).waitFor();
    const explain = { type: 'plain_text_input', action_id: 'text' };
    const options = [{ text: plain('Within policy'), value: 'within_policy' }];
    await say('Another', [
      {
        type: 'input',
        block_id: 'reason',
        label: plain('Reason'),
        element: { type: 'static_select', action_id: 'code', options },
      },
      { type: 'input', block_id: 'explain', label: plain('Explain'), element: explain },
    ]);
    await at.page.getByRole('heading', { name: 'Another' }).waitFor();
    expect(await at.dialog().getByRole('textbox', { name: 'Explain' }).inputValue()).toBe('');
    expect(await at.dialog().getByRole('combobox', { name: 'Reason' }).inputValue()).toBe('');
  });

  it('keeps the focus inside when another form takes the place of what is open', async () => {
    await at.desk.card();
    await at.action('verdict_reject').click();
    await at.dialog().getByRole('radio', { name: 'Duplicate' }).focus();
    const [view] = [...at.desk.sandbox.world.modals];
    const more = {
      type: 'input',
      block_id: 'before',
      label: plain('Before'),
      element: { type: 'plain_text_input', action_id: 'before' },
    };
    const reason = {
      type: 'input',
      block_id: 'another',
      label: plain('Reason'),
      element: {
        type: 'static_select',
        action_id: 'another',
        option_groups: [{ label: plain('Approve'), options: [{ text: plain('Fine'), value: 'fine' }] }],
      },
    };
    await at.desk.call('views.update', {
      view_id: view?.id,
      view: { type: 'modal', title: plain('Another'), submit: plain('Send'), blocks: [reason] },
    });
    await at.dialog().getByRole('heading', { name: 'Another' }).waitFor();
    await expect.poll(at.focused).toBe('another');
    expect(await at.action('another').locator('option:checked').innerText()).toBe('Choose an option');
    const again = { ...reason, block_id: 'drawn_anew' };
    await at.desk.call('views.update', {
      view_id: view?.id,
      view: { type: 'modal', title: plain('Again'), submit: plain('Send'), blocks: [more, again] },
    });
    await at.dialog().getByRole('heading', { name: 'Again' }).waitFor();
    await expect.poll(at.focused).toBe('another');
    await at.page.keyboard.press('Escape');
    await at.dialog().waitFor({ state: 'detached' });
  });

  it('shows what the bot finds wrong at its field, and keeps what was typed', async () => {
    await at.desk.card();
    await at.action('verdict_reject').click();
    await at.dialog().getByRole('radio', { name: 'Other' }).check();
    const explain = at.dialog().getByRole('textbox', { name: 'Explain' });
    await explain.fill('because');
    await at
      .dialog()
      .getByRole('button', { name: /^Reject 1,840/ })
      .click();
    await at.dialog().getByText('Say what the AI missed.').waitFor();
    expect(await explain.inputValue()).toBe('because');
    expect(await explain.getAttribute('aria-invalid')).toBe('true');
    expect(await at.dialog().getByRole('radio', { name: 'Other' }).isChecked()).toBe(true);
    await expect.poll(at.focused).toBe('text');
  });

  it('works by keyboard alone, and gives the focus back where it was', async () => {
    await at.desk.card();
    await at.action('verdict_reject').focus();
    await at.page.keyboard.press('Enter');
    await at.dialog().waitFor();
    const inside = () => at.dialog().locator(':focus').count();
    await expect.poll(inside).toBe(1);
    for (let presses = 0; presses < 15; presses += 1) {
      await at.page.keyboard.press('Tab');
      expect(await inside()).toBe(1);
    }
    await at.page.keyboard.press('Escape');
    await at.dialog().waitFor({ state: 'detached' });
    await expect.poll(at.focused).toBe('verdict_reject');
    await at.action('more').focus();
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('menuitem', { name: 'Reassign' }).waitFor();
    await at.page.keyboard.press('ArrowDown');
    await at.page.keyboard.press('s');
    await at.page.keyboard.press('Enter');
    await eventually('the choice arrives', () =>
      at.desk.heard.find((one) => dig(one.body, 'actions.0.selected_option.value') === 'snooze'),
    );
    await expect.poll(at.focused).toBe('more');
  });

  it('keeps typed text, focus and scroll while the card changes and others arrive', async () => {
    for (let cards = 0; cards < 6; cards += 1) await at.desk.card();
    const box = at.page.getByRole('textbox', { name: 'Message #finance-decisions' });
    await box.fill('half a sent');
    const stream = at.page.locator('.conversation .stream');
    await stream.evaluate((element) => element.scrollTo({ top: 300 }));
    await at.page.getByRole('article').nth(5).waitFor();
    const ts = await at.desk.card();
    await at.page.locator(`[data-ts="${ts}"]`).waitFor();
    await at.page.getByRole('button', { name: 'New messages below' }).waitFor();
    expect(await stream.evaluate((element) => Math.round(element.scrollTop))).toBe(300);
    await at.page.keyboard.type('ence');
    expect(await box.inputValue()).toBe('half a sentence');
    await at.page.getByRole('button', { name: 'New messages below' }).click();
    await at.page.getByRole('button', { name: 'New messages below' }).waitFor({ state: 'detached' });
  });

  it('stacks modals and goes back one by one', async () => {
    await at.desk.card();
    await at.action('modify').click();
    await at.dialog().getByRole('textbox', { name: 'Amount' }).fill('1760');
    await at.dialog().getByRole('button', { name: 'Full context' }).click();
    await at.page.getByRole('dialog', { name: 'Full context' }).getByRole('button', { name: 'Back' }).click();
    expect(await at.dialog().getByRole('textbox', { name: 'Amount' }).inputValue()).toBe('1760');
  });

  it('tells the bot what is typed, and at last all of it, however fast that is', async () => {
    await at.desk.card();
    await at.action('modify').click();
    const amount = at.dialog().getByRole('textbox', { name: 'Amount' });
    await amount.fill('');
    await amount.pressSequentially('1760.25');
    const told = () =>
      at.desk.heard.filter(({ what }) => what === 'n').map(({ body }) => dig(body, 'actions.0.value'));
    await eventually('the last character arrives', () => told().at(-1) === '1760.25' || undefined);
    expect(new Set(told()).size).toBe(told().length);
    expect(await amount.inputValue()).toBe('1760.25');
    await expect.poll(at.focused).toBe('n');
  });

  it('finds people and policy lines by typing', async () => {
    await at.desk.card();
    await at.action('modify').click();
    const people = at.dialog().getByRole('combobox', { name: 'Tell also' });
    await people.fill('hug');
    await at.page.keyboard.press('Enter');
    await at.dialog().getByRole('button', { name: 'Remove Hugo Martins' }).waitFor();
    await at.dialog().getByRole('combobox', { name: 'Policy line' }).fill('hotel');
    await at.dialog().getByRole('option', { name: 'Policy 4.2: hotel cap' }).click();
    await at.dialog().getByText('Policy 4.2: hotel cap').waitFor();
    await at.dialog().getByRole('radio', { name: 'Duplicate' }).check();
    await at.dialog().getByRole('textbox', { name: 'Explain' }).fill('Two of the same');
    await at
      .dialog()
      .getByRole('button', { name: /^Reject 1,840/ })
      .click();
    await at.dialog().waitFor({ state: 'detached' });
    const values = dig(at.desk.heard.at(-1)?.body, 'view.state.values');
    expect(dig(values, 'people.u.selected_users')).toEqual([at.desk.person('hugo')]);
    expect(dig(values, 'policy.line.selected_option.value')).toBe('4.2');
  });

  it('asks before a press that the app wants confirmed', async () => {
    await at.desk.card(gallery(at.desk.person('ana'), at.desk.channel('general'), 0));
    await at.action('stop').click();
    const question = at.page.getByRole('alertdialog', { name: 'Stop this type?' });
    await question.getByRole('button', { name: 'Leave it' }).click();
    expect(at.desk.heard).toEqual([]);
    await at.action('stop').click();
    await question.getByRole('button', { name: 'Stop expense.report' }).click();
    await eventually('the press arrives', () => at.desk.heard.find((one) => one.what === 'stop'));
  });

  it('says so when the bot does not answer', async () => {
    await at.desk.card(gallery(at.desk.person('ana'), at.desk.channel('general'), 0));
    await at.action('silent').click();
    await at.page.locator('[data-action-id=silent] .spinner').waitFor();
    expect(await seen(at.page.getByText("Handraise didn't respond"))).toBe(true);
  });

  it('draws every block and turns no text into markup', async () => {
    await at.desk.card(gallery(at.desk.person('ana'), at.desk.channel('general'), 0));
    const card = at.page.locator('.app-blocks').last();
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
});
