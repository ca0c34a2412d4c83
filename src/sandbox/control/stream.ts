/** Server-Sent Events for the page: on every change it hears what kind, and fetches it again. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Change, World } from '../slack/world.ts';

const keepAliveMs = 15_000;

export const streamChanges = (world: World, req: IncomingMessage, res: ServerResponse): void => {
  res.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  res.write(': open\n\n');
  const watcher = (change: Change): void => {
    res.write(`data: ${JSON.stringify(change)}\n\n`);
  };
  const alive = setInterval(() => res.write(': still here\n\n'), keepAliveMs);
  alive.unref();
  world.watchers.add(watcher);
  req.on('close', () => {
    clearInterval(alive);
    world.watchers.delete(watcher);
  });
};
