import type { IncomingMessage } from 'node:http';
import sjson from 'secure-json-parse';
import { err, ok, type Result } from '../../src/core/result.ts';
import { type Answer, problem } from './problem.ts';

/** The largest body taken, in bytes. */
export const MOST_BYTES = 256 * 1024;
/** How deep arrays and objects may nest. Real decisions need about six. */
const DEEPEST = 32;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads a body of at most 256 KB as text. What is too large is refused without being read to its end. */
export const readText = async (request: IncomingMessage): Promise<Result<string, Answer>> => {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return err(
      problem('unsupported-media-type', `Send the body as it is, without content-encoding ${encoding}.`),
    );
  }
  const tooLarge = problem(
    'too-large',
    `A body may have ${MOST_BYTES} bytes. Link large things as attachments.`,
    {
      headers: { connection: 'close' },
    },
  );
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return err(tooLarge);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Not destroyed on return: the answer still has to go out on the same connection.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_BYTES) return err(tooLarge);
      chunks.push(chunk);
    }
  } catch {
    return err(problem('malformed', 'The connection ended before the body did.'));
  }
  try {
    return ok(decoder.decode(Buffer.concat(chunks)));
  } catch {
    return err(problem('malformed', 'The body is not valid UTF-8.'));
  }
};

/** Parses a JSON body, without prototypes that it could poison and without depths that it could drown us in. */
export const parseJson = (request: IncomingMessage, text: string): Result<unknown, Answer> => {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return err(
      problem('unsupported-media-type', `Send content-type: application/json, not ${type ?? 'none'}.`),
    );
  }
  if (isTooDeep(text)) return err(problem('malformed', `The body nests deeper than ${DEEPEST} levels.`));
  try {
    return ok(sjson.parse(text, undefined, { protoAction: 'error', constructorAction: 'error' }));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'no JSON';
    return err(problem('malformed', `The body is not JSON: ${reason?.slice(0, 200)}`));
  }
};

const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (quoted) {
      if (char === 0x5c) at++;
      else if (char === 0x22) quoted = false;
    } else if (char === 0x22) quoted = true;
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > DEEPEST) return true;
    } else if (char === 0x7d || char === 0x5d) depth--;
  }
  return false;
};
