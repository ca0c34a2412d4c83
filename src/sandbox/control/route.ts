/** What a route of the control interface is: a method, a path, a shape of its input, and a function to the answer. */
import type { z } from 'zod';
import type { BotProcess } from '../bot.ts';
import type { Deliver } from '../slack/deliver.ts';
import type { SendEvent } from '../slack/events.ts';
import type { Json, World } from '../slack/world.ts';
import type { Source, SourceCredentials } from './source-contract.ts';

/** What the routes act on. Bot and source are there only when the demo brought them. */
export type Stage = {
  world: World;
  deliver: Deliver;
  sendEvent: SendEvent;
  transport: 'http' | 'socket';
  bot: BotProcess | undefined;
  source: Source | undefined;
  sources: Readonly<Record<string, SourceCredentials>>;
};

/** `status` 400 when left out. Other fields go into the answer beside `ok: false`. */
export type Refused = { refused: string; status?: number; more?: Json };

export type Route = {
  method: 'GET' | 'POST';
  path: `/_sandbox/${string}`;
  /** Query parameters of a GET, the JSON body of a POST. */
  answer: (stage: Stage, input: unknown) => Promise<Json | Refused>;
};

export const refused = (reason: string, status = 400, more: Json = {}): Refused => ({
  refused: reason,
  status,
  more,
});
export const isRefused = (value: object): value is Refused => 'refused' in value;

const explain = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');

/** Ties a route's input shape to its function; what does not fit is refused with every problem. */
export const route = <S extends z.ZodType>(
  method: Route['method'],
  path: Route['path'],
  shape: S,
  answer: (stage: Stage, input: z.infer<S>) => Promise<Json | Refused> | Json | Refused,
): Route => ({
  method,
  path,
  answer: async (stage, input) => {
    const parsed = shape.safeParse(input);
    return parsed.success ? answer(stage, parsed.data) : refused(explain(parsed.error));
  },
});
