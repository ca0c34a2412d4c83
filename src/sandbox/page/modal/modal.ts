import { drawBlocks } from '../blocks/index.ts';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { type OpenView, plain } from '../live/answers.ts';
import { model } from '../live/model.ts';
import { withEmoji } from '../text/draw.ts';
import { closeView, submitView } from './submit.ts';

/** The topmost modal of the acting person. Those below it wait until it is closed. */
export function drawModal(): Child {
  const view = model.views.at(-1);
  if (!view) return null;
  const below = model.views.length - 1;
  const name = `view:${view.id}`;
  const titleId = `title-${view.id}`;
  const errors = model.errors.get(view.id) ?? {};
  const note = model.notes.get(name);
  const covered = Boolean(model.menu ?? model.confirm);
  return h(
    'div',
    { class: 'veil', key: 'modal', inert: covered },
    h(
      'form',
      {
        class: 'modal',
        // A pushed view is a new modal; an updated one keeps its element and what was typed.
        key: view.id,
        role: 'dialog',
        'aria-modal': 'true',
        'aria-labelledby': titleId,
        'data-layer': 'modal',
        'data-view-id': view.id,
        'data-callback-id': view.callback_id,
        novalidate: true,
        on: {
          submit: (event) => {
            event.preventDefault();
            void submitView(view);
          },
          keydown: (event) => event.key === 'Escape' && void closeView(view),
        },
      },
      h(
        'header',
        { class: 'modal-head' },
        below > 0 &&
          h(
            'button',
            {
              type: 'button',
              class: 'icon-button',
              'aria-label': 'Back',
              on: { click: () => void closeView(view) },
            },
            icon('back'),
          ),
        h('h2', { id: titleId }, withEmoji(plain(view.title) || 'Untitled')),
        h(
          'button',
          {
            type: 'button',
            class: 'icon-button',
            'aria-label': 'Close',
            on: { click: () => void closeView(model.views[0] ?? view) },
          },
          icon('close'),
        ),
      ),
      h(
        'div',
        { class: 'modal-body blocks' },
        drawBlocks(view.blocks, { kind: 'view', id: view.id }, errors),
        unplaced(view, errors),
      ),
      drawFoot(view, note),
    ),
  );
}

function drawFoot(view: OpenView, note: string | undefined): Child {
  const busy = model.busy.has(`view:${view.id}`);
  const submit = plain(view.submit);
  return h(
    'footer',
    { class: 'modal-foot' },
    note && h('p', { class: 'press-note', role: 'alert' }, icon('warn'), note),
    h(
      'button',
      { type: 'button', class: 'button', on: { click: () => void closeView(view) } },
      plain(view.close) || (submit ? 'Cancel' : 'Close'),
    ),
    submit !== '' &&
      h(
        'button',
        {
          type: 'submit',
          class: `button primary ${busy ? 'busy' : ''}`,
          'aria-busy': busy ? 'true' : undefined,
        },
        withEmoji(submit),
        busy && h('span', { class: 'spinner', 'aria-hidden': 'true' }),
      ),
  );
}

/** Errors about blocks that are not there must be seen too. */
function unplaced(view: OpenView, errors: Record<string, string>): Child {
  const known = new Set(view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id));
  return Object.entries(errors)
    .filter(([blockId]) => !known.has(blockId))
    .map(([blockId, text]) =>
      h('p', { class: 'field-error', role: 'alert', key: blockId }, icon('warn'), text),
    );
}
