// Writes the JSON Schema of handraise.yml, from the same zod document that reads it: `npm run schema`.
import { writeFileSync } from 'node:fs';
import { policySchemaText } from '../src/core/policy/json-schema.ts';

writeFileSync(new URL('handraise.schema.json', import.meta.url), policySchemaText());
