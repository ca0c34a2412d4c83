import { digestOf } from '../decision/canonical.ts';
import { err, ok, type Result } from '../result.ts';
import type { BuildContext } from './build-context.ts';
import { buildPolicy } from './build-policy.ts';
import { policyDocument } from './document.ts';
import { explainIssue, type Finding, valueAt } from './explain-issue.ts';
import type { Policy, PolicyProblem } from './policy.ts';
import { salvage } from './salvage.ts';
import { keysAt } from './schema-keys.ts';
import { type Path, readYaml, type YamlText } from './yaml-text.ts';

/** The most text that is read as a policy: far more than people write, far less than hurts. In characters. */
const MAX_TEXT = 2_000_000;
/** Hex characters of the content hash that names a version. */
const VERSION_LENGTH = 16;

/**
 * Reads a policy: YAML, then its shape, then its meaning. Answers with every problem at once, each with its place in
 * the file. The version is a hash of the content alone: comments and layout don't change it.
 */
export const parsePolicy = (text: string): Result<Policy, PolicyProblem[]> => {
  if (text.length > MAX_TEXT)
    return err([{ line: 1, column: 1, path: '', message: `is longer than ${MAX_TEXT} characters` }]);
  const yaml = readYaml(text);
  if (yaml.problems.length > 0) return err(yaml.problems);
  if (yaml.content === null || yaml.content === undefined)
    return err([
      { line: 1, column: 1, path: '', message: 'the policy is empty: it needs queues, roles and types' },
    ]);

  const findings: Finding[] = [];
  const context: BuildContext = { names: namesOf(yaml.content), report: (finding) => findings.push(finding) };
  const shaped = policyDocument.safeParse(yaml.content);
  if (shaped.success) {
    const policy = buildPolicy(shaped.data, context);
    if (findings.length === 0)
      return ok({ version: digestOf(yaml.content, VERSION_LENGTH), text, ...policy });
  } else {
    const known = (path: Path) => keysAt(policyDocument, path);
    findings.push(...shaped.error.issues.flatMap((issue) => explainIssue(issue, yaml.content, known)));
    const rest = salvage(
      yaml.content,
      findings.map((finding) => finding.path),
      context.names,
    );
    if (rest !== undefined) buildPolicy(rest.document, context, rest.brokenFacts);
  }
  return err(inOrder(findings.map((finding) => placed(finding, yaml))));
};

const namesOf = (content: unknown): BuildContext['names'] => {
  const keys = (section: string): string[] => {
    const value = valueAt(content, [section]);
    return typeof value === 'object' && value !== null ? Object.keys(value) : [];
  };
  const sla = keys('sla_classes');
  return {
    queues: keys('queues'),
    sla_classes: sla.length > 0 ? sla : ['standard'],
    roles: keys('roles'),
    types: keys('types'),
  };
};

const placed = ({ path, at, offset, message, suggestion }: Finding, yaml: YamlText): PolicyProblem => ({
  ...yaml.placeOf(path, at, offset),
  path: path.map(String).join('.'),
  message,
  ...(suggestion === undefined ? {} : { suggestion }),
});

const inOrder = (problems: PolicyProblem[]): PolicyProblem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
