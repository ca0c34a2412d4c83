import { noticeModal } from '../../blocks/notice-modal.ts';
import {
  type RaisedMessage,
  raiseErrors,
  raiseModal,
  readRaised,
  readRaiseModal,
} from '../../blocks/raise-modal.ts';
import { raisedNow } from '../../blocks/raised-answer.ts';
import { refusalNotice } from '../../blocks/refusal-notice.ts';
import { mentionedIn, saidIn } from '../../blocks/said.ts';
import { ACTIONS, CALLBACKS, SHORTCUTS } from '../../blocks/wire.ts';
import { peopleSource } from '../../src/core/policy/raised.ts';
import { type NotRaised, raiseHand } from '../../src/usecases/raise-hand.ts';
import type { Conversation, Desk, SubmissionAnswer } from './desk.ts';

const NOT_SET_UP =
  'Nobody can raise a decision from a message here yet. Whoever looks after the policy can allow it: a source with `kind: people`, and the types that people may raise.';

/** How long a form that was submitted waits for the message's address, in milliseconds; the ack is due within 3 s. */
const LINK_WITHIN_MS = 1_000;
/** How long the form waits for the names of those whom a message mentions, in milliseconds: it must open within 3 s. */
const NAMES_WITHIN_MS = 500;
/** Whoever is mentioned beyond these is "somebody": the form holds the beginning of a message. */
const MOST_NAMES = 5;

const addressOf = async ({ client }: Desk, { channel, ts }: RaisedMessage): Promise<string | undefined> => {
  const asked = client.chat
    .getPermalink({ channel, message_ts: ts })
    .then(({ permalink }) => permalink)
    // Of a conversation that the app is not in Slack tells none; it is raised all the same.
    .catch(() => undefined);
  return inTime(asked, LINK_WITHIN_MS);
};

/** What the message says in words, with the names of those whom it mentions as far as they are known soon. */
const wordsIn = async ({ world }: Desk, text: string): Promise<string> => {
  const names = new Map<string, string>();
  const ask = async (id: string): Promise<void> => {
    const known = await world.directory.personWithRoles({ id });
    if (known?.by.name !== undefined) names.set(id, known.by.name);
  };
  const asked = mentionedIn(text).slice(0, MOST_NAMES).map(ask);
  if (asked.length > 0) await inTime(Promise.all(asked), NAMES_WITHIN_MS);
  return saidIn(text, names);
};

const inTime = async <T>(asked: Promise<T>, ms: number): Promise<T | undefined> => {
  let late: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => {
    late = setTimeout(() => resolve(undefined), ms);
  });
  const answer = await Promise.race([asked, over]);
  clearTimeout(late);
  return answer;
};

const refused = (problem: NotRaised): SubmissionAnswer => {
  if (problem.code === 'invalid') return { kind: 'errors', errors: raiseErrors(problem.problems) };
  return { kind: 'replace', view: noticeModal(wordsFor(problem)) };
};

const wordsFor = ({ code }: NotRaised): string => {
  if (code === 'not_set_up' || code === 'type_not_allowed') return NOT_SET_UP;
  if (code === 'stranger') return 'Only members of this workspace can raise a decision. Ask one of them to.';
  if (code === 'people_unknown') return refusalNotice({ code: 'cannot_check_authority' }).text;
  return 'It could not be raised just now. Nothing was kept; please try again.';
};

/** The message shortcut: any message becomes a decision that somebody else answers. */
export const raiseHandConversation: Conversation = {
  name: 'raise-hand',
  shortcuts: [
    {
      callbackId: SHORTCUTS.raise_hand,
      handle: async (desk, { message, open, tell }) => {
        const types = peopleSource(desk.world.policies.current())?.types ?? [];
        const [first] = types;
        if (first === undefined || message === undefined) return tell(NOT_SET_UP);
        await open(raiseModal(types, first, { ...message, text: await wordsIn(desk, message.text) }));
      },
    },
  ],
  actions: [
    {
      id: ACTIONS.raise_type,
      handle: async ({ world }, { value, view, redraw, tell }) => {
        const raised = readRaised(view?.private_metadata);
        const types = peopleSource(world.policies.current())?.types ?? [];
        const chosen = types.find(({ name }) => name === value);
        if (raised === undefined || chosen === undefined) return tell(NOT_SET_UP);
        const { channel, ts, text } = raised;
        await redraw(raiseModal(types, chosen, { channel, ts, text }));
      },
    },
  ],
  submissions: [
    {
      callbackId: CALLBACKS.raise,
      handle: async (desk, { asker, viewId, privateMetadata, values }) => {
        const message = readRaised(privateMetadata);
        const people = peopleSource(desk.world.policies.current());
        const type = people?.types.find(({ name }) => name === message?.type);
        if (message === undefined || type === undefined) return refused({ code: 'not_set_up' });
        const { title, about, note, facts, errors } = readRaiseModal(values, type);
        if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
        const link = await addressOf(desk, message);
        const { text, ts } = message;
        const raised = await raiseHand(desk.world, asker, {
          form: viewId,
          type: type.name,
          title,
          facts,
          about,
          note,
          message: { text, ts, ...(link === undefined ? {} : { link }) },
        });
        if (!raised.ok) return refused(raised.error);
        const { queue } = raised.value.decision;
        return { kind: 'replace', view: noticeModal(raisedNow({ title, queue })) };
      },
    },
  ],
};
