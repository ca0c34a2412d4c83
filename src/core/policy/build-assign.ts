import { isLanguage } from '../sla/assign.ts';
import { type BuildContext, checkName } from './build-context.ts';
import type { QueueDocument } from './document-queue.ts';
import type { Queue } from './policy.ts';

type Given = Exclude<QueueDocument, string>;

/** Who is given what comes into a queue; nothing where it is everybody's. */
export const buildAssign = (
  name: string,
  { assign = 'whole_queue', sticky, cap, skills = {}, overflow }: Given,
  context: BuildContext,
): Pick<Queue, 'assigns' | 'overflow'> => {
  const path = ['queues', name];
  if (overflow !== undefined) {
    checkName(context, 'queues', overflow.to, [...path, 'overflow', 'to']);
    if (overflow.to === name)
      context.report({ path: [...path, 'overflow', 'to'], message: 'a queue cannot go over into itself' });
  }
  for (const [who, what] of Object.entries(skills)) {
    const isPerson = who.includes('@') || /^[UW][A-Z0-9]+$/.test(who);
    if (!isPerson) checkName(context, 'roles', who, [...path, 'skills', who]);
    for (const [index, skill] of what.entries())
      if (!isLanguage(skill)) checkName(context, 'types', skill, [...path, 'skills', who, index]);
  }
  const over = overflow === undefined ? {} : { overflow };
  if (assign === 'whole_queue') {
    for (const [key, value] of Object.entries({ sticky, cap, skills: Object.keys(skills)[0] }))
      if (value !== undefined)
        context.report({
          path: [...path, key],
          at: 'key',
          message: `"${key}" is about giving decisions to single people: say "assign: round_robin" or "least_loaded"`,
        });
    return over;
  }
  return {
    ...over,
    assigns: { by: assign, sticky: sticky === 'subject', cap: cap ?? null, skills: Object.entries(skills) },
  };
};
