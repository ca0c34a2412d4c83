import type { Person } from '../actor.ts';
import type { Submission } from '../decision/submission.ts';
import type { DecisionType } from '../policy/policy.ts';
import type { Refusal } from '../refusal.ts';
import type { Requester } from './case.ts';

/**
 * Whether the person may answer decisions of this type. Being in the channel grants nothing; nobody decides a
 * request of their own, neither as the one who asked nor as the one it is about.
 * @param requester who asked, as far as Slack knows them
 */
export const mayDecide = (
  type: DecisionType,
  submission: Submission,
  by: Person,
  roles: string[],
  requester?: Requester,
): Refusal | undefined => {
  if (!type.deciders.some((role) => roles.includes(role))) {
    return { code: 'not_a_decider', roles: type.deciders };
  }
  if (isOwnRequest(submission, by) || requester?.person_id === by.id) return { code: 'own_request' };
  return undefined;
};

const isOwnRequest = (submission: Submission, by: Person): boolean => {
  const { requested_by, subject } = submission;
  if (requested_by?.id === by.id || subject?.id === by.id) return true;
  const email = requested_by?.email?.toLowerCase();
  return email !== undefined && email === by.email?.toLowerCase();
};
