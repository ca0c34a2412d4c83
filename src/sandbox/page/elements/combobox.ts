import type { ExternalSelect, MultiSelect } from '@slack/types';
import { valueOf } from '../dom/events.ts';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { change, model } from '../live/model.ts';
import type { FieldValue } from './field-value.ts';
import { type Choice, choicesOf } from './options.ts';
import { heldValue, hold, nameOf } from './press.ts';
import { suggest } from './suggest.ts';
import { attributesOf, type Field } from './surface.ts';

type Searchable = MultiSelect | ExternalSelect;

/**
 * A box to type in with a list below it: several choices, or choices that the bot searches.
 * Keys as in https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function drawCombobox(select: Searchable, field: Field): Child {
  const name = nameOf(field);
  const held = [heldValue(field, select)].flat().filter((one) => one !== '');
  const all = choicesOf(select, field);
  const open = model.combobox?.field === name ? model.combobox : undefined;
  const external = select.type === 'external_select' || select.type === 'multi_external_select';
  const query = (open?.query ?? '').toLowerCase();
  const offered = all.filter(
    (one) => !held.includes(one.value) && (external || one.text.toLowerCase().includes(query)),
  );
  const multiple = select.type !== 'external_select';
  const textOf = (value: string): string =>
    all.find((one) => one.value === value)?.text ?? model.labels.get(value) ?? value;
  const set = (value: FieldValue): void => hold(field, value, select.confirm);

  const choose = (one: Choice | undefined): void => {
    if (!one) return;
    change((page) => {
      page.labels.set(one.value, one.text);
      delete page.combobox;
    });
    set(multiple ? [...held, one.value] : one.value);
  };
  const show = (text: string, active = 0): void => {
    change((page) => void (page.combobox = { field: name, query: text, active }));
    const least = 'min_query_length' in select ? (select.min_query_length ?? 3) : 0;
    if (external && text.length >= least) void suggest(field, text);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const active = ((open?.active ?? -step) + step + offered.length) % Math.max(1, offered.length);
      change((page) => void (page.combobox = { field: name, query: open?.query ?? '', active }));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(offered[open.active]);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      event.preventDefault();
      change((page) => void delete page.combobox);
    } else if (event.key === 'Backspace' && !open?.query && held.length > 0) {
      set(multiple ? held.slice(0, -1) : '');
    }
  };

  const listId = `list-${name}`;
  return h(
    'div',
    { class: 'combobox', key: name },
    h(
      'div',
      { class: 'combobox-box' },
      held.map((value) =>
        h(
          'span',
          { class: 'chip', key: value },
          textOf(value),
          h(
            'button',
            {
              type: 'button',
              'aria-label': `Remove ${textOf(value)}`,
              on: { click: () => set(multiple ? held.filter((one) => one !== value) : '') },
            },
            icon('close'),
          ),
        ),
      ),
      h('input', {
        ...attributesOf(field, select.placeholder?.text),
        key: 'input',
        role: 'combobox',
        type: 'text',
        autocomplete: 'off',
        'aria-expanded': open ? 'true' : 'false',
        'aria-controls': listId,
        'aria-autocomplete': 'list',
        'aria-activedescendant': open && offered[open.active] ? `${listId}-${open.active}` : undefined,
        placeholder: held.length > 0 ? '' : (select.placeholder?.text ?? 'Choose'),
        value: open?.query ?? '',
        on: {
          input: (event) => show(valueOf(event)),
          click: () => show(open?.query ?? ''),
          keydown: onKey,
          blur: () => change((page) => void (page.combobox?.field === name && delete page.combobox)),
        },
      }),
    ),
    h(
      'ul',
      { id: listId, role: 'listbox', class: 'options', hidden: !open, 'aria-label': 'Options' },
      offered.map((one, at) =>
        h(
          'li',
          {
            id: `${listId}-${at}`,
            key: one.value,
            role: 'option',
            'aria-selected': at === open?.active ? 'true' : 'false',
            // The press must not take the focus from the box before the click arrives.
            on: { mousedown: (event) => event.preventDefault(), click: () => choose(one) },
          },
          one.text,
          one.description && h('small', {}, one.description),
        ),
      ),
      open &&
        offered.length === 0 &&
        h('li', { class: 'none', role: 'presentation' }, external ? 'Type to search' : 'Nothing found'),
    ),
  );
}
