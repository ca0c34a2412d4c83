import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';

const program = new Command('handraise')
  .description('AI systems raise their hand; the right person answers in Slack.')
  .showHelpAfterError('(--help says what is possible)');

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

program
  .command('check')
  .description('read the policy and say every problem with its line')
  .option('--policy <file>', 'the policy', process.env.HANDRAISE_POLICY ?? 'handraise.yml')
  .action(async ({ policy }: { policy: string }) => {
    const { checkPolicy } = await import('./check.ts');
    process.exitCode = await checkPolicy(policy, (text) => process.stdout.write(`${text}\n`));
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
