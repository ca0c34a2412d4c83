/** What a Web API method is here: a name, who may call it, and a function from arguments to the answer. */
import type { Json, World } from './world.ts';

export type Answer = { ok: boolean; error?: string } & Json;

export type Method = {
  /** As in the URL: `chat.postMessage`. */
  name: string;
  /** Which of the two tokens calls it. */
  token: 'bot' | 'app' | 'any';
  /** Scopes of the manifest of which all are needed. */
  scopes: readonly string[] | ((world: World, args: Json) => readonly string[]);
  run: (world: World, args: Json) => Answer;
};

export const done = (body: Json = {}): Answer => ({ ok: true, ...body });

/** An expected no, in Slack's words. `messages` become `[ERROR] …` lines of `response_metadata`. */
export const refuse = (error: string, messages: readonly string[] = []): Answer =>
  messages.length === 0
    ? { ok: false, error }
    : {
        ok: false,
        error,
        errors: [...messages],
        response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
      };

/** A required argument is missing, in the words that Slack uses. */
export const missingArgument = (name: string): Answer =>
  refuse('invalid_arguments', [`missing required field: ${name}`]);
