/**
 * The sandbox trusts everything on this machine, and a browser on it runs other people's pages. What comes from
 * such a page is refused: a foreign `Origin`, or a `Host` that only points here (DNS rebinding).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

const here = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Answers 403 and says true when the request is not from here. */
export const refuseOutsiders = (req: IncomingMessage, res: ServerResponse): boolean => {
  const { host, origin } = req.headers;
  const foreign = origin !== undefined && origin !== `http://${host}`;
  if (here.test(host ?? '') && !foreign) return false;
  res.writeHead(403, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ ok: false, error: 'only pages of the sandbox itself may call it' }));
  return true;
};
