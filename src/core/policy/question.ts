import type { BuildContext } from './build-context.ts';
import type { FactDefinition } from './policy.ts';
import { nearest } from './suggest.ts';
import type { Path } from './yaml-text.ts';

/** What a question can be filled with beside the facts of its type. */
const PLACES = [
  'title',
  'external_id',
  'subject.id',
  'subject.name',
  'requested_by.name',
  'recommendation.option',
];

/** Reports places of a question that nothing can fill, and those that would show a masked fact to everybody. */
export const checkQuestion = (
  question: string,
  facts: FactDefinition[],
  path: Path,
  context: BuildContext,
): void => {
  const known = [...facts.map((fact) => fact.name), ...PLACES];
  for (const found of question.matchAll(/\{([^{}]*)\}/g)) {
    const name = found[1] ?? '';
    const offset = found.index;
    if (!known.includes(name))
      context.report({
        path,
        offset,
        message: `nothing can fill {${name}}; known are ${known.join(', ')}`,
        suggestion: nearest(name, known),
      });
    else if (facts.some((fact) => fact.name === name && fact.sensitive))
      context.report({
        path,
        offset,
        message: `{${name}} is sensitive: a question is read by everybody in the channel`,
      });
  }
};
