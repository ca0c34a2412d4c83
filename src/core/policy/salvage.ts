import type { Names } from './build-context.ts';
import { type PolicyDocument, policyDocument } from './document.ts';
import type { Path } from './yaml-text.ts';

type Section = Record<string, unknown>;

/** Stands among broken facts when nothing of a type's facts could be read. */
export const ALL_FACTS = '*';

/** Facts by type that could not be read. What refers to one of them is not held against it. */
export type BrokenFacts = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The part of a broken document whose shape is right, so that its meaning can be checked in the same go: whatever holds
 * a broken value is left out, key by key in types, entry by entry elsewhere, and what cannot be done without gets a
 * stand-in that raises no further problem. Undefined when nothing can be kept.
 */
export const salvage = (
  content: unknown,
  broken: Path[],
  names: Names,
): { document: PolicyDocument; brokenFacts: BrokenFacts } | undefined => {
  const rest = structuredClone(content);
  if (!isSection(rest)) return undefined;
  const brokenFacts = new Map<string, Set<string>>();
  for (const path of broken) {
    const [section, type, key, item] = path;
    if (section === 'types' && key === 'facts') {
      const facts = brokenFacts.get(String(type)) ?? new Set();
      brokenFacts.set(String(type), facts.add(String(item ?? ALL_FACTS)));
    }
    cutOut(rest, path);
  }
  for (const section of ['queues', 'roles', 'types']) if (!isSection(rest[section])) rest[section] = {};
  const standIns = { question: '?', queue: names.queues[0], deciders: names.roles.slice(0, 1) };
  const types = sectionAt(rest, 'types') ?? {};
  for (const [name, type] of Object.entries(types)) {
    if (isSection(type)) types[name] = { ...standIns, ...type };
    else delete types[name];
  }
  const again = policyDocument.safeParse(rest);
  return again.success ? { document: again.data, brokenFacts } : undefined;
};

const isSection = (value: unknown): value is Section =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sectionAt = (from: unknown, ...path: PropertyKey[]): Section | undefined => {
  const found = path.reduce<unknown>(
    (holder, key) => (isSection(holder) ? holder[String(key)] : undefined),
    from,
  );
  return isSection(found) ? found : undefined;
};

/** What looks at peak load finds some, and is not held to be without. */
const ANY_PEAK = { open_above: 0, lower_bands_by: 0, audit_share: 1 };

/** Rules keep their places, since problems are reported by index; facts keep their names, since rules use them. */
const cutOut = (document: Section, path: Path): void => {
  const [section, entry, key, item] = path;
  if (section === undefined) return;
  if (section !== 'types' || key === undefined) {
    const holder = entry === undefined ? document : sectionAt(document, section);
    if (section === 'defaults' && entry === 'peak' && holder !== undefined) {
      holder['peak'] = ANY_PEAK;
      return;
    }
    if (holder !== undefined) delete holder[String(entry ?? section)];
    else delete document[String(section)];
    return;
  }
  const type = sectionAt(document, 'types', entry ?? '');
  if (type === undefined) return;
  const held = type[String(key)];
  if (key === 'rules' && Array.isArray(held) && typeof item === 'number')
    held[item] = standInRule(held[item], item, path.at(4));
  else if (key === 'facts' && isSection(held) && item !== undefined && isFactName(item))
    held[String(item)] = 'text';
  else if (key === 'facts' && isSection(held) && item !== undefined) delete held[String(item)];
  else if (key === 'peak') type['peak'] = ANY_PEAK;
  else delete type[String(key)];
};

/** Keeps name and condition of a broken rule, unless it is these that are broken. */
const standInRule = (rule: unknown, index: number, brokenKey: PropertyKey | undefined): Section => {
  const { name, when } = isSection(rule) ? rule : {};
  return {
    name: typeof name === 'string' && brokenKey !== 'name' ? name : `? ${index}`,
    when: typeof when === 'string' && brokenKey !== 'when' ? when : 'false',
    flag: '?',
  };
};

const isFactName = (name: PropertyKey): boolean => /^[a-z][a-z0-9_]{0,49}$/.test(String(name));
