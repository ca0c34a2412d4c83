import type { Button, FeedbackButtons, IconButton, WorkflowButton } from '@slack/types';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import { model } from '../live/model.ts';
import { safeUrl } from '../text/ast.ts';
import { withEmoji } from '../text/draw.ts';
import { nameOf, press } from './press.ts';
import type { Field } from './surface.ts';

interface Face {
  text: string;
  value?: string | undefined;
  style?: 'primary' | 'danger' | undefined;
  label?: string | undefined;
  url?: string | undefined;
  pressed?: string;
  confirm?: Button['confirm'];
}

/** A button or, with an address, a link that looks like one; while the bot has not answered it turns. */
function face(field: Field, { text, value, style, label, url, pressed = '', confirm }: Face): Child {
  const busy = model.busy.has(nameOf(field, pressed));
  const link = url === undefined ? undefined : safeUrl(url);
  return h(
    link ? 'a' : 'button',
    {
      key: nameOf(field, pressed),
      class: `button ${style ?? ''} ${busy ? 'busy' : ''}`.trim(),
      ...(link ? { href: link, target: '_blank', rel: 'noopener noreferrer' } : { type: 'button' }),
      'data-action-id': field.actionId,
      'data-block-id': field.blockId,
      'aria-label': label,
      'aria-busy': busy ? 'true' : undefined,
      on: { click: () => press(field, { value, pressed }, confirm, style) },
    },
    withEmoji(text),
    busy && h('span', { class: 'spinner', 'aria-hidden': 'true' }),
  );
}

export function drawButton(button: Button, field: Field): Child {
  const { value, style, url, confirm, accessibility_label } = button;
  return face(field, {
    text: button.text.text,
    value,
    style,
    url,
    confirm,
    label: accessibility_label,
    pressed: `=${value ?? ''}`,
  });
}

/** A workflow cannot run here; the button says what it would start. */
export function drawWorkflowButton(button: WorkflowButton): Child {
  return h(
    'button',
    { type: 'button', class: 'button', disabled: true, title: button.workflow.trigger.url },
    button.text.text,
  );
}

export function drawFeedbackButtons(buttons: FeedbackButtons, field: Field): Child {
  return [buttons.positive_button, buttons.negative_button].map((one) =>
    face(field, {
      text: one.text.text,
      value: one.value,
      label: one.accessibility_label,
      pressed: `=${one.value}`,
    }),
  );
}

export function drawIconButton(button: IconButton, field: Field): Child {
  if (button.visible_to_user_ids && !button.visible_to_user_ids.includes(model.me)) return null;
  const label = button.accessibility_label ?? button.text.text;
  return h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      title: label,
      'aria-label': label,
      'data-action-id': field.actionId,
      'data-block-id': field.blockId,
      on: { click: () => press(field, { value: button.value }, button.confirm) },
    },
    button.icon === 'trash' ? icon('close') : icon('more'),
  );
}
