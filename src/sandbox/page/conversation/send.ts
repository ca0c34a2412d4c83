import { noAnswer } from '../elements/press.ts';
import { tell } from '../live/api.ts';
import { model } from '../live/model.ts';

/** Sends what was typed; answers with what went wrong, or nothing. */
export async function send(channel: string, text: string, thread?: string): Promise<string | undefined> {
  const command = /^\/(\S+)\s*([\s\S]*)$/.exec(text);
  if (command && !thread) {
    const answer = await tell('command', {
      user: model.me,
      channel,
      command: `/${command[1]}`,
      text: command[2] ?? '',
    });
    return answer.ok ? undefined : noAnswer(answer);
  }
  const answer = await tell('message', {
    user: model.me,
    channel,
    text,
    ...(thread ? { thread_ts: thread } : {}),
  });
  return answer.ok ? undefined : answer.error;
}
