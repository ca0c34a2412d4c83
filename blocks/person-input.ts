import type { InputBlock } from '@slack/types';
import { LIMITS } from './limits.ts';
import { INPUTS, VALUE } from './reason-inputs.ts';
import { clean, plain } from './text.ts';

/** Somebody in the workspace. Whether they may decide it is checked when the form comes back. */
export const personInput = (
  label: string,
  { roles, chosen, optional = false }: { roles: readonly string[]; chosen?: string; optional?: boolean },
): InputBlock => ({
  type: 'input',
  block_id: INPUTS.person,
  optional,
  label: plain(label, LIMITS.inputLabel),
  hint: plain(
    `It takes somebody who may decide it: ${roles.map((role) => role.replaceAll('_', ' ')).join(' or ')}. They get a message from the app.`,
    LIMITS.inputHint,
  ),
  element: {
    type: 'users_select',
    action_id: VALUE,
    placeholder: plain('Choose somebody', LIMITS.placeholder),
    ...(chosen === undefined || chosen === '' ? {} : { initial_user: chosen }),
  },
});

/** What colleagues should know. It stays with them: no source is told. */
export const noteInput = (
  label: string,
  { hint, required = false, text = '' }: { hint: string; required?: boolean; text?: string },
): InputBlock => ({
  type: 'input',
  block_id: INPUTS.rationale,
  optional: !required,
  label: plain(label, LIMITS.inputLabel),
  hint: plain(hint, LIMITS.inputHint),
  element: {
    type: 'plain_text_input',
    action_id: VALUE,
    multiline: true,
    max_length: LIMITS.inputValue,
    ...(text === '' ? {} : { initial_value: clean(text) }),
  },
});
