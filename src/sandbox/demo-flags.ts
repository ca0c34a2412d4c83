/** The flags of `demo` and `sandbox`, as the command line gives them. */
import { z } from 'zod';

const what = 'must be a port, 0 to 65535';
const port = z.coerce.number(what).int(what).min(0, what).max(65_535, what);

const shape = z.object({
  headless: z.boolean().default(false),
  /** Of the local Slack and its page. */
  port: port.default(4000),
  /** Of the bot. */
  apiPort: port.default(3000),
  /** A fresh temporary SQLite file unless given. */
  database: z.string().min(1).optional(),
  policy: z.string().min(1).default('handraise.yml'),
  /** No sample decisions are sent by themselves. */
  quietSource: z.boolean().default(false),
  transport: z.enum(['http', 'socket']).default('http'),
  /** The policy's random samples, off unless asked for, so that runs repeat. */
  sampling: z.boolean().default(false),
});

export type DemoFlags = z.input<typeof shape>;

/** @throws a sentence that names every wrong flag. */
export const readFlags = (flags: DemoFlags): z.output<typeof shape> => {
  const read = shape.safeParse(flags);
  if (read.success) return read.data;
  const asTyped = (name: string): string =>
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new Error(
    read.error.issues.map((one) => `${asTyped(String(one.path[0]))}: ${one.message}`).join('; '),
  );
};
