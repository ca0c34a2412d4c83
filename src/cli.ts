import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, type CommanderError, Option } from 'commander';

const program = new Command('handraise')
  .description('AI systems raise their hand; the right person answers in Slack.')
  .showHelpAfterError('(--help says what is possible)');

/** A command that was called wrongly has done nothing: 2, so that 1 can mean that it has and the answer is no. */
const usageError = ({ exitCode }: CommanderError): void => {
  process.exit(exitCode === 0 ? 0 : 2);
};

const demoOptions = (command: Command): Command =>
  command
    .option('--headless', 'open no browser')
    .option('--port <port>', 'of the local Slack and its page', '4000')
    .option('--api-port <port>', 'of the bot and its API', '3000')
    .option('--database <url>', 'a database to keep; a fresh temporary one unless given')
    .option('--policy <file>', 'the policy', 'handraise.yml')
    .option('--quiet-source', 'send no sample decisions')
    .option('--sampling', 'draw the random samples of the policy')
    .addOption(
      new Option('--transport <transport>', 'how the bot is reached')
        .choices(['http', 'socket'])
        .default('http'),
    );

demoOptions(program.command('demo'))
  .description('a local Slack in the browser with the bot beside it; no account needed')
  .action(async (flags) => (await import('./sandbox/demo.ts')).runDemo(flags));

demoOptions(program.command('sandbox'))
  .description('the local Slack alone, for a bot started by hand')
  .action(async (flags) => (await import('./sandbox/demo.ts')).runSandbox(flags));

program
  .command('serve')
  .description('the bot; settings come from the environment, see README.md')
  .action(async () => (await import('./main.ts')).serve());

const policyOption = (): [string, string, string] => [
  '--policy <file>',
  'the policy',
  process.env.HANDRAISE_POLICY ?? 'handraise.yml',
];

program
  .command('check')
  .description(
    'read the policy and say every problem with its line; with SLACK_BOT_TOKEN set, ask Slack as well',
  )
  .option(...policyOption())
  .option('--offline', 'do not ask Slack, even with a token')
  .addHelpText(
    'after',
    `
With SLACK_BOT_TOKEN: the scopes against manifest.yml, the channels and the bot in them, user groups and their
members, listed people, and a sample card of every type and level by blocks.validate. Changes nothing in Slack.

Exit codes:
  0  no problems; there may be warnings
  1  at least one problem`,
  )
  .exitOverride(usageError)
  .action(async ({ policy, offline }: { policy: string; offline?: boolean }) => {
    const { check } = await import('./check.ts');
    const { slackAccess } = await import('./check/slack-access.ts');
    const { ownTerminal } = await import('./terminal.ts');
    process.exitCode = await check(
      { policy, ...slackAccess(process.env, offline) },
      ownTerminal.say,
      Date.now(),
    );
  });

program
  .command('route')
  .description('route one submission, say the route and every step that led there; nothing is stored')
  .requiredOption('--file <file>', 'the submission as JSON; - reads the standard input')
  .option(...policyOption())
  .option('--source <name>', 'as which source; the first that may submit the type unless told')
  .option(
    '--stats <file>',
    'figures of other decisions as JSON, such as {"subject_requests_7d": 4, "queue_open": 12}',
  )
  .option('--database <url>', 'read these figures, and whether the type is stopped, from a bot’s database')
  .option('--json', 'the route as JSON, or the problems')
  .addHelpText(
    'after',
    `
Exit codes:
  0  routed
  1  the API would refuse this submission; each problem is listed with its path
  2  nothing was tried: the policy, a file or the database cannot be read, or a flag is wrong

What rules and settings look at beside the submission (stats, the queue's load, computed similarity) counts as unknown
unless --stats gives it or --database has it; the answer names what was unknown. The database is only read.`,
  )
  .exitOverride(usageError)
  .action(async (flags) => {
    const { routeFile } = await import('./route-file.ts');
    const { ownTerminal } = await import('./terminal.ts');
    process.exitCode = await routeFile(flags, ownTerminal, Date.now());
  });

program
  .command('backtest')
  .description('replay stored decisions through another policy and say what would have been different')
  .requiredOption('--policy <file>', 'the policy to try')
  .option('--since <time>', 'how far back: 90d, 12w, 36h, or a day such as 2026-10-01', '90d')
  .option('--database <url>', 'where the decisions are', process.env.DATABASE_URL ?? 'handraise.sqlite')
  .option('--json', 'all figures as JSON')
  .addHelpText(
    'after',
    `
Reads the database and changes nothing; the bot may be running.

Exit codes:
  0  replayed
  2  nothing was tried: the policy or the database cannot be read, or a flag is wrong`,
  )
  .exitOverride(usageError)
  .action(async (flags) => {
    const { backtest } = await import('./backtest.ts');
    const { ownTerminal } = await import('./terminal.ts');
    process.exitCode = await backtest(flags, ownTerminal, Date.now());
  });

program
  .command('manifest')
  .description('the Slack app manifest; for Socket Mode as it is, for HTTP with --url')
  .option('--url <url>', 'public https address of this bot')
  .action(async ({ url }: { url?: string }) => {
    const { manifestFor } = await import('./manifest.ts');
    const text = await readFile(join(import.meta.dirname, '..', 'manifest.yml'), 'utf8');
    const made = manifestFor(text, url);
    if (made.ok) process.stdout.write(made.value);
    else {
      process.stderr.write(`${made.error}\n`);
      process.exitCode = 1;
    }
  });

await program.parseAsync();
