import type { Facts } from '../core/decision/submission.ts';
import { goneType } from '../core/policy/gone-type.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import type { World } from '../ports.ts';

/**
 * The policy's entry for a type.
 * @param gone where the policy has none any more, one under which what was begun can end; `given`, what was submitted,
 *   where it is to be shown
 */
export const typeIn = (
  { policies }: Pick<World, 'policies'>,
  name: string,
  gone: boolean | { given: Facts } = false,
): DecisionType | undefined =>
  policies.current().types[name] ??
  (gone === false ? undefined : goneType(name, gone === true ? {} : gone.given));
