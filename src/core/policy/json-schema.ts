import { z } from 'zod';
import { policyDocument } from './document.ts';

/**
 * The JSON Schema of handraise.yml for editors, as the text of its file. It knows keys, kinds and values; names that
 * refer to each other and conditions are for `handraise check`. Draft 7, which every editor understands.
 */
export const policySchemaText = (): string => {
  const { $schema, ...schema } = z.toJSONSchema(policyDocument, { target: 'draft-7' });
  const about = {
    $schema,
    title: 'The policy of Handraise',
    description:
      'Who submits decisions, who answers them, and which of them need a person. See docs/policy.md',
  };
  return `${JSON.stringify({ ...about, ...schema }, null, 2)}\n`;
};
