import type { Recommendation, Signals } from '../decision/submission.ts';
import { unreachable } from '../result.ts';
import { flag } from './flags.ts';
import type { SignalName } from './policy.ts';
import type { RouteDraft } from './route-draft.ts';
import { capital, joined, percent, quoted } from './wording.ts';

/** A signal that takes something off the confidence, and the words for it. */
export type Lowering = { words: string; by: number };

/** What the signals say beside the score: each lowers by the amount that the policy states, and is flagged. */
export const weighSignals = (draft: RouteDraft): Lowering[] => {
  const { type, submission, stats } = draft.input;
  const signals = submission.signals ?? {};
  const { lowering } = type;
  const found: Lowering[] = [];

  const dissent = disagreement(signals, submission.recommendation);
  if (dissent !== undefined) {
    flag(draft, 'disagreement', dissent);
    found.push({ words: 'methods disagree', by: lowering.disagreement });
  }
  const similarity = signals.similarity ?? stats.similarity;
  if (similarity !== undefined && !(similarity >= lowering.similarity_below)) {
    flag(draft, 'dissimilar', `Unlike earlier cases: similarity ${percent(similarity)}`);
    found.push({
      words: `similarity ${percent(similarity)} is below ${percent(lowering.similarity_below)}`,
      by: lowering.dissimilar,
    });
  }
  if (signals.rule_match === 'ambiguous' || signals.rule_match === 'none') {
    const none = signals.rule_match === 'none';
    flag(
      draft,
      'ambiguous_rules',
      none ? 'No written rule covers this case' : 'The rules don’t clearly cover this case',
    );
    found.push({ words: none ? 'no rule matches' : 'rules are ambiguous', by: lowering.ambiguous });
  }
  const missing = type.signals.filter((name) => !isGiven(name, signals, similarity));
  if (missing.length > 0)
    flag(
      draft,
      'missing_signal',
      `Expected but not sent: ${joined(missing.map((name) => SIGNAL_WORDS[name]))}`,
    );
  for (const name of missing)
    found.push({ words: `${SIGNAL_WORDS[name]} was not sent`, by: lowering.incomplete });
  return found;
};

const SIGNAL_WORDS: Record<SignalName, string> = {
  similarity: 'similarity',
  rule_match: 'clarity of rules',
  opinions: 'other opinions',
};

const isGiven = (name: SignalName, signals: Signals, similarity: number | undefined): boolean => {
  switch (name) {
    case 'similarity':
      return similarity !== undefined;
    case 'rule_match':
      return signals.rule_match !== undefined;
    case 'opinions':
      return (signals.opinions?.length ?? 0) > 0;
    default:
      return unreachable(name);
  }
};

/** Whether any method says something else than the recommendation. */
export const disagrees = ({ opinions = [] }: Signals, recommendation: Recommendation | undefined): boolean =>
  recommendation !== undefined && opinions.some((opinion) => opinion.option !== recommendation.option);

/** "Rules and model disagree: rules say reject"; undefined when all agree. */
const disagreement = (signals: Signals, recommendation: Recommendation | undefined): string | undefined => {
  if (!disagrees(signals, recommendation)) return undefined;
  const opinions = signals.opinions ?? [];
  const apart = opinions.filter((opinion) => opinion.option !== recommendation?.option);
  const only = apart.length === 1 ? apart[0] : undefined;
  if (only !== undefined && /^rules?$/i.test(only.method.trim()))
    return `Rules and model disagree: rules say ${quoted(only.option)}`;
  const said = apart.slice(0, 3).map((opinion) => `${quoted(opinion.method)} says ${quoted(opinion.option)}`);
  const more = apart.length > 3 ? ` and ${apart.length - 3} more differ` : '';
  return `${capital(`${apart.length === 1 ? 'one method differs' : `${apart.length} methods differ`} from the recommendation`)}: ${said.join(', ')}${more}`;
};
