import { readFile } from 'node:fs/promises';
import { parsePolicy } from './core/policy/parse.ts';
import { problemText } from './policy-file.ts';

/** Reads a policy and says what is in it, or every problem. Answers with the exit code: 0 good, 1 not. */
export const checkPolicy = async (path: string, say: (text: string) => void): Promise<number> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    say(`${path}: there is no such file, or it cannot be read`);
    return 1;
  }
  const read = parsePolicy(text);
  if (!read.ok) {
    for (const problem of read.error) say(problemText(path, problem));
    say(read.error.length === 1 ? '1 problem' : `${read.error.length} problems`);
    return 1;
  }
  const { version, sources, types, queues, roles } = read.value;
  say(`${path} is good: version ${version}`);
  say(`  types    ${Object.keys(types).join(', ')}`);
  say(`  sources  ${Object.keys(sources).join(', ')}`);
  say(
    `  queues   ${Object.values(queues)
      .map(({ name, channel }) => `${name} → ${channel}`)
      .join(', ')}`,
  );
  say(`  roles    ${Object.keys(roles).join(', ')}`);
  return 0;
};
