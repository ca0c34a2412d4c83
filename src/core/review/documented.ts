import type { DecisionType } from '../policy/policy.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';

/** What must be written down beside the answer, by label. */
export type Documented = Record<string, string>;

/** The fields that somebody with these roles fills, in the order of the policy, each once. */
export const documentFields = ({ document = {} }: DecisionType, roles: readonly string[]): string[] => [
  ...new Set(Object.entries(document).flatMap(([role, labels]) => (roles.includes(role) ? labels : []))),
];

/** Keeps the fields that are asked for, without what is around their words; refuses while one is empty. */
export const checkDocumented = (
  given: Documented | undefined,
  type: DecisionType,
  roles: readonly string[],
): Result<{ documented?: Documented }, Refusal> => {
  const labels = documentFields(type, roles);
  if (labels.length === 0) return ok({});
  const fields = labels.map((label) => [label, textOf(given, label)] as const);
  const empty = fields.filter(([, text]) => text === '').map(([label]) => label);
  return empty.length > 0
    ? err({ code: 'document_required', labels: empty })
    : ok({ documented: Object.fromEntries(fields) });
};

const textOf = (given: Documented = {}, label: string): string =>
  Object.hasOwn(given, label) ? (given[label] ?? '').trim() : '';
