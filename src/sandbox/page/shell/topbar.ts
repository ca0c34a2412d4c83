import { elementOf } from '../dom/events.ts';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { model } from '../live/model.ts';
import { personOf } from '../live/names.ts';
import { actAs } from '../live/navigate.ts';
import { people } from '../live/places.ts';
import { drawAvatar, presenceWords } from './avatar.ts';
import { openMenu } from './menu.ts';
import { nextTheme, themeIcon, themeWords } from './theme.ts';

/** The workspace, who is acting, and the look. */
export function drawTopbar(): Child {
  return h(
    'header',
    { class: 'topbar', key: 'topbar' },
    h('button', { type: 'button', class: 'skip', on: { click: toMessages } }, 'Skip to messages'),
    h(
      'div',
      { class: 'brand' },
      h('span', { class: 'brand-mark', 'aria-hidden': 'true' }, icon('hand')),
      h('h1', {}, model.workspace?.team?.name ?? 'Sandbox', h('small', {}, 'local sandbox')),
    ),
    drawSwitcher(),
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button theme',
        'aria-label': themeWords(),
        title: themeWords(),
        on: { click: nextTheme },
      },
      icon(themeIcon()),
    ),
  );
}

function drawSwitcher(): Child {
  const me = personOf(model.me);
  if (!me) return null;
  return h(
    'button',
    {
      type: 'button',
      class: 'switcher',
      'aria-haspopup': 'menu',
      'aria-expanded': model.menu?.label === 'Act as' ? 'true' : 'false',
      'aria-label': `Act as: ${me.real_name || me.name}, ${me.title ?? ''} (${presenceWords(me)})`,
      on: { click: (event) => openMenu('Act as', choices(), elementOf(event)) },
    },
    h('span', { class: 'act-as', 'aria-hidden': 'true' }, 'Act as'),
    drawAvatar(me),
    h(
      'span',
      { class: 'switcher-text' },
      h('strong', {}, me.real_name || me.name),
      me.title && h('small', {}, me.title),
    ),
    icon('down'),
  );
}

function choices() {
  return people(model.workspace).map((one) => ({
    label: one.real_name || one.name,
    description: [one.title, one.presence === 'away' && 'away', one.dnd && 'do not disturb', one.status_text]
      .filter(Boolean)
      .join(' · '),
    person: one.id,
    current: one.id === model.me,
    choose: () => void actAs(one.id),
  }));
}

function toMessages(): void {
  document.querySelector<HTMLElement>('.conversation .stream')?.focus();
}
