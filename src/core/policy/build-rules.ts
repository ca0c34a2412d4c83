import { type BuildContext, checkName } from './build-context.ts';
import type { Conditions } from './conditions.ts';
import type { TypeDocument } from './document-type.ts';
import { care } from './levels.ts';
import type { Rule } from './policy.ts';
import type { Path } from './yaml-text.ts';

type RuleDocument = NonNullable<TypeDocument['rules']>[number];

/** Compiles the rules of a type. A rule whose condition cannot be used is reported and left out. */
export const buildRules = (
  rules: RuleDocument[],
  {
    conditions,
    floor,
    path,
    context,
  }: { conditions: Conditions; floor: Rule['effect']['lower_to']; path: Path; context: BuildContext },
): Rule[] => {
  const seen = new Map<string, number>();
  return rules.flatMap((rule, index) => {
    const at = [...path, index];
    const before = seen.get(rule.name);
    if (before !== undefined)
      context.report({
        path: [...at, 'name'],
        message: `another rule of this type is named "${rule.name}"; the trace could not tell them apart`,
      });
    seen.set(rule.name, index);
    checkEffects(rule, at, floor, context);
    const compiled = conditions.compile(rule.when);
    if (!compiled.ok) {
      context.report({ path: [...at, 'when'], ...compiled.error });
      return [];
    }
    const { name, when, ...effect } = rule;
    return [{ name, when, effect, ...compiled.value }];
  });
};

const checkEffects = (
  rule: RuleDocument,
  path: Path,
  floor: Rule['effect']['lower_to'],
  context: BuildContext,
): void => {
  const { name: _name, when: _when, ...effects } = rule;
  if (Object.keys(effects).length === 0)
    context.report({
      path,
      message:
        'the rule does nothing: give it raise_to, lower_to, flag, queue, sla_class, approvals, blind or sample',
    });
  if (rule.raise_to !== undefined && rule.lower_to !== undefined)
    context.report({
      path: [...path, 'lower_to'],
      at: 'key',
      message: 'a rule either raises or lowers: make it two rules',
    });
  if (rule.lower_to !== undefined && floor !== undefined && care(rule.lower_to) < care(floor))
    context.report({
      path: [...path, 'lower_to'],
      message: `${rule.lower_to} is below the floor of this type (${floor}); set "floor: ${rule.lower_to}" if that is meant`,
    });
  if (rule.lower_to !== undefined && (rule.approvals !== undefined || rule.blind !== undefined))
    context.report({
      path: [...path, rule.approvals === undefined ? 'blind' : 'approvals'],
      at: 'key',
      message: 'a rule that lowers cannot ask people for more: make it two rules',
    });
  if (rule.queue !== undefined) checkName(context, 'queues', rule.queue, [...path, 'queue']);
  if (rule.sla_class !== undefined) checkName(context, 'sla_classes', rule.sla_class, [...path, 'sla_class']);
};
