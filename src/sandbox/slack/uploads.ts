/** Where file bytes go (`/upload/F1`) and come back for the page (`/files/F1`). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readRaw } from './read-body.ts';
import type { World } from './world.ts';

const kinds: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  pdf: 'application/pdf',
  csv: 'text/csv',
};

/** The file part of a multipart body, or the body itself when it is sent raw. */
const contentOf = (type: string, raw: Buffer): Buffer => {
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
  if (boundary === undefined) return raw;
  const start = raw.indexOf('\r\n\r\n') + 4;
  const end = raw.indexOf(`\r\n--${boundary}`, start);
  return raw.subarray(start, end < 0 ? raw.length : end);
};

export const answerUpload = async (
  world: World,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> => {
  const file = world.files.get(url.pathname.slice('/upload/'.length));
  const raw = await readRaw(req, 20 * 1024 * 1024);
  if (file === undefined || raw === undefined) {
    res.writeHead(file === undefined ? 404 : 413).end();
    return;
  }
  const content = contentOf(req.headers['content-type'] ?? '', raw);
  if (content.length !== file.expected) {
    res.writeHead(400).end('length does not match what was announced');
    return;
  }
  file.content = content;
  res.writeHead(200).end(`OK - ${content.length}`);
};

export const answerFile = (world: World, res: ServerResponse, url: URL): void => {
  const file = world.files.get(url.pathname.slice('/files/'.length));
  if (file === undefined || !file.shared) {
    res.writeHead(404).end();
    return;
  }
  const type = kinds[file.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
  // Uploaded bytes are never run by the page they are shown on.
  res.writeHead(200, {
    'content-type': type,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  });
  res.end(file.content);
};
