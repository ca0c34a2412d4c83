import type { App, BlockAction, RespondFn } from '@slack/bolt';
import { noticeModal } from '../../blocks/notice-modal.ts';
import type { Desk, FormValues, Press, SubmissionAnswer } from './desk.ts';
import { conversations } from './index.ts';
import { menuOf } from './menu.ts';

/** Slack wants an ack within 3 s (https://docs.slack.dev/interactivity/handling-user-interaction); a margin below it. */
const ACK_BY_MS = 2_200;
const TROUBLE = 'Something went wrong on our side and nothing was decided. Please press again.';

/**
 * The one wrapper around every conversation. The work comes first and the ack after it, so that a modal is open
 * when Slack is told that all went well; when the work is slow the ack goes out in time and the work goes on.
 */
export const listen = (app: App, desk: Desk): void => {
  for (const {
    name,
    actions = [],
    submissions = [],
    closings = [],
    commands = [],
    events = [],
    shortcuts = [],
  } of [...conversations, menuOf(conversations)]) {
    const failed = (error: unknown, asker: string): void =>
      desk.log.error({ err: error, conversation: name, asker }, 'a conversation failed');

    for (const { id, handle } of actions) {
      app.action(id, async ({ ack, body, action, respond }) => {
        const press = readPress(desk, body as BlockAction, action as unknown as Pressed, respond);
        await before(ack, async () => {
          try {
            await handle(desk, press);
          } catch (error) {
            failed(error, press.asker.id);
            await press.tell(TROUBLE).catch(() => undefined);
          }
        });
      });
    }

    for (const { callbackId, handle } of submissions) {
      app.view({ callback_id: callbackId, type: 'view_submission' }, async ({ ack, body, view }) => {
        const asker = { id: body.user.id, ...teamOf(body.user.team_id ?? body.team?.id) };
        let answer: SubmissionAnswer;
        try {
          answer = await handle(desk, {
            asker,
            viewId: view.id,
            privateMetadata: view.private_metadata,
            values: view.state.values as unknown as FormValues,
          });
        } catch (error) {
          failed(error, asker.id);
          answer = { kind: 'replace', view: noticeModal(TROUBLE) };
        }
        if (answer.kind === 'close') await ack({ response_action: 'clear' });
        else if (answer.kind === 'errors') await ack({ response_action: 'errors', errors: answer.errors });
        else await ack({ response_action: 'update', view: answer.view });
      });
    }

    for (const { callbackId, handle } of closings) {
      app.view({ callback_id: callbackId, type: 'view_closed' }, async ({ ack, body, view }) => {
        const asker = { id: body.user.id, ...teamOf(body.user.team_id ?? body.team?.id) };
        const closing = { asker, privateMetadata: view.private_metadata };
        // Nobody sees an answer any more: what fails here is left to time.
        await before(ack, () => handle(desk, closing).catch((error: unknown) => failed(error, asker.id)));
      });
    }

    for (const command of commands) {
      app.command(command.name, async ({ ack, command: given, respond }) => {
        const asker = { id: given.user_id, ...teamOf(given.team_id) };
        await before(ack, async () => {
          const tell = (text: string) => privately(respond, text);
          try {
            await command.handle(desk, {
              asker,
              text: unescaped(given.text ?? ''),
              triggerId: given.trigger_id,
              tell,
            });
          } catch (error) {
            failed(error, asker.id);
            await tell(TROUBLE).catch(() => undefined);
          }
        });
      });
    }

    for (const { type, handle } of events) {
      app.event(type, async ({ event, body }) => {
        const { user, tab } = event as { user: string; tab?: string };
        const asker = { id: user, ...teamOf((body as { team_id?: string }).team_id) };
        await handle(desk, { asker, tab: tab ?? 'home' }).catch((error: unknown) => failed(error, user));
      });
    }

    for (const { callbackId, handle } of shortcuts) {
      app.shortcut(callbackId, async ({ ack, body }) => {
        const asker = { id: body.user.id, ...teamOf(body.user.team_id ?? body.team?.id) };
        const message =
          body.type === 'message_action'
            ? { channel: body.channel.id, ts: body.message_ts, text: body.message.text ?? '' }
            : undefined;
        await before(ack, async () => {
          const tell = async (text: string): Promise<void> => {
            await desk.client.views.open({ trigger_id: body.trigger_id, view: noticeModal(text) });
          };
          await handle(desk, { asker, triggerId: body.trigger_id, message, tell }).catch((error: unknown) =>
            failed(error, asker.id),
          );
        });
      });
    }
  }
};

/** Acks when the work is done, or in time when it is not. */
const before = async (ack: () => Promise<void>, work: () => Promise<void>): Promise<void> => {
  let late: NodeJS.Timeout | undefined;
  const inTime = new Promise<void>((resolve) => {
    late = setTimeout(resolve, ACK_BY_MS);
  });
  const working = work();
  await Promise.race([working, inTime]);
  clearTimeout(late);
  await ack();
  await working;
};

type Pressed = { action_id: string; value?: string; selected_option?: { value?: string } };

const readPress = (desk: Desk, body: BlockAction, action: Pressed, respond: RespondFn): Press => {
  const { view, trigger_id: triggerId } = body;
  return {
    asker: { id: body.user.id, ...teamOf(body.user.team_id ?? body.team?.id) },
    actionId: action.action_id,
    value: action.value ?? action.selected_option?.value,
    triggerId,
    channel: body.channel?.id,
    ts: body.message?.ts ?? body.container?.message_ts,
    view:
      view === undefined
        ? undefined
        : {
            id: view.id,
            type: view.type === 'home' ? 'home' : 'modal',
            hash: view.hash,
            private_metadata: view.private_metadata,
            values: (view.state?.values ?? {}) as unknown as FormValues,
          },
    tell: async (text) => {
      if (body.response_url !== undefined && body.response_url !== '') await privately(respond, text);
      else {
        const open = view === undefined || view.type === 'home' ? 'open' : 'push';
        await desk.client.views[open]({ trigger_id: triggerId, view: noticeModal(text) });
      }
    },
  };
};

/** A command's text as it was typed, but for mentions: Slack escapes its control characters on the way. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const privately = async (respond: RespondFn, text: string): Promise<void> => {
  await respond({ response_type: 'ephemeral', replace_original: false, text });
};

const teamOf = (team: string | null | undefined): { team_id?: string } =>
  team === undefined || team === null ? {} : { team_id: team };
