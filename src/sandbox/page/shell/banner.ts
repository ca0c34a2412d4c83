import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { model } from '../live/model.ts';
import { botStopped, setBot } from '../source/bot.ts';

/** What stands above everything when something is away. */
export function drawBanner(): Child {
  return h('div', { class: 'banners', key: 'banners', role: 'status' }, lost(), stopped());
}

function lost(): Child {
  if (model.connection !== 'lost') return null;
  return h(
    'p',
    { class: 'banner error', key: 'lost' },
    icon('warn'),
    'The sandbox is gone. This page connects again by itself as soon as it is back.',
  );
}

function stopped(): Child {
  if (model.connection === 'lost' || !botStopped()) return null;
  const app = model.workspace?.app?.name ?? 'The bot';
  return h(
    'p',
    { class: 'banner warning', key: 'stopped' },
    icon('warn'),
    h('span', {}, `${app} is stopped. Presses will not be answered; decisions wait in its database.`),
    h(
      'button',
      { type: 'button', class: 'button small', on: { click: () => void setBot('start') } },
      'Start',
    ),
  );
}
