import type { VNode } from '../dom/vnode.ts';
import { surfaceName } from '../elements/surface.ts';
import type { Message, Workspace } from '../live/answers.ts';
import { model, now } from '../live/model.ts';
import { drawMessage, type Manner } from './message.ts';

interface Drawn {
  workspace: Workspace | undefined;
  depends: string;
  node: VNode;
}

const stream = new WeakMap<Message, Drawn>();
const thread = new WeakMap<Message, Drawn>();

/**
 * A message as it was drawn before, as long as nothing has changed that it shows: each key pressed in the
 * composer draws the page again, and fifty cards would make that slow.
 */
export function drawnMessage(message: Message, manner: Manner): VNode {
  const known = (manner.inThread ? thread : stream).get(message);
  const depends = dependsOn(message, manner);
  if (known && known.workspace === model.workspace && known.depends === depends) return known.node;
  const node = drawMessage(message, manner);
  (manner.inThread ? thread : stream).set(message, { workspace: model.workspace, depends, node });
  return node;
}

/** Everything beside the message and the workspace that can be seen in it; dates grow old by the minute. */
function dependsOn(message: Message, { channel, follows }: Manner): string {
  const surface = surfaceName({ kind: 'message', channel, ts: message.ts });
  const own = (entries: Iterable<[string, unknown]>): unknown[] =>
    [...entries].filter(([name]) => name.startsWith(surface));
  const { me, drafts, busy, notes, suggestions, combobox } = model;
  const open = combobox?.field.startsWith(surface) ? combobox : undefined;
  const minute = Math.floor(now() / 60_000);
  return JSON.stringify([
    minute,
    me,
    follows,
    own(drafts),
    own(busy.entries()),
    own(notes),
    own(suggestions),
    open,
  ]);
}
