import { elementOf } from '../dom/events.ts';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { change, type MenuItem, model } from '../live/model.ts';
import { personOf } from '../live/names.ts';
import { safeUrl } from '../text/ast.ts';
import { drawAvatar } from './avatar.ts';

/** Opens a menu at a button. */
export function openMenu(label: string, items: MenuItem[], button: HTMLElement): void {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  change((page) => void (page.menu = { label, items, anchor: { left, right, top, bottom } }));
}

export function closeMenu(): void {
  change((page) => void delete page.menu);
}

/** The open menu, over everything. Keys as in https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ */
export function drawMenu(): Child {
  const menu = model.menu;
  if (!menu) return null;
  return h(
    'div',
    {
      class: 'menu-layer',
      key: 'menu',
      on: { mousedown: (event) => event.target === event.currentTarget && closeMenu() },
    },
    h(
      'div',
      {
        class: 'menu',
        key: menu.label,
        role: 'menu',
        'aria-label': menu.label,
        'data-layer': 'menu',
        mounted: (element) => place(element, menu.anchor),
        on: { keydown: onKey },
      },
      menu.items.map(drawItem),
    ),
  );
}

function drawItem(item: MenuItem): Child {
  const person = item.person === undefined ? undefined : personOf(item.person);
  const url = item.url === undefined ? undefined : safeUrl(item.url);
  return h(
    url ? 'a' : 'button',
    {
      ...(url ? { href: url, target: '_blank', rel: 'noopener noreferrer' } : { type: 'button' }),
      class: 'menu-item',
      role: item.current === undefined ? 'menuitem' : 'menuitemradio',
      'aria-checked': item.current === undefined ? undefined : String(item.current),
      tabindex: -1,
      on: {
        click: () => {
          closeMenu();
          item.choose();
        },
      },
    },
    person && drawAvatar(person),
    item.icon && icon(item.icon),
    h(
      'span',
      { class: 'menu-text' },
      h('span', {}, item.label),
      item.description && h('small', {}, item.description),
    ),
    item.current && icon('check'),
  );
}

function onKey(event: KeyboardEvent): void {
  const items = [...elementOf(event).querySelectorAll<HTMLElement>('.menu-item')];
  const at = items.findIndex((one) => one === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    event.stopPropagation();
    closeMenu();
  } else if (event.key.length === 1) {
    const letter = event.key.toLowerCase();
    const next = [...items.slice(at + 1), ...items].find((one) =>
      one.querySelector('.menu-text')?.textContent?.toLowerCase().startsWith(letter),
    );
    next?.focus();
  }
}

/** Below its button where it fits, else above; never outside of the window. */
function place(
  element: HTMLElement,
  anchor: { left: number; right: number; top: number; bottom: number },
): void {
  const { width, height } = element.getBoundingClientRect();
  const margin = 8;
  const below = anchor.bottom + 4 + height + margin <= window.innerHeight;
  const top = below ? anchor.bottom + 4 : Math.max(margin, anchor.top - height - 4);
  const preferred = anchor.left + width + margin <= window.innerWidth ? anchor.left : anchor.right - width;
  element.style.top = `${top}px`;
  element.style.left = `${Math.max(margin, Math.min(preferred, window.innerWidth - width - margin))}px`;
}
