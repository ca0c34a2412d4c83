/** Reads a request's body, up to a limit. */
import type { IncomingMessage } from 'node:http';
import { isObject } from './arguments.ts';
import type { Json } from './world.ts';

/** The raw bytes, or undefined when there are more than `most`. */
export const readRaw = async (req: IncomingMessage, most: number): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** A JSON object, or undefined when it is none. An empty body is an empty object. */
export const parseJson = (raw: Buffer): Json | undefined => {
  if (raw.length === 0) return {};
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Arguments of a Web API call: query, form or JSON. */
export const parseArguments = (
  req: IncomingMessage,
  raw: Buffer,
  query: URLSearchParams,
): Json | undefined => {
  const given = Object.fromEntries(query);
  const type = req.headers['content-type'] ?? '';
  if (type.includes('json')) {
    const body = parseJson(raw);
    return body === undefined ? undefined : { ...given, ...body };
  }
  return { ...given, ...Object.fromEntries(new URLSearchParams(raw.toString('utf8'))) };
};
