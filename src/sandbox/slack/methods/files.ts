import { isObject, jsonOf, stringOf, textOf, wholeOf } from '../arguments.ts';
import { isMember } from '../conversations.ts';
import { storeMessage } from '../messages.ts';
import type { Method } from '../method.ts';
import { done, missingArgument, refuse } from '../method.ts';

/** https://docs.slack.dev/messaging/working-with-files#upload: ask for an address, send the bytes there, complete. */
export const fileMethods: Method[] = [
  {
    name: 'files.getUploadURLExternal',
    token: 'bot',
    scopes: ['files:write'],
    run: (world, args) => {
      const name = textOf(args, 'filename');
      const length = wholeOf(args, 'length', 0);
      if (name === undefined) return missingArgument('filename');
      if (length <= 0) return missingArgument('length');
      const id = world.issue.next('F');
      world.files.set(id, {
        id,
        name,
        title: name,
        content: Buffer.alloc(0),
        expected: length,
        shared: false,
      });
      return done({ upload_url: `${world.origin}/upload/${id}`, file_id: id });
    },
  },
  {
    name: 'files.completeUploadExternal',
    token: 'bot',
    scopes: ['files:write'],
    run: (world, args) => {
      const list = jsonOf(args, 'files');
      if (list === 'absent') return missingArgument('files');
      if (list === 'broken' || !Array.isArray(list.value))
        return refuse('invalid_arguments', ['files must be an array']);
      const wanted = list.value.map((one: unknown) => (isObject(one) ? one : {}));
      const found = wanted.flatMap((one) => world.files.get(stringOf(one['id'])) ?? []);
      if (found.length !== wanted.length) return refuse('file_not_found');
      if (found.some((file) => file.content.length === 0)) return refuse('file_not_found');
      const channel = world.channels.get(textOf(args, 'channel_id') ?? '');
      if (textOf(args, 'channel_id') !== undefined) {
        if (channel === undefined) return refuse('channel_not_found');
        if (!isMember(channel, world.app.bot_user_id)) return refuse('not_in_channel');
      }
      for (const [at, file] of found.entries()) {
        const title = wanted[at]?.['title'];
        if (typeof title === 'string') file.title = title;
        file.shared = true;
      }
      if (channel !== undefined) {
        const thread = textOf(args, 'thread_ts');
        storeMessage(world, channel, {
          user: world.app.bot_user_id,
          text: textOf(args, 'initial_comment') ?? '',
          files: found.map((file) => file.id),
          ...(thread === undefined ? {} : { thread_ts: thread }),
        });
      }
      return done({ files: found.map((file) => ({ id: file.id, title: file.title, name: file.name })) });
    },
  },
];
