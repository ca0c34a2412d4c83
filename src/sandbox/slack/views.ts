/** Modals and Home tabs: opening, changing, closing, and how the API shows them. */
import { isObject, stringOf } from './arguments.ts';
import { elementsOf } from './inputs.ts';
import { withIds } from './messages.ts';
import type { Block, InputValues, Json, View, World } from './world.ts';
import { announce, blocksIn } from './world.ts';

const hashOf = (world: World): string => `${Math.floor(world.wall() / 1000)}.${world.issue.opaque(8)}`;

const plain = (value: unknown): Json | null => (isObject(value) ? { emoji: true, ...value } : null);

/** The parts of a view that the app writes. */
const written = (world: World, view: Json) => ({
  callback_id: stringOf(view['callback_id']),
  external_id: stringOf(view['external_id']),
  title: plain(view['title']) ?? { type: 'plain_text', text: '', emoji: true },
  submit: plain(view['submit']),
  close: plain(view['close']),
  blocks: withIds(world, blocksIn(view['blocks'])),
  private_metadata: stringOf(view['private_metadata']),
  clear_on_close: view['clear_on_close'] === true,
  notify_on_close: view['notify_on_close'] === true,
  hash: hashOf(world),
});

/** Opens a modal for one person: at the bottom of a new stack, or on top of `above`. The input is already checked. */
export const openModal = (world: World, user: string, view: Json, above?: View): View => {
  const id = world.issue.next('V');
  const opened: View = {
    id,
    kind: 'modal',
    user,
    root: above?.root ?? id,
    previous: above?.id ?? null,
    ...written(world, view),
    inputs: {},
  };
  world.modals.push(opened);
  announce(world, { kind: 'views', user });
  return opened;
};

/** Keeps what a person typed where block_id and action_id stay the same, as Slack does. */
const keptInputs = (inputs: InputValues, blocks: readonly Block[]): InputValues => {
  const kept: InputValues = {};
  for (const { block, element } of elementsOf(blocks)) {
    const [block_id, action_id] = [String(block.block_id), String(element.action_id)];
    const value = inputs[block_id]?.[action_id];
    if (value?.type === element.type) kept[block_id] = { ...kept[block_id], [action_id]: value };
  }
  return kept;
};

export const updateView = (world: World, view: View, next: Json): void => {
  const fresh = written(world, next);
  Object.assign(view, fresh, { inputs: keptInputs(view.inputs, fresh.blocks) });
  announce(world, { kind: view.kind === 'home' ? 'home' : 'views', user: view.user });
};

export const publishHome = (world: World, user: string, next: Json): View => {
  const before = world.homes.get(user);
  if (before !== undefined) {
    updateView(world, before, next);
    return before;
  }
  const id = world.issue.next('V');
  const view: View = {
    id,
    kind: 'home',
    user,
    root: id,
    previous: null,
    ...written(world, next),
    inputs: {},
  };
  world.homes.set(user, view);
  announce(world, { kind: 'home', user });
  return view;
};

/** The whole stack that this modal belongs to, bottom first. */
export const stackOf = (world: World, view: View): View[] =>
  world.modals.filter((one) => one.root === view.root);

export const closeModals = (world: World, views: readonly View[]): void => {
  world.modals = world.modals.filter((one) => !views.includes(one));
  const user = views[0]?.user;
  if (user !== undefined) announce(world, { kind: 'views', user });
};

/** A modal or Home view by its id or the app's own external_id. */
export const findView = (world: World, by: { id?: string; external_id?: string }): View | undefined =>
  [...world.modals, ...world.homes.values()].find(
    (one) =>
      (by.id !== undefined && one.id === by.id) ||
      (by.external_id !== undefined && one.external_id === by.external_id),
  );

/** The view as Slack's API and payloads carry it; `values` is the state of its inputs. */
export const viewToApi = (world: World, view: View, values: InputValues = {}): Json => ({
  id: view.id,
  team_id: world.team.id,
  type: view.kind,
  blocks: view.blocks,
  private_metadata: view.private_metadata,
  callback_id: view.callback_id,
  state: { values },
  hash: view.hash,
  title: view.title,
  clear_on_close: view.clear_on_close,
  notify_on_close: view.notify_on_close,
  close: view.close,
  submit: view.submit,
  previous_view_id: view.previous,
  root_view_id: view.root,
  app_id: world.app.id,
  external_id: view.external_id,
  app_installed_team_id: world.team.id,
  bot_id: world.app.bot_id,
});
