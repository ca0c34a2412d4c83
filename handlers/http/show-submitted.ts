import { wouldHave } from '../../src/core/decision/shadow.ts';
import { iso } from '../../src/core/time.ts';
import type { World } from '../../src/ports.ts';
import type { Submitted } from '../../src/usecases/request-key.ts';
import { shownRoute } from '../../src/usecases/show-decision.ts';
import type { Answer } from './problem.ts';

/** The answer to a submission: 202 while it waits for a person, 200 when nothing waits, as for a shadow source. */
export const showSubmitted = (world: World, { decision, revision }: Submitted): Answer => {
  const { id } = decision;
  const route = shownRoute(revision.route);
  if (decision.status === 'resolved') {
    const { option, disposition, shadow } = decision;
    return {
      status: 200,
      body: {
        id,
        revision: revision.revision,
        status: 'resolved',
        option,
        disposition,
        ...(shadow ? { shadow, would_have: wouldHave(revision) } : {}),
        route,
      },
    };
  }
  return {
    status: 202,
    body: {
      id,
      revision: revision.revision,
      status: 'pending',
      route,
      due_at: decision.due_at === null ? null : iso(decision.due_at),
      url: `${world.publicUrl}/v1/decisions/${id}`,
    },
  };
};
