import type { BuildContext } from './build-context.ts';
import { bare } from './build-context.ts';
import { DEFAULT_REASONS, humanName } from './defaults.ts';
import type { FactDocument, OptionDocument, ReasonDocument } from './document-facts.ts';
import { type FactDefinition, type Option, OTHER_REASON, type ReasonCode } from './policy.ts';
import { nearest, oneOf } from './suggest.ts';
import type { Path } from './yaml-text.ts';

/** The most reason codes of one list, `other` included: more than five are not read by people who answer (our rule). */
const MAX_REASONS = 5;

export const buildFact = (
  name: string,
  given: FactDocument,
  path: Path,
  context: BuildContext,
): FactDefinition => {
  const long = typeof given === 'string' ? { kind: given } : given;
  const { kind, label, required, sensitive, modifiable, ...rest } = long;
  const wrong = (key: string, message: string) =>
    context.report({ path: [...path, key], at: 'key', message });
  if (kind === 'choice' && rest.choices === undefined)
    context.report({ path, message: 'a choice needs its "choices", such as [Travel, Meals]' });
  if (rest.choices !== undefined && kind !== 'choice' && kind !== 'list')
    wrong('choices', `a ${kind} has no choices; only choice and list have`);
  if (rest.unit !== undefined && kind !== 'number') wrong('unit', `a ${kind} has no unit; only a number has`);
  for (const edge of ['min', 'max'] as const)
    if (rest[edge] !== undefined && kind !== 'number' && kind !== 'money')
      wrong(edge, `a ${kind} has no ${edge}; only number and money have`);
  if (rest.min !== undefined && rest.max !== undefined && rest.min > rest.max)
    wrong('min', `min ${rest.min} is above max ${rest.max}`);
  return {
    name,
    label: label ?? humanName(name),
    kind,
    required: required ?? false,
    sensitive: sensitive ?? false,
    modifiable: modifiable ?? false,
    ...rest,
  };
};

/** More than five buttons beside Modify and Request info are not read by people who answer (our rule). */
const MAX_OPTIONS = 5;

const DEFAULT_OPTIONS: Record<string, OptionDocument> = { approve: 'approved', reject: 'rejected' };
/** Which disposition an option means when it does not say so itself. */
const PLAIN_OPTIONS: Record<string, Option['disposition']> = { approve: 'approved', reject: 'rejected' };

export const buildOptions = (
  given: Record<string, OptionDocument> | undefined,
  path: Path,
  context: BuildContext,
): Option[] => {
  const entries = Object.entries(given ?? DEFAULT_OPTIONS);
  if (entries.length < 2) context.report({ path, message: 'a decision needs at least two options' });
  if (entries.length > MAX_OPTIONS)
    context.report({ path, message: `a decision has at most ${MAX_OPTIONS} options` });
  const options = entries.map(([id, option]) => {
    const long = typeof option === 'string' ? { disposition: option } : option;
    const disposition = long.disposition ?? PLAIN_OPTIONS[id];
    if (disposition === undefined)
      context.report({
        path: [...path, id],
        message: `say which "disposition" it means: approved or rejected`,
      });
    if (id === 'modify')
      context.report({
        path: [...path, id],
        at: 'key',
        message: '"modify" has a meaning of its own: name the option otherwise',
      });
    return {
      id,
      label: long.label ?? humanName(id),
      disposition: disposition ?? ('rejected' as const),
      ...(long.style === undefined ? {} : { style: long.style }),
      ...(long.confirm === undefined ? {} : { confirm: long.confirm }),
    };
  });
  const primary = options.filter(({ style }) => style === 'primary');
  for (const { id } of primary.slice(1))
    context.report({
      path: [...path, id, 'style'],
      message: `at most one option is primary, and "${primary[0]?.id}" is already`,
    });
  return options.map((option) => ({ ...styleOf(option, options), ...option }));
};

/** Unless styles are given, the first option that approves is green and the first that rejects is red. */
const styleOf = (option: Option, options: Option[]): Pick<Option, 'style'> => {
  const style = option.disposition === 'approved' ? 'primary' : 'danger';
  const isTaken = options.some((other) => other.style === style);
  const isFirst = options.find(({ disposition }) => disposition === option.disposition) === option;
  return isTaken || !isFirst ? {} : { style };
};

export const buildReasons = (
  given: Record<string, Record<string, ReasonDocument>> | undefined,
  options: Option[],
  path: Path,
  context: BuildContext,
): Record<string, ReasonCode[]> => {
  const known = [...options.map((option) => option.id), 'modify'];
  for (const [id, list] of Object.entries(given ?? {})) {
    if (!known.includes(id))
      context.report({
        path: [...path, id],
        at: 'key',
        message: `there is no option "${id}"; reasons belong to ${oneOf(known)}`,
        suggestion: nearest(id, known),
      });
    const own = Object.keys(list).filter((code) => code !== OTHER_REASON.id).length;
    if (own + 1 > MAX_REASONS)
      context.report({
        path: [...path, id],
        at: 'key',
        message: `${own} reasons and "other", which is always added, make ${own + 1}; at most ${MAX_REASONS} are read by people`,
      });
  }
  const listOf = (id: string, fallback: ReasonCode[]): readonly [string, ReasonCode[]] => {
    const list = given?.[id];
    return [id, [...(list === undefined ? fallback : reasonCodes(list)), otherOf(list)]];
  };
  return bare([
    ...options.map((option) => listOf(option.id, DEFAULT_REASONS[option.disposition])),
    listOf('modify', DEFAULT_REASONS.modify),
  ]);
};

const reasonCodes = (list: Record<string, ReasonDocument>): ReasonCode[] =>
  Object.entries(list).flatMap(([id, reason]) => {
    if (id === OTHER_REASON.id) return [];
    const long = typeof reason === 'string' ? { label: reason } : reason;
    return [{ id, label: long.label, category: long.category ?? 'other' }];
  });

/** A list may word `other` its own way; its meaning stays. */
const otherOf = (list: Record<string, ReasonDocument> | undefined): ReasonCode => {
  const own = list?.[OTHER_REASON.id];
  if (own === undefined) return OTHER_REASON;
  return { ...OTHER_REASON, label: typeof own === 'string' ? own : own.label };
};
