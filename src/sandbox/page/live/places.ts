import type { Channel, DirectMessage, Message, Person, Workspace } from './answers.ts';

/** A conversation in the sidebar. */
export interface Conversation {
  id: string;
  kind: 'channel' | 'person' | 'app';
  name: string;
  topic: string;
  /** The other person of a direct message. */
  with?: string;
}

/** Every conversation of a person: channels by name, the people, and the app last. */
export function conversationsOf(workspace: Workspace | undefined, me: string): Conversation[] {
  if (!workspace) return [];
  const channels = workspace.channels
    .filter((one) => !one.members || one.members.includes(me))
    .map(
      (one: Channel): Conversation => ({
        id: one.id,
        kind: 'channel',
        name: one.name,
        topic: one.topic ?? '',
      }),
    );
  const direct = (workspace.dms ?? []).flatMap((dm) => directMessage(workspace, dm, me));
  return [
    ...channels,
    ...direct.filter((one) => one.kind === 'person'),
    ...direct.filter((one) => one.kind === 'app'),
  ];
}

function directMessage(workspace: Workspace, dm: DirectMessage, me: string): Conversation[] {
  const bot = workspace.app?.bot_user_id;
  const members = dm.members ?? [dm.user ?? '', bot ?? ''];
  if (!members.includes(me)) return [];
  const other = members.find((one) => one !== me) ?? me;
  const person = workspace.users.find((one) => one.id === other);
  const name = other === bot ? (workspace.app?.name ?? 'App') : (person?.real_name ?? other);
  return [
    { id: dm.id, kind: other === bot ? 'app' : 'person', name, topic: person?.title ?? '', with: other },
  ];
}

/** People who can be acted as, bots and the deactivated left out. */
export function people(workspace: Workspace | undefined): Person[] {
  return (workspace?.users ?? []).filter((one) => !one.is_bot && !one.deactivated);
}

/** Who is likely to decide something: the person in the most user groups. */
export function likelyReviewer(workspace: Workspace): Person | undefined {
  const groups = (person: Person): number =>
    (workspace.usergroups ?? []).filter((group) => group.users?.includes(person.id)).length;
  return people(workspace).toSorted((one, other) => groups(other) - groups(one))[0];
}

/** How many messages from others came after the last one read. */
export function unreadCount(messages: Message[], read: string | undefined, me: string): number {
  return messages.filter((one) => one.user !== me && one.ts > (read ?? '') && isTopLevel(one)).length;
}

/** The messages as they came, but the objects of those that have not changed: they need no new drawing. */
export function sameKept(known: Message[] | undefined, came: Message[]): Message[] {
  const byTs = new Map(known?.map((one) => [one.ts, one]));
  return came.map((one) => {
    const before = byTs.get(one.ts);
    return before && JSON.stringify(before) === JSON.stringify(one) ? before : one;
  });
}

/** Whether a message stands in the conversation itself and not only in a thread. */
export function isTopLevel(message: Message): boolean {
  return !message.thread_ts || message.thread_ts === message.ts;
}
