import { z } from 'zod';
import { refused, route } from './route.ts';

const none = () => refused('there is no built-in source here; it comes with `npm run demo`', 409);
const after = z.object({ after: z.coerce.number().int().min(0).default(0) });

/** The callbacks that the built-in source received, verified or not. */
export const callbacks = route('GET', '/_sandbox/callbacks', after, ({ source }, input) =>
  source === undefined ? none() : { ok: true, callbacks: source.callbacks(input.after) },
);

const mode = z.object({
  status: z.int().min(100).max(599).optional(),
  delay_ms: z.int().min(0).max(600_000).optional(),
});

/** How the built-in source answers callbacks from now on. */
export const callbacksMode = route(
  'POST',
  '/_sandbox/callbacks-mode',
  mode,
  ({ source }, { status, delay_ms }) => {
    if (source === undefined) return none();
    source.setMode({
      ...(status === undefined ? {} : { status }),
      ...(delay_ms === undefined ? {} : { delay_ms }),
    });
    return { ok: true };
  },
);

/** Everything that the page's Source pane shows. */
export const showSource = route('GET', '/_sandbox/source', after, ({ source, sources }, input) =>
  source === undefined
    ? none()
    : {
        ok: true,
        submissions: source.submissions(input.after),
        callbacks: source.callbacks(input.after),
        samples: source.samples(),
        sources: Object.entries(sources).map(([name, { types }]) => ({ name, types })),
      },
);

/** Submits a decision as one of the sources, signed with its own credentials. */
export const submitAsSource = route(
  'POST',
  '/_sandbox/source/submit',
  z.object({ source: z.string(), body: z.unknown() }),
  async ({ source, sources }, input) => {
    if (source === undefined) return none();
    if (sources[input.source] === undefined) return refused(`there is no source ${input.source}`, 404);
    const answer = await source.submit(input.source, input.body);
    return { ok: answer.status >= 200 && answer.status < 300, ...answer };
  },
);
