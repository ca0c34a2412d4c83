import { isObject, jsonOf, textOf } from '../arguments.ts';
import { checkView } from '../check/view.ts';
import { limits } from '../limits.ts';
import type { Answer, Method } from '../method.ts';
import { done, missingArgument, refuse } from '../method.ts';
import { exchangeTrigger } from '../triggers.ts';
import { findView, openModal, publishHome, stackOf, updateView, viewToApi } from '../views.ts';
import type { Json, Trigger, View, World } from '../world.ts';

/** The view in the arguments, checked, or the refusal. */
export const checkedView = (
  world: World,
  value: { value: unknown } | 'absent' | 'broken',
  kind: View['kind'],
  self?: View,
): { view: Json } | { refusal: Answer } => {
  if (value === 'absent') return { refusal: missingArgument('view') };
  if (value === 'broken')
    return { refusal: refuse('invalid_arguments', ['view is not valid JSON [json-pointer:/view]']) };
  const problems = checkView(value.value, kind);
  if (problems.length > 0) return { refusal: refuse('invalid_arguments', problems) };
  const view = isObject(value.value) ? value.value : {};
  if (Buffer.byteLength(JSON.stringify(view)) > limits.viewBytes)
    return { refusal: refuse('view_too_large') };
  const external = view['external_id'];
  const taken =
    typeof external === 'string' && external !== '' ? findView(world, { external_id: external }) : undefined;
  if (taken !== undefined && taken !== self) return { refusal: refuse('duplicate_external_id') };
  return { view };
};

const isRefusal = (value: Trigger | string): value is string => typeof value === 'string';

/**
 * A trigger from inside a modal puts the new one on top of it; any other starts a stack of its own. Slack checks
 * the view before it spends the trigger.
 */
const open = (world: World, args: Json, onlyOnTop: boolean): Answer => {
  const id = textOf(args, 'trigger_id') ?? textOf(args, 'interactivity_pointer');
  if (id === undefined) return missingArgument('trigger_id');
  const checked = checkedView(world, jsonOf(args, 'view'), 'modal');
  if ('refusal' in checked) return checked.refusal;
  const trigger = exchangeTrigger(world, id);
  if (isRefusal(trigger)) return refuse(trigger);
  const from = trigger.view === undefined ? undefined : findView(world, { id: trigger.view });
  const stack = from?.kind === 'modal' ? stackOf(world, from) : [];
  if (onlyOnTop && stack.length === 0) return refuse('invalid_trigger_id');
  if (stack.length >= limits.viewStack) return refuse('push_limit_reached');
  const view = openModal(world, trigger.user, checked.view, stack.at(-1));
  return done({ view: viewToApi(world, view) });
};

/** https://docs.slack.dev/reference/methods?filter=views */
export const viewMethods: Method[] = [
  { name: 'views.open', token: 'bot', scopes: [], run: (world, args) => open(world, args, false) },
  { name: 'views.push', token: 'bot', scopes: [], run: (world, args) => open(world, args, true) },
  {
    name: 'views.update',
    token: 'bot',
    scopes: [],
    run: (world, args) => {
      const id = textOf(args, 'view_id');
      const external_id = textOf(args, 'external_id');
      if (id === undefined && external_id === undefined) return missingArgument('view_id');
      const view = findView(world, {
        ...(id === undefined ? {} : { id }),
        ...(external_id === undefined ? {} : { external_id }),
      });
      if (view === undefined) return refuse('not_found');
      const checked = checkedView(world, jsonOf(args, 'view'), view.kind, view);
      if ('refusal' in checked) return checked.refusal;
      const hash = textOf(args, 'hash');
      if (hash !== undefined && hash !== view.hash) return refuse('hash_conflict');
      updateView(world, view, checked.view);
      return done({ view: viewToApi(world, view, view.inputs) });
    },
  },
  {
    name: 'views.publish',
    token: 'bot',
    scopes: [],
    run: (world, args) => {
      const user = textOf(args, 'user_id');
      if (user === undefined) return missingArgument('user_id');
      const person = world.people.get(user);
      if (person === undefined || person.is_bot) return refuse('user_not_found');
      const before = world.homes.get(user);
      const checked = checkedView(world, jsonOf(args, 'view'), 'home', before);
      if ('refusal' in checked) return checked.refusal;
      const hash = textOf(args, 'hash');
      if (hash !== undefined && hash !== before?.hash) return refuse('hash_conflict');
      return done({ view: viewToApi(world, publishHome(world, user, checked.view)) });
    },
  },
];
