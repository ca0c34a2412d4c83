import { type Child, h } from '../dom/vnode.ts';
import { tell } from '../live/api.ts';
import { loadBot } from '../live/load.ts';
import { change, model } from '../live/model.ts';

/** Whether the demo's own bot is known not to run. */
export function botStopped(): boolean {
  return model.bot?.running === false && model.source !== null;
}

/** Kills the bot without a warning, or starts it again on the same database. */
export async function setBot(action: 'kill' | 'start'): Promise<void> {
  change((page) => page.busy.add('bot'));
  const answer = await tell('bot', { action });
  change((page) => {
    page.busy.delete('bot');
    if (answer.ok) page.notes.delete('bot');
    else page.notes.set('bot', answer.error);
  });
  await loadBot();
}

/** Whether the bot's process runs, and how it is reached. */
export function drawBot(): Child {
  const { bot } = model;
  const ours = model.source !== null;
  const busy = model.busy.has('bot');
  const about = bot?.running ? ['running', bot.transport, bot.pid && `pid ${bot.pid}`] : ['stopped'];
  return h(
    'div',
    { class: 'control', key: 'bot' },
    ours && h('span', { class: `lamp ${bot?.running ? 'on' : 'off'}`, 'aria-hidden': 'true' }),
    h(
      'div',
      { class: 'control-text', role: 'status' },
      h('strong', {}, 'Bot'),
      h('small', {}, !ours ? 'started by hand' : bot ? about.filter(Boolean).join(' · ') : 'not known'),
      model.notes.has('bot') && h('small', { class: 'wrong-text' }, model.notes.get('bot')),
    ),
    bot &&
      ours &&
      h(
        'button',
        {
          type: 'button',
          class: 'button small',
          disabled: busy,
          'aria-label': bot.running ? 'Stop the bot' : 'Start the bot',
          on: { click: () => void setBot(bot.running ? 'kill' : 'start') },
        },
        busy ? h('span', { class: 'spinner', 'aria-hidden': 'true' }) : bot.running ? 'Stop' : 'Start',
      ),
  );
}
