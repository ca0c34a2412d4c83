import { elementOf } from '../dom/events.ts';
import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import type { Message } from '../live/answers.ts';
import { remember } from '../live/memory.ts';
import { change, model } from '../live/model.ts';
import { type Conversation, isTopLevel } from '../live/places.ts';
import { isAtEnd } from '../shell/scroll.ts';
import { dayHeading, isoDay } from '../text/dates.ts';
import { viewer } from '../text/viewer.ts';
import { drawnMessage } from './drawn-message.ts';
import { at } from './message.ts';

/** A writer's next message within this time, in milliseconds, does not repeat the name. */
const followMs = 5 * 60_000;

/** The messages of one conversation, oldest first, under a heading for each day. */
export function drawStream(conversation: Conversation): Child {
  const { id, name } = conversation;
  const messages = model.messages.get(id)?.filter(isTopLevel);
  const newest = messages?.at(-1)?.ts ?? '';
  return h(
    'div',
    { class: 'stream-frame', key: `frame-${id}-${model.me}` },
    h(
      'div',
      {
        class: 'stream',
        role: 'log',
        'aria-label': `Messages in ${name}`,
        tabindex: 0,
        'data-stream': id,
        on: { scroll: (event) => noteEnd(elementOf(event), newest) },
      },
      messages === undefined && drawLoading(),
      messages?.length === 0 && drawEmpty(conversation),
      messages && drawDays(messages, id),
    ),
    model.leftAt !== undefined &&
      newest > model.leftAt &&
      h('button', { type: 'button', class: 'to-newest', on: { click: toNewest } }, 'New messages below'),
  );
}

/** Notes what was newest when the person scrolled away from the end. */
function noteEnd(stream: HTMLElement, newest: string): void {
  const atEnd = isAtEnd(stream);
  if (atEnd === (model.leftAt === undefined)) return;
  change((page) => {
    if (atEnd) delete page.leftAt;
    else page.leftAt = newest;
  });
}

function toNewest(): void {
  const stream = document.querySelector('.conversation [data-stream]');
  stream?.scrollTo({ top: stream.scrollHeight });
}

function drawDays(messages: Message[], channel: string): Child {
  const eyes = viewer();
  return messages.flatMap((message, index): Child[] => {
    const before = messages[index - 1];
    const day = isoDay(at(message), eyes.zone);
    const newDay = !before || isoDay(at(before), eyes.zone) !== day;
    const follows = !newDay && before !== undefined && followsOn(before, message);
    const heading = h(
      'h3',
      { class: 'day', key: `day-${day}` },
      h('span', {}, dayHeading(at(message), eyes)),
    );
    return [newDay && heading, drawnMessage(message, { channel, follows })];
  });
}

function followsOn(before: Message, message: Message): boolean {
  const plain = !before.blocks?.length && !message.blocks?.length && !message.ephemeral && !before.ephemeral;
  return plain && before.user === message.user && at(message).getTime() - at(before).getTime() < followMs;
}

function drawLoading(): Child {
  return h(
    'div',
    { class: 'skeleton', role: 'status', 'aria-label': 'Loading messages' },
    [1, 2, 3].map(() => h('div', {}, h('i'), h('b'), h('u'))),
  );
}

function drawEmpty(conversation: Conversation): Child {
  const words =
    conversation.kind === 'app'
      ? ['Nothing here yet', 'What the app has to tell you alone arrives here.']
      : [
          'Quiet so far',
          'When a source submits a decision that needs a person, its card appears here. You can send one from the Source pane.',
        ];
  return h('div', { class: 'empty' }, icon('hand'), h('h3', {}, words[0]), h('p', {}, words[1]));
}

/** Remembers that the acting person has seen what is shown. */
export function markRead(channel: string): void {
  const newest = model.messages.get(channel)?.at(-1)?.ts;
  if (!newest || (model.read.get(channel) ?? '') >= newest || document.hidden) return;
  remember(`read:${model.me}:${channel}`, newest);
  change((page) => page.read.set(channel, newest));
}
