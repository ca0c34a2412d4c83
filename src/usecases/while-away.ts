import type { WhileAway } from '../core/away/notes.ts';
import { answerOf } from '../core/review/blind.ts';
import { viewFor } from '../core/review/view.ts';
import type { GivenAnswer, World, Write } from '../ports.ts';
import { typeIn } from './type-in.ts';

/** So many answers are told of at once; what is left is told the next time. */
const MOST_TOLD = 200;
const MOST_LISTED = 10;

type Told = WhileAway['answers'][number];

/** What was answered in somebody's stead that they have not been told of, and the writes that mark it as told. */
export const whileAway = async (
  world: World,
  personId: string,
): Promise<{ body: WhileAway; writes: Write[]; last: GivenAnswer | undefined }> => {
  const untold = await world.store.untoldAnswers(personId, MOST_TOLD);
  const listed = await Promise.all(untold.slice(-MOST_LISTED).map((one) => lineOf(world, one)));
  const answers = listed.flatMap((one) => one ?? []);
  const told_at = world.clock.now();
  return {
    body: { answers, more: untold.length - answers.length },
    last: untold.at(-1),
    writes: untold.map(({ review_id, person_id, at }) => ({
      update: 'answers',
      where: { review_id, person_id, at },
      set: { told_at },
      expect: 0,
    })),
  };
};

const lineOf = async (
  world: World,
  { decision_id, review_id, person_id, option, at }: GivenAnswer,
): Promise<Told | undefined> => {
  const kase = await world.store.findCaseOfReview(review_id);
  const decision = kase?.decision ?? (await world.store.findDecision(decision_id));
  if (decision === undefined) return undefined;
  const options = world.policies.current().types[decision.type]?.options ?? [];
  const type = kase && typeIn(world, decision.type, { given: kase.revision.body.facts });
  return {
    // As its channel sees it: a role may have been lost since.
    title:
      kase === undefined || type === undefined
        ? (decision.external_id ?? decision.id)
        : viewFor(kase, type, { kind: 'channel' }, world.clock.now()).title,
    label: options.find(({ id }) => id === option)?.label ?? option,
    by: answerOf(kase?.review, person_id)?.by.name ?? person_id,
    at,
    // What is not final yet could still be taken back, and others may have to answer it blind.
    final: decision.status === 'resolved',
  };
};
