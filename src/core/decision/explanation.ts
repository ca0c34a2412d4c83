import type { Route } from '../policy/route-result.ts';
import type { Case } from '../review/case.ts';
import { ended, howToContest, secondLooks } from './second-look.ts';

/**
 * In plain words for the person that a decision is about: whether an AI decided, on what grounds, and how to ask
 * for a human.
 */
export const explanationOf = (kase: Case): string => {
  const { decision, revision, review } = kase;
  const { body, route } = revision;
  const recommendation = route.level === 'human_only' ? undefined : body.recommendation;
  const last = review?.verdicts.at(-1);
  if (decision.shadow)
    return `Handraise only watched this; ${decision.source} decides it by itself. Ask the system that you dealt with how.`;
  const sentences: string[] = [];
  if (decision.status !== 'resolved') {
    sentences.push('This has not been decided yet; a person will decide it.');
    if (recommendation !== undefined)
      sentences.push('An AI system made a recommendation, which the person may follow or not.');
  } else if (decision.disposition === 'auto_executed') {
    sentences.push(
      `An AI system decided this without a person: ${decision.option === null ? 'its recommendation' : named(decision.option)} was executed automatically.`,
    );
    if (recommendation?.rationale) sentences.push(`Its reason: ${ended(recommendation.rationale)}`);
    sentences.push(grounds(route));
  } else if (decision.disposition === 'cancelled') {
    sentences.push('The system that asked withdrew this before it was decided.');
  } else if (decision.disposition === 'expired') {
    sentences.push('Nobody decided this in time; the time allowed for it ran out.');
    if (decision.option !== null)
      sentences.push(
        `As the policy says for that case, the answer is ${decision.option}. No person gave it.`,
      );
  } else {
    const outcome =
      decision.disposition === 'modified'
        ? `${named(decision.option)}, with changes`
        : named(decision.option);
    sentences.push(`A person decided this: ${outcome}.`);
    if (last?.rationale) sentences.push(`Their reason: ${ended(last.rationale)}`);
    if (recommendation === undefined) sentences.push('No AI recommendation was shown.');
    else if (decision.overridden)
      sentences.push(
        `An AI system had recommended ${named(recommendation.option)}; the person decided differently.`,
      );
    else sentences.push(`An AI system had recommended ${named(recommendation.option)}; the person agreed.`);
  }
  return [...sentences, ...secondLooks(kase), howToContest(kase)].join(' ');
};

/** An option as it is said: its name without the marks of a name. */
const named = (option: string | null): string => (option === null ? 'answered' : option.replaceAll('_', ' '));

/** Why no person had to be asked. */
const grounds = ({ consequence, confidence: { band } }: Route): string =>
  `Nobody was asked because a mistake was judged to be of ${consequence} consequence${band === undefined ? '' : ` and the system’s confidence was ${band}`}.`;
