import { z } from 'zod';

/** A person as a policy names them: by e-mail address or by Slack id. */
export const person = z.union([
  z.email(),
  z.string().regex(/^[UW][A-Z0-9]+$/, 'must be an e-mail address or a Slack user id such as U012AB3CD'),
]);
