import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { toggleSource } from '../live/navigate.ts';
import { drawBot } from './bot.ts';
import { drawClock } from './clock.ts';
import { drawLog } from './log.ts';
import { drawOwnDecision } from './own-decision.ts';

/** The other side of the desk: what AI systems send, and what they get back. */
export function drawSource(): Child {
  return h(
    'aside',
    { class: 'source pane', key: 'source', 'aria-label': 'Source' },
    h(
      'header',
      { class: 'pane-head' },
      h('h2', {}, 'Source', h('small', {}, 'the systems that ask')),
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button wide-only',
          'aria-label': 'Close Source',
          on: { click: toggleSource },
        },
        icon('close'),
      ),
    ),
    h(
      'div',
      { class: 'source-body', key: 'body', tabindex: 0, role: 'region', 'aria-label': 'Source details' },
      h('div', { class: 'controls' }, drawBot(), drawClock()),
      drawOwnDecision(),
      drawLog(),
    ),
  );
}
