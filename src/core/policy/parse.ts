import { digestOf } from '../decision/canonical.ts';
import { err, ok, type Result } from '../result.ts';
import { type HolidayBook, NO_HOLIDAYS } from '../sla/holidays.ts';
import type { BuildContext } from './build-context.ts';
import { buildPolicy } from './build-policy.ts';
import { DEFAULTS } from './defaults.ts';
import { policyDocument } from './document.ts';
import { explainIssue, type Finding, valueAt } from './explain-issue.ts';
import type { Policy, PolicyProblem } from './policy.ts';
import { quickYaml } from './quick-yaml.ts';
import { salvage } from './salvage.ts';
import { keysAt } from './schema-keys.ts';
import { type Path, readYaml, type YamlText } from './yaml-text.ts';

/** The most text that is read as a policy: far more than people write, far less than hurts. In characters. */
const MAX_TEXT = 2_000_000;
/** Hex characters of the content hash that names a version. */
const VERSION_LENGTH = 16;

/**
 * Reads a policy: YAML, then its shape, then its meaning. Answers with every problem at once, each with its place in
 * the file. Without `holidays` a calendar that names a country is refused. The version is a hash of the content alone: comments and layout don't change it.
 */
export const parsePolicy = (
  text: string,
  holidays: HolidayBook = NO_HOLIDAYS,
): Result<Policy, PolicyProblem[]> => {
  if (text.length > MAX_TEXT) return err([atTop(`is longer than ${MAX_TEXT} characters`)]);
  const quick = quickYaml(text);
  const read = quick === undefined || quick === null ? undefined : understand(quick, holidays);
  // Only problems need their places.
  if (read?.policy !== undefined && read.findings.length === 0)
    return ok(versioned(text, quick, read.policy));
  const yaml = readYaml(text);
  const problems: PolicyProblem[] = yaml.problems.map((problem) => ({ ...problem, path: '' }));
  if (yaml.content === undefined && problems.length > 0) return err(problems);
  if (yaml.content === null || yaml.content === undefined)
    return err([atTop('the policy is empty: it needs queues, roles and types')]);

  const { policy, findings } = understand(yaml.content, holidays);
  problems.push(...findings.map((finding) => placed(finding, yaml)));
  if (policy === undefined || problems.length > 0) return err(inOrder(problems));
  return ok(versioned(text, yaml.content, policy));
};

const versioned = (text: string, content: unknown, policy: Omit<Policy, 'version' | 'text'>): Policy => ({
  version: digestOf(content, VERSION_LENGTH),
  text,
  ...policy,
});

type Understood = { policy?: Omit<Policy, 'version' | 'text'>; findings: Finding[] };

/** The policy that a document means, and everything that is wrong with it. */
const understand = (content: unknown, holidays: HolidayBook): Understood => {
  const findings: Finding[] = [];
  const context: BuildContext = {
    names: namesOf(content),
    usual_sla: usualSla(content),
    compiled: new Map(),
    report: (finding) => findings.push(finding),
  };
  const shaped = policyDocument.safeParse(content);
  if (shaped.success) return { policy: buildPolicy(shaped.data, context, { holidays }), findings };
  const known = (path: Path) => keysAt(policyDocument, path);
  findings.push(...shaped.error.issues.flatMap((issue) => explainIssue(issue, content, known)));
  const broken = findings.map((finding) => finding.path);
  const rest = salvage(content, broken, context.names);
  if (rest !== undefined) buildPolicy(rest.document, context, { holidays, brokenFacts: rest.brokenFacts });
  return { findings };
};

const keysOf = (content: unknown, section: string): string[] => {
  const value = valueAt(content, [section]);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
};

/** `standard`, unless the policy lists classes of its own without it: then the first of them. */
const usualSla = (content: unknown): string => {
  const own = keysOf(content, 'sla_classes');
  return own.includes('standard') ? 'standard' : (own[0] ?? 'standard');
};

const namesOf = (content: unknown): BuildContext['names'] => {
  const keys = (section: string): string[] => keysOf(content, section);
  return {
    calendars: keys('calendars'),
    queues: keys('queues'),
    sla_classes: [...new Set([...keys('sla_classes'), ...Object.keys(DEFAULTS.sla_classes)])],
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

const atTop = (message: string): PolicyProblem => ({ line: 1, column: 1, path: '', message });

const inOrder = (problems: PolicyProblem[]): PolicyProblem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
