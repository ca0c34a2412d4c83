import type { DecisionType, Source } from '../policy/policy.ts';
import { nearest } from '../policy/suggest.ts';
import { checkFacts } from './facts.ts';
import type { FieldProblem } from './intake-problem.ts';
import type { Submission } from './submission.ts';

/**
 * Checks a submission against its decision type and its source: facts, recommendation and callback address. All
 * problems at once; none means that it can be routed.
 */
export const checkSubmission = (
  submission: Submission,
  type: DecisionType,
  source: Source,
): FieldProblem[] => [
  ...factProblems(submission, type),
  ...recommendationProblems(submission, type),
  ...callbackProblems(submission, source),
];

const factProblems = ({ facts }: Submission, type: DecisionType): FieldProblem[] => {
  const { problems, missing } = checkFacts(type, facts);
  if (type.on_missing_facts !== 'refuse') return problems;
  const gaps = missing.map((name) => {
    const kind = type.facts.find((fact) => fact.name === name)?.kind ?? 'value';
    return { path: `facts.${name}`, message: `is required for ${type.name} (${kind})` };
  });
  return [...problems, ...gaps];
};

const recommendationProblems = ({ recommendation }: Submission, type: DecisionType): FieldProblem[] => {
  if (recommendation === undefined) {
    if (type.human_only) return [];
    return [
      {
        path: 'recommendation',
        message: `is required for ${type.name}: what would the AI do, and how sure is it?`,
      },
    ];
  }
  const known = type.options.map(({ id }) => id);
  const unknown = (option: string, path: string): FieldProblem[] =>
    known.includes(option)
      ? []
      : [
          {
            path,
            message: `"${option}" is not an option of ${type.name}; it has ${known.join(', ')}${guess(option, known)}`,
          },
        ];
  return [
    ...unknown(recommendation.option, 'recommendation.option'),
    ...(recommendation.alternatives ?? []).flatMap(({ option }, index) =>
      unknown(option, `recommendation.alternatives.${index}.option`),
    ),
  ];
};

const callbackProblems = ({ callback_url }: Submission, source: Source): FieldProblem[] => {
  if (callback_url === undefined) return [];
  const { hostname, host, username, password } = new URL(callback_url);
  if (username !== '' || password !== '') {
    return [{ path: 'callback_url', message: 'must not carry a user name or a password' }];
  }
  if (source.callback.hosts.includes(hostname) || source.callback.hosts.includes(host)) return [];
  const allowed =
    source.callback.hosts.length === 0 ? 'none is listed' : `listed are ${source.callback.hosts.join(', ')}`;
  return [
    {
      path: 'callback_url',
      message: `the host ${host} is not in this source's list in the policy; ${allowed}`,
    },
  ];
};

/** Only a near name is worth a guess. */
const guess = (given: string, known: string[]): string => {
  const meant = nearest(given, known);
  return meant === undefined ? '' : `. Did you mean "${meant}"?`;
};
