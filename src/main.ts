import { type RunningApp, startApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { openPolicyFile, problemText } from './policy-file.ts';
import { followParent } from './sandbox-orders.ts';
import { createSourceSecrets, missingSecrets } from './source-secrets.ts';

/** Says everything that stands in the way of starting, and ends with exit code 1. */
const refuse = (heading: string, problems: string[]): never => {
  process.stderr.write(`${[heading, ...problems.map((problem) => `  ${problem}`)].join('\n')}\n`);
  process.exit(1);
};

/** Runs the bot until it is told to stop. */
export const serve = async (): Promise<void> => {
  const read = readConfig(process.env);
  if (!read.ok) return refuse('Handraise cannot start with this environment:', read.problems);
  const config = read.value;
  // Whoever reads the log may go away; that must not end the bot.
  process.stderr.on('error', () => undefined);
  const log = createLogger(config.logLevel);
  let running: RunningApp | undefined;
  const policy = await openPolicyFile(config.policyPath, {
    onChange: (changed) => {
      log.info({ version: changed.version }, 'the policy changed and is in force');
      running
        ?.keepPolicy(changed)
        .catch((error: unknown) => log.error({ err: error }, 'the policy version was not kept'));
    },
    onRefused: (problems) =>
      log.error(
        { problems: problems.map((problem) => problemText(config.policyPath, problem)) },
        'the changed policy is broken and was refused; the one before it stays in force',
      ),
  });
  if (!policy.ok) {
    return refuse(
      'Handraise cannot start with this policy:',
      policy.error.map((problem) => problemText(config.policyPath, problem)),
    );
  }
  for (const sentence of missingSecrets(
    Object.values(policy.value.current().sources),
    createSourceSecrets(process.env),
  )) {
    log.warn(sentence);
  }
  let app: RunningApp;
  try {
    app = running = await startApp(config, policy.value, log);
  } catch (error) {
    return refuse('Handraise cannot start:', [explain(error, config.port)]);
  }
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    policy.value.close();
    await app.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  // Decisions are taken already; whoever is told that all is ready may count on cards as well.
  await app.background.begun;
  log.info(
    { api: app.url, transport: config.slack.appToken === undefined ? 'http' : 'socket' },
    'Handraise is ready',
  );
  if (config.sandbox) followParent(app, () => void stop());
};

const explain = (error: unknown, port: number): string => {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `port ${port} is taken; set PORT to a free one`;
  }
  return error instanceof Error ? error.message : String(error);
};
