import { valueOf } from '../dom/events.ts';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { loadMessages, loadThread, loadViews } from '../live/load.ts';
import { change, model } from '../live/model.ts';
import { send } from './send.ts';

/** Where the acting person writes: a message, or a slash command. */
export function drawComposer(channel: string, label: string, thread?: string): Child {
  const name = `composer:${channel}:${thread ?? ''}:${model.me}`;
  const text = String(model.drafts.get(name) ?? '');
  const note = model.notes.get(name);
  const busy = model.busy.has(name);
  const submit = async (): Promise<void> => {
    if (text.trim() === '' || busy) return;
    change((page) => {
      page.busy.add(name);
      page.notes.delete(name);
    });
    const problem = await send(channel, text.trim(), thread);
    change((page) => {
      page.busy.delete(name);
      if (problem) page.notes.set(name, problem);
      else page.drafts.delete(name);
    });
    await Promise.all([loadMessages(channel), loadThread(), loadViews()]);
  };
  return h(
    'form',
    {
      class: 'composer',
      key: name,
      on: {
        submit: (event) => {
          event.preventDefault();
          void submit();
        },
      },
    },
    note && h('p', { class: 'press-note', role: 'alert' }, icon('warn'), note),
    h(
      'div',
      { class: 'composer-box' },
      h('textarea', {
        key: 'text',
        rows: Math.min(6, text.split('\n').length),
        'aria-label': label,
        placeholder: thread ? label : `${label}, or /handraise`,
        value: text,
        on: {
          input: (event) => change((page) => page.drafts.set(name, valueOf(event))),
          keydown: (event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            void submit();
          },
        },
      }),
      h(
        'button',
        {
          type: 'submit',
          class: 'send',
          'aria-label': 'Send',
          title: 'Send',
          disabled: text.trim() === '' || busy,
        },
        busy ? h('span', { class: 'spinner', 'aria-hidden': 'true' }) : icon('send'),
      ),
    ),
  );
}
