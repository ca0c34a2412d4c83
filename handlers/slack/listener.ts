import type { App, BlockAction, RespondFn } from '@slack/bolt';
import { noticeModal } from '../../blocks/notice-modal.ts';
import { privateNote } from '../../blocks/private-note.ts';
import { unescaped } from '../../blocks/said.ts';
import { oneInteraction } from '../../src/usecases/one-interaction.ts';
import { acking } from './ack.ts';
import type { Desk, FormValues, Press, SubmissionAnswer } from './desk.ts';
import { conversations } from './index.ts';
import { menuOf } from './menu.ts';
import { showingTo } from './showing.ts';
import { notingAll } from './under-way.ts';

const TROUBLE = 'Something went wrong on our side and nothing was decided. Please press again.';

/**
 * The one wrapper around every conversation. What is asked for is kept before the ack, and shown after it; when the work is
 * slow the ack goes out in time and the work goes on.
 */
export const listen = (app: App, desk: Desk): void => {
  app.use(notingAll(desk.underWay));
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
        await acking(ack, async (taken) => {
          const press = readPress(desk, body as BlockAction, action as unknown as Pressed, respond, taken);
          try {
            await handle(forOne(desk), press);
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
          answer = await handle(forOne(desk), {
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
        await acking(ack, () =>
          handle(forOne(desk), closing).catch((error: unknown) => failed(error, asker.id)),
        );
      });
    }

    for (const command of commands) {
      app.command(command.name, async ({ ack, command: given, respond }) => {
        const asker = { id: given.user_id, ...teamOf(given.team_id) };
        await acking(ack, async (taken) => {
          const tell = (text: string) => privately(respond, text, taken);
          try {
            const text = unescaped(given.text ?? '');
            await command.handle(forOne(desk), { asker, text, respondUrl: given.response_url, taken, tell });
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
        await handle(forOne(desk), { asker, tab: tab ?? 'home' }).catch((error: unknown) =>
          failed(error, user),
        );
      });
    }

    for (const { callbackId, handle } of shortcuts) {
      app.shortcut(callbackId, async ({ ack, body }) => {
        const asker = { id: body.user.id, ...teamOf(body.user.team_id ?? body.team?.id) };
        const message =
          body.type === 'message_action'
            ? { channel: body.channel.id, ts: body.message_ts, text: body.message.text ?? '' }
            : undefined;
        await acking(ack, async (taken) => {
          const { open } = showingTo(desk.client, { triggerId: body.trigger_id }, taken);
          const tell = async (text: string): Promise<void> => void (await open(noticeModal(text)));
          await handle(forOne(desk), { asker, message, open, tell }).catch((error: unknown) =>
            failed(error, asker.id),
          );
        });
      });
    }
  }
};

/** The desk for one interaction. */
const forOne = (desk: Desk): Desk => ({ ...desk, world: oneInteraction(desk.world) });

type Pressed = { action_id: string; value?: string; selected_option?: { value?: string } };

const readPress = (
  desk: Desk,
  body: BlockAction,
  action: Pressed,
  respond: RespondFn,
  taken: () => void,
): Press => {
  const view: Press['view'] = body.view && {
    id: body.view.id,
    type: body.view.type === 'home' ? 'home' : 'modal',
    callback_id: body.view.callback_id,
    hash: body.view.hash,
    private_metadata: body.view.private_metadata,
    values: (body.view.state?.values ?? {}) as unknown as FormValues,
  };
  const showing = showingTo(desk.client, { triggerId: body.trigger_id, view }, taken);
  return {
    ...showing,
    asker: { id: body.user.id, ...teamOf(body.user.team_id ?? body.team?.id) },
    actionId: action.action_id,
    value: action.value ?? action.selected_option?.value,
    channel: body.channel?.id,
    ts: body.message?.ts ?? body.container?.message_ts,
    view,
    tell: async (text) => {
      if (body.response_url !== undefined && body.response_url !== '') await privately(respond, text, taken);
      else await showing.open(noticeModal(text));
    },
  };
};

const privately = async (respond: RespondFn, text: string, taken: () => void): Promise<void> => {
  const said = respond(privateNote(text));
  taken();
  await said;
};

const teamOf = (team: string | null | undefined): { team_id?: string } =>
  team === undefined || team === null ? {} : { team_id: team };
