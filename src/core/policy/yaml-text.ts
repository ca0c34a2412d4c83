import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { PolicyProblem } from './policy.ts';

export type Path = readonly PropertyKey[];

/** A YAML text with a way back from its values to their places. */
export type YamlText = {
  content: unknown;
  /** What YAML itself refuses: syntax, duplicate keys, too many aliases. */
  problems: PolicyProblem[];
  /**
   * Line and column (both from 1) of the value at `path`, or of its key; of the nearest thing around it when it is absent.
   * `offset` counts characters into a text value.
   */
  placeOf: (path: Path, at?: 'key' | 'value', offset?: number) => { line: number; column: number };
};

export const readYaml = (text: string): YamlText => {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: PolicyProblem[] = doc.errors.map((error) => ({
    ...place(error.pos[0]),
    path: '',
    message:
      error.code === 'DUPLICATE_KEY' ? duplicateKey(text, error.pos[0]) : `not valid YAML: ${error.message}`,
  }));

  const placeOf: YamlText['placeOf'] = (path, at = 'value', offset = 0) => {
    const found = walk(doc.contents, path, at);
    const start = found?.range?.[0] ?? 0;
    return place(offset > 0 && isScalar(found) ? textOffset(text, found, offset) : start);
  };

  let content: unknown;
  if (problems.length === 0) {
    try {
      content = doc.toJS({ maxAliasCount: 100 });
    } catch (error) {
      problems.push({
        line: 1,
        column: 1,
        path: '',
        message: `not usable YAML: ${(error as Error).message}`,
      });
    }
  }
  return { content, problems, placeOf };

  function walk(from: Node | null, path: Path, at: 'key' | 'value'): Node | null {
    let node = from;
    let nearestNode = from;
    for (const [index, key] of path.entries()) {
      const target: unknown = isAlias(node) ? node.resolve(doc) : node;
      let next: unknown;
      if (isMap(target)) {
        const pair = target.items.find(
          (item) => isPair(item) && String(isScalar(item.key) ? item.key.value : item.key) === String(key),
        );
        if (pair !== undefined) nearestNode = pair.key as Node;
        next = at === 'key' && index === path.length - 1 ? pair?.key : (pair?.value ?? pair?.key);
      } else if (isSeq(target)) next = target.items[Number(key)];
      if (next === undefined || next === null) return nearestNode;
      node = next as Node;
      nearestNode = node;
    }
    return node;
  }
};

/**
 * The place in the file of the character `offset` of a text value. Quotes, block indents and folded lines shift
 * characters but keep their order, so the same visible character is counted off in the source.
 */
const textOffset = (
  source: string,
  node: { range?: [number, number, number] | null; value: unknown; type?: string },
  offset: number,
): number => {
  const [from, to] = node.range ?? [0, 0];
  const visible = String(node.value).slice(0, offset).replace(/\s/g, '').length;
  let at = from;
  if (node.type?.startsWith('BLOCK')) at = source.indexOf('\n', from) + 1;
  else if (node.type?.startsWith('QUOTE')) at = from + 1;
  for (let seen = 0; at < to; at++) {
    if (/\s/.test(source[at] ?? '')) continue;
    if (seen === visible) return at;
    seen++;
  }
  return from;
};

const duplicateKey = (text: string, at: number): string => {
  const key = /^["']?([^\s:"']+)/.exec(text.slice(at))?.[1] ?? '';
  return `the key "${key}" stands here twice; only one of them can count`;
};
