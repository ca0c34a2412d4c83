/** What a message may carry. https://docs.slack.dev/reference/methods/chat.postMessage */
import { arrayOf, isObject, jsonOf, textOf } from '../arguments.ts';
import { limits } from '../limits.ts';
import type { Answer } from '../method.ts';
import { refuse } from '../method.ts';
import { blocksIn, type Json, type Message } from '../world.ts';
import { blockList } from './blocks.ts';
import { startChecking } from './rules.ts';

const checkBlocks = (blocks: unknown, at: string) => {
  const checking = startChecking('message');
  blockList(limits.blocksInMessage, 0)(blocks, at, checking);
  return checking;
};

/** Everything that Slack would refuse about these blocks of a message, each with its JSON pointer. */
export const checkMessageBlocks = (blocks: unknown, at: string): string[] => checkBlocks(blocks, at).problems;

export type Content = Partial<Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>>;

const metadataOf = (args: Json): { value?: Message['metadata'] } | { refusal: Answer } => {
  const found = jsonOf(args, 'metadata');
  if (found === 'absent') return {};
  const value = found === 'broken' ? undefined : found.value;
  if (!isObject(value)) return { refusal: refuse('invalid_metadata_format') };
  if (Object.keys(value).length === 0) return {};
  const { event_type, event_payload } = value;
  if (typeof event_type !== 'string' || !isObject(event_payload))
    return { refusal: refuse('invalid_metadata_schema') };
  if (Buffer.byteLength(JSON.stringify(value)) > limits.metadataBytes)
    return { refusal: refuse('metadata_too_large') };
  return { value: { event_type, event_payload } };
};

/**
 * Text, blocks, attachments and metadata of the arguments, as given (absent stays absent), or Slack's refusal.
 * Too long a text is cut when posting and refused when updating, as Slack does.
 */
export const checkedContent = (
  args: Json,
  options: { tooLong: 'cut' | 'refuse' } = { tooLong: 'cut' },
): { value: Content } | { refusal: Answer } => {
  const text = textOf(args, 'text');
  const blocks = jsonOf(args, 'blocks');
  const attachments = jsonOf(args, 'attachments');
  const has = (one: typeof blocks): boolean =>
    one !== 'absent' && one !== 'broken' && Array.isArray(one.value) && one.value.length > 0;
  if (blocks === 'broken' || (blocks !== 'absent' && !Array.isArray(blocks.value)))
    return { refusal: refuse('invalid_blocks_format') };
  if (attachments === 'broken') return { refusal: refuse('invalid_attachments') };
  if (text === undefined && !has(blocks) && !has(attachments)) return { refusal: refuse('no_text') };
  if (text !== undefined && text.length > limits.messageText && options.tooLong === 'refuse')
    return { refusal: refuse('msg_too_long') };
  if (blocks !== 'absent') {
    const checked = checkBlocks(blocks.value, '/blocks');
    if (checked.problems.length > 0) return { refusal: refuse('invalid_blocks', checked.problems) };
    if (checked.textCharacters > limits.charactersInMessage)
      return { refusal: refuse('msg_blocks_too_long') };
  }
  const metadata = metadataOf(args);
  if ('refusal' in metadata) return metadata;
  return {
    value: {
      ...(text === undefined ? {} : { text: text.slice(0, limits.messageText) }),
      ...(blocks === 'absent' ? {} : { blocks: blocksIn(blocks.value) }),
      ...(attachments === 'absent' ? {} : { attachments: arrayOf(attachments.value) }),
      ...(metadata.value === undefined ? {} : { metadata: metadata.value }),
    },
  };
};
