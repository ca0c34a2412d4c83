import { pino } from 'pino';

/** What the rest of the code logs with. */
export type Logger = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'debug' | 'trace' | 'fatal'>;

/** Fields that may hold a secret, wherever they turn up. */
const SECRET_FIELDS = [
  'token',
  'secret',
  'authorization',
  'api_key',
  'apiKey',
  'signingSecret',
  'botToken',
  'appToken',
];

/** Slack tokens, webhook secrets and API keys inside longer texts, such as an error's message. */
const SECRET_TEXT = /\b(xox[a-z]-[\w-]+|xapp-[\w-]+|whsec_[\w+/=]+|hr_[\w-]{16,}|Bearer\s+\S+)/g;

/** The text without anything that looks like a secret. */
export const redact = (text: string): string => text.replace(SECRET_TEXT, '[secret]');

/** JSON lines on stderr, so that stdout stays free for answers; secrets are blanked by name and by shape. */
export const createLogger = (
  level: string,
  destination: { write: (line: string) => void } = process.stderr,
): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[secret]',
      },
      serializers: {
        err: (error: unknown) =>
          error instanceof Error
            ? { name: error.name, message: redact(error.message), stack: redact(error.stack ?? '') }
            : { message: redact(String(error)) },
      },
    },
    { write: (line: string) => destination.write(redact(line)) },
  );
