import type { Standing } from '../core/review/authority.ts';
import type { Audience } from '../core/review/card-view.ts';
import type { Asker, World } from '../ports.ts';

/**
 * Who somebody is, which roles they hold now, and whom they stand in for; undefined when Slack does not say. The roles
 * of those are asked for now, too: nobody stands in for what another no longer holds.
 */
export const whoAsks = async (world: World, asker: Asker): Promise<Standing | undefined> => {
  const { directory, store, clock } = world;
  const [known, delegations] = await Promise.all([
    directory.personWithRoles(asker),
    store.findDelegationsTo(asker.id, clock.now()),
  ]);
  // Who is no member here, or no more, decides nothing for anybody either.
  if (known === undefined || known.stranger === true || delegations.length === 0) return known;
  const others = await Promise.all(
    delegations.map(({ from_id }) => directory.personWithRoles({ id: from_id })),
  );
  return {
    ...known,
    stands_in: others.flatMap((other) =>
      other === undefined ? [] : [{ for: other.by, roles: other.roles }],
    ),
  };
};

/** What somebody may see: what their own roles may, and those of whom they stand in for. */
export const audienceOf = ({ by, roles, stands_in = [] }: Standing): Audience & { kind: 'person' } => ({
  kind: 'person',
  id: by.id,
  roles: [...new Set([...roles, ...stands_in.flatMap((one) => one.roles)])],
});
