/** Cursors as Slack gives them: opaque to the caller. https://docs.slack.dev/apis/web-api/pagination */
import { textOf, wholeOf } from '../arguments.ts';
import type { Json } from '../world.ts';

export type Page<T> = { items: T[]; next_cursor: string };

/** A page of `all`, or undefined when the cursor is none of ours. */
export const pageOf = <T>(all: readonly T[], args: Json, most: number, usual = 100): Page<T> | undefined => {
  const limit = Math.min(Math.max(wholeOf(args, 'limit', usual), 1), most);
  const cursor = textOf(args, 'cursor');
  const start =
    cursor === undefined ? 0 : Number(/^at:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1]);
  if (!Number.isInteger(start)) return undefined;
  const next = start + limit;
  return {
    items: all.slice(start, next),
    next_cursor: next < all.length ? Buffer.from(`at:${next}`).toString('base64') : '',
  };
};
