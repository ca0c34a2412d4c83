import type { Names } from './build-context.ts';
import { type PolicyDocument, policyDocument } from './document.ts';
import type { Path } from './yaml-text.ts';

type Section = Record<string, unknown>;

/**
 * The part of a broken document whose shape is right, so that its meaning can be checked in the same go: whatever holds
 * a broken value is left out, key by key in types, entry by entry elsewhere, and what a type cannot do without gets a
 * stand-in that raises no further problem. Undefined when nothing can be kept.
 */
export const salvage = (
  content: unknown,
  broken: Path[],
  names: Names,
): { document: PolicyDocument; brokenFacts: Set<string> } | undefined => {
  if (!isSection(content)) return undefined;
  const rest = structuredClone(content);
  const brokenFacts = new Set<string>();
  for (const path of broken) {
    if (path[0] === 'types' && path[2] === 'facts') brokenFacts.add(String(path[1]));
    cutOut(rest, path);
  }
  for (const section of ['queues', 'roles', 'types']) if (!isSection(rest[section])) rest[section] = {};
  const types = rest['types'] as Section;
  const standIns = { question: '?', queue: names.queues[0], deciders: names.roles.slice(0, 1) };
  for (const [name, type] of Object.entries(types)) {
    if (isSection(type)) types[name] = { ...standIns, ...type };
    else delete types[name];
  }
  const again = policyDocument.safeParse(rest);
  return again.success ? { document: again.data, brokenFacts } : undefined;
};

const isSection = (value: unknown): value is Section =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rules keep their places, since problems are reported by index. */
const cutOut = (document: Section, path: Path): void => {
  const inRules = path[2] === 'rules' && typeof path[3] === 'number';
  if (inRules) {
    const rules = ((document['types'] as Section | undefined)?.[String(path[1])] as Section | undefined)?.[
      'rules'
    ];
    if (Array.isArray(rules))
      rules[Number(path[3])] = { name: `? ${String(path[3])}`, when: 'false', flag: '?' };
    return;
  }
  const cut = path.slice(0, path[0] === 'types' ? 3 : 2);
  const last = cut.at(-1);
  let holder: unknown = document;
  for (const key of cut.slice(0, -1)) holder = isSection(holder) ? holder[String(key)] : undefined;
  if (last !== undefined && isSection(holder)) delete holder[String(last)];
};
