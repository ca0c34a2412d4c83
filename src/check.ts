import { checkCards, sampleCards } from './check/cards.ts';
import type { Finding } from './check/finding.ts';
import { checkSlack, type SlackAccess } from './check/slack.ts';
import type { Policy } from './core/policy/policy.ts';
import { columns } from './core/report/columns.ts';
import type { Instant } from './core/time.ts';
import { readPolicy } from './read-policy.ts';

export type Checking = {
  policy: string;
  /** Absent: Slack is not asked, and `unasked` says why. */
  slack?: SlackAccess;
  unasked?: string;
};

/**
 * Reads a policy, draws its cards, and with a token asks Slack whether it could be lived by. Says what is in it and
 * every finding. Answers with the exit code: 0 without problems (warnings may remain), 1 with any.
 */
export const check = async (
  { policy: path, slack, unasked }: Checking,
  say: (text: string) => void,
  now: Instant,
): Promise<0 | 1> => {
  const read = await readPolicy(path);
  if (!read.ok) {
    for (const problem of read.error) say(problem);
    say(counted(read.error.length, 'problem'));
    return 1;
  }
  const policy = read.value;
  say(`${path} is good: version ${policy.version}`);
  for (const line of contents(policy)) say(line);
  const cards = sampleCards(policy, now);
  const findings = [
    ...checkCards(cards),
    ...(slack === undefined ? [] : await checkSlack(slack, policy, cards)),
  ];
  say('');
  for (const line of columns(findings.map(({ state, about, says }) => [state, about, says]))) say(line);
  if (slack === undefined && unasked !== undefined) say(unasked);
  return summed(findings, say);
};

const contents = ({ types, sources, queues, roles }: Policy): string[] =>
  columns(
    [
      ['types', Object.keys(types)],
      ['sources', Object.keys(sources)],
      ['queues', Object.values(queues).map(({ name, channel }) => `${name} → ${channel}`)],
      ['roles', Object.keys(roles)],
    ].map(([name, all]) => [String(name), [all].flat().join(', ')]),
    { indent: 2 },
  );

const summed = (findings: Finding[], say: (text: string) => void): 0 | 1 => {
  const count = (state: Finding['state']): number => findings.filter((one) => one.state === state).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  if (problems + warnings > 0) {
    say('');
    say(
      [
        ...(problems > 0 ? [counted(problems, 'problem')] : []),
        ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
      ].join(', '),
    );
  }
  return problems > 0 ? 1 : 0;
};

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
