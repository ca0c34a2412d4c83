/** Serves the sandbox's browser page: its document, styles and modules, straight from the source tree. */
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';

const root = new URL('./page/', import.meta.url);

const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Everything comes from this server; pictures may also come from other loopback ports. Trusted types
 * without any policy make innerHTML and its like throw, so text from Slack cannot become markup.
 */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: http://127.0.0.1:* http://localhost:*",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  // A changed file shows at the next reload: this is a tool for those who change it.
  'cache-control': 'no-cache',
};

/** Stripped modules by path, as long as their source stays the same. */
const stripped = new Map<string, { source: string; script: string }>();

/**
 * Answers `GET /` and `GET /page/…`. Answers `false`, with nothing written, when the request is
 * for something else.
 */
export const servePage = async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
  const { pathname } = new URL(req.url ?? '/', 'http://127.0.0.1');
  if (pathname !== '/' && !pathname.startsWith('/page/')) return false;
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.writeHead(405, { ...headers, allow: 'GET, HEAD' }).end();
    return true;
  }
  const path = pathname === '/' ? 'index.html' : pathname.slice('/page/'.length);
  const content = await contentOf(path);
  if (content === undefined) {
    res
      .writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
      .end('No such file of the page.\n');
    return true;
  }
  res.writeHead(200, { ...headers, 'content-type': kinds[extname(path)] });
  res.end(req.method === 'HEAD' ? undefined : content);
  return true;
};

/** A file of the page as the browser needs it; undefined when there is none of that name. */
const contentOf = async (path: string): Promise<string | undefined> => {
  // Names of the page's own files only: no escapes, no dots in folders, no declaration files.
  if (!/^(?:[a-z-]+\/)*[a-z-]+\.(?:html|css|ts|svg)$/.test(path)) return undefined;
  const source = await readFile(new URL(path, root), 'utf8').catch(() => undefined);
  if (source === undefined) return undefined;
  if (path === 'index.html') return withModules(source);
  return path.endsWith('.ts') ? scriptOf(path, source) : source;
};

/** Names all modules at once: found one by one through their imports, they would come in ten rounds. */
const withModules = async (document: string): Promise<string> => {
  const files = await readdir(root, { recursive: true });
  const links = files
    .filter((one) => one.endsWith('.ts'))
    .map((one) => `    <link rel="modulepreload" href="/page/${one.replaceAll('\\', '/')}" />\n`);
  return document.replace('  </head>', `${links.join('')}  </head>`);
};

const scriptOf = (path: string, source: string): string => {
  const known = stripped.get(path);
  if (known?.source === source) return known.script;
  const script = withoutTypes(source);
  stripped.set(path, { source, script });
  return script;
};

/** Node calls this function experimental at its first use; nobody who looks at the page can do anything about that. */
function withoutTypes(source: string): string {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source, { mode: 'strip' });
  } finally {
    process.emitWarning = emitWarning;
  }
}
