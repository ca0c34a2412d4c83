import { z } from 'zod';
import { isObject } from '../slack/arguments.ts';
import { acked } from '../slack/deliver.ts';
import { limits } from '../slack/limits.ts';
import { checkedView } from '../slack/methods/views.ts';
import { viewSubmission } from '../slack/payloads.ts';
import { closeModals, openModal, stackOf, updateView, viewToApi } from '../slack/views.ts';
import type { Json, View, World } from '../slack/world.ts';
import { complaints, fill } from './fill.ts';
import { personIn, viewFor } from './persons.ts';
import { ackAnswer } from './press.ts';
import { isRefused, type Refused, refused, route } from './route.ts';

const shape = z.object({
  user: z.string(),
  view_id: z.string(),
  values: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

/** The bot acked with something that Slack would not take: the person sees "We had some trouble connecting". */
const badResponse = (reason: string, more: Json = {}): Json => ({
  ok: false,
  error: `bad response_action: ${reason}`,
  ...more,
});

const errorsAnswer = (view: View, errors: unknown): Json => {
  if (!isObject(errors) || Object.keys(errors).length === 0) return badResponse('errors must name blocks');
  const inputs = new Set(view.blocks.filter((one) => one.type === 'input').map((one) => one.block_id));
  const stray = Object.keys(errors).find((block) => !inputs.has(block));
  if (stray !== undefined) return badResponse(`there is no input block ${stray} in the view`);
  return { ok: true, response_action: 'errors', errors };
};

const viewAnswer = (world: World, view: View, action: 'update' | 'push', next: unknown): Json => {
  const checked = checkedView(
    world,
    next === undefined ? 'absent' : { value: next },
    'modal',
    action === 'update' ? view : undefined,
  );
  if ('refusal' in checked)
    return badResponse(String(checked.refusal.error), { messages: checked.refusal['errors'] });
  if (action === 'update') {
    updateView(world, view, checked.view);
    return { ok: true, response_action: 'update', view: viewToApi(world, view) };
  }
  const stack = stackOf(world, view);
  if (stack.length >= limits.viewStack) return badResponse('push_limit_reached');
  return {
    ok: true,
    response_action: 'push',
    view: viewToApi(world, openModal(world, view.user, checked.view, view)),
  };
};

/** https://docs.slack.dev/surfaces/modals#updating_response */
const applyAnswer = (world: World, view: View, body: unknown): Json => {
  if (!isObject(body) || body['response_action'] === undefined) {
    closeModals(world, [view]);
    return { ok: true };
  }
  const action = body['response_action'];
  switch (action) {
    case 'errors':
      return errorsAnswer(view, body['errors']);
    case 'update':
      return viewAnswer(world, view, 'update', body['view']);
    case 'push':
      return viewAnswer(world, view, 'push', body['view']);
    case 'clear':
      closeModals(world, stackOf(world, view));
      return { ok: true, response_action: 'clear' };
    default:
      return badResponse(`unknown ${JSON.stringify(action)}`);
  }
};

/** A person fills a modal and submits it. Answers when the bot acked and what it asked for has happened. */
export const submit = route(
  'POST',
  '/_sandbox/submit',
  shape,
  async ({ world, deliver }, input): Promise<Json | Refused> => {
    const person = personIn(world, input.user);
    if (isRefused(person)) return person;
    const view = viewFor(world, person, input.view_id);
    if (isRefused(view)) return view;
    if (view.kind !== 'modal') return refused(`${view.id} is a Home tab; only modals are submitted`);
    if (view.submit === null) return refused(`${view.id} has no submit button`);
    const values = fill(view, input.values);
    if (isRefused(values)) return values;
    const errors = complaints(view, values);
    if (Object.keys(errors).length > 0)
      return refused('the form is not complete; nothing was sent to the bot', 400, { errors });
    view.inputs = values;
    const ack = await deliver('interactive', viewSubmission(world, { person, view }));
    const { ack_ms, status } = ack;
    return acked(ack) ? { ...applyAnswer(world, view, ack.body), ack_ms, status } : ackAnswer(ack);
  },
);
