import type { Person } from '../actor.ts';
import type { Refusal } from '../refusal.ts';
import type { Requester } from './case.ts';
import type { Review } from './review.ts';

/** The person who asked for the decision, where Slack knows them; undefined where it does not, or not yet. */
export const submitterOf = (requester: Requester | undefined): Pick<Person, 'id' | 'name'> | undefined => {
  if (requester?.status !== 'found' || requester.person_id === null) return undefined;
  const { person_id: id, name } = requester;
  return { id, ...(name == null ? {} : { name }) };
};

/**
 * Why this person cannot answer this question now; undefined when they can. Only the person who was asked may, and only
 * while they are still known as the one who submitted it, whatever a button or a form says.
 */
export const whyNotAnswer = (
  { status, info }: Review,
  requester: Requester | undefined,
  { by, request_id }: { by: { id: string }; request_id: string | undefined },
): Refusal | undefined => {
  const person = submitterOf(requester);
  if (person?.id !== by.id) return { code: 'not_asked' };
  if (status !== 'waiting_info' || info === null || info.request_id !== request_id)
    return { code: 'nothing_awaited' };
  return info.to === 'source' || info.person?.id !== by.id ? { code: 'not_asked' } : undefined;
};
