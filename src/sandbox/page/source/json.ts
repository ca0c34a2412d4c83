import { type Child, h } from '../dom/vnode.ts';

/** JSON to look into, closed until asked for. */
export function drawJson(label: string, value: unknown): Child {
  if (value === undefined || value === null) return null;
  return h(
    'details',
    { class: 'json' },
    h('summary', {}, label),
    h(
      'pre',
      { tabindex: 0, 'aria-label': label },
      h('code', {}, typeof value === 'string' ? value : JSON.stringify(value, null, 2)),
    ),
  );
}
