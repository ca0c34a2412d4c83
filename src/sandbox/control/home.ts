import { z } from 'zod';
import { directWith } from '../slack/conversations.ts';
import { stateOf } from '../slack/inputs.ts';
import { viewToApi } from '../slack/views.ts';
import type { Json, World } from '../slack/world.ts';
import { nextChange } from './next-change.ts';
import { personIn } from './persons.ts';
import { isRefused, route } from './route.ts';

const shape = z.object({ user: z.string() });
/** A bot publishes after it acked; this is how long an opening waits for that, in wall milliseconds. */
const publishWaitMs = 3_000;

const homeOf = (world: World, user: string): Json | null => {
  const view = world.homes.get(user);
  return view === undefined ? null : viewToApi(world, view, stateOf(view.blocks, view.inputs));
};

/** A person opens the app's Home tab: the bot hears of it, and its view is the answer (`null` when it has none). */
export const openHome = route('POST', '/_sandbox/home', shape, async ({ world, sendEvent }, input) => {
  const person = personIn(world, input.user);
  if (isRefused(person)) return person;
  if (world.manifest.events.has('app_home_opened')) {
    const before = world.homes.get(person.id);
    const published = nextChange(world, ({ kind, user }) => kind === 'home' && user === person.id);
    const late = setTimeout(published.giveUp, publishWaitMs);
    const ack = await sendEvent({
      type: 'app_home_opened',
      user: person.id,
      channel: directWith(world, person.id)?.id,
      event_ts: world.issue.ts(),
      tab: 'home',
      ...(before === undefined ? {} : { view: viewToApi(world, before) }),
    });
    if (ack.status === 0) published.giveUp();
    await published.happened;
    clearTimeout(late);
  }
  return { ok: true, view: homeOf(world, person.id) };
});

/** The Home tab as it was last published, without telling the bot. */
export const showHome = route('GET', '/_sandbox/home', shape, ({ world }, input) => {
  const person = personIn(world, input.user);
  return isRefused(person) ? person : { ok: true, view: homeOf(world, person.id) };
});
