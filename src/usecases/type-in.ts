import { goneType } from '../core/policy/gone-type.ts';
import type { DecisionType } from '../core/policy/policy.ts';
import type { World } from '../ports.ts';

/**
 * The policy's entry for a type.
 * @param gone where the policy has none any more, one under which what was begun can end
 */
export const typeIn = (
  { policies }: Pick<World, 'policies'>,
  name: string,
  gone = false,
): DecisionType | undefined => policies.current().types[name] ?? (gone ? goneType(name) : undefined);
