import { type Child, h } from '../dom/vnode.ts';
import { change, model } from '../live/model.ts';
import { drawText } from '../text/draw.ts';

/** The question that an app asks before a press counts. */
export function drawConfirm(): Child {
  const asked = model.confirm;
  if (!asked) return null;
  const { dialog, style, agreed } = asked;
  const close = (): void => change((page) => void delete page.confirm);
  return h(
    'div',
    { class: 'veil confirm-veil', key: 'confirm' },
    h(
      'div',
      {
        class: 'modal confirm',
        role: 'alertdialog',
        'aria-modal': 'true',
        'aria-labelledby': 'confirm-title',
        'aria-describedby': 'confirm-text',
        'data-layer': 'confirm',
        on: { keydown: (event) => event.key === 'Escape' && close() },
      },
      h(
        'header',
        { class: 'modal-head' },
        h('h2', { id: 'confirm-title' }, dialog.title?.text ?? 'Are you sure?'),
      ),
      h('div', { class: 'modal-body text', id: 'confirm-text' }, drawText(dialog.text)),
      h(
        'footer',
        { class: 'modal-foot' },
        h('button', { type: 'button', class: 'button', on: { click: close } }, dialog.deny?.text ?? 'Cancel'),
        h(
          'button',
          {
            type: 'button',
            class: `button ${style === 'danger' ? 'danger filled' : 'primary'}`,
            autofocus: true,
            on: {
              click: () => {
                close();
                agreed();
              },
            },
          },
          dialog.confirm?.text ?? 'Yes',
        ),
      ),
    ),
  );
}
