import { LIMITS } from './limits.ts';
import { fitMrkdwn } from './pieces.ts';

/** An answer that only one person sees, beside what they pressed or typed, which stays as it is. `text` is ready mrkdwn. */
export const privateNote = (
  text: string,
): { response_type: 'ephemeral'; replace_original: false; text: string } => ({
  response_type: 'ephemeral',
  replace_original: false,
  text: fitMrkdwn(text, LIMITS.messageText),
});
