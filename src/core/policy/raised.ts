import type { DecisionType, Policy, Source } from './policy.ts';

/**
 * The type as it holds for what a source submits. What a person raises comes without a recommendation: people decide it
 * alone, whatever the type says of what AI systems submit.
 */
export const typeFrom = ({ kind }: Pick<Source, 'kind'>, type: DecisionType): DecisionType =>
  kind === 'people' ? { ...type, human_only: true } : type;

/** The source for what people raise, and the types that they may raise; undefined where the policy has none. */
export const peopleSource = ({
  sources,
  types,
}: Policy): { source: Source; types: DecisionType[] } | undefined => {
  const source = Object.values(sources).find(({ kind, enabled }) => kind === 'people' && enabled);
  return source && { source, types: source.types.flatMap((name) => types[name] ?? []) };
};
