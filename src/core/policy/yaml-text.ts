import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLParseError,
} from 'yaml';

export type Path = readonly PropertyKey[];
export type Place = { line: number; column: number };

/** A YAML text with a way back from its values to their places. */
export type YamlText = {
  /** Undefined when the syntax is broken. Of a duplicate key the last one stands. */
  content: unknown;
  /** What YAML itself refuses: syntax, duplicate keys, too many aliases. */
  problems: (Place & { message: string })[];
  /**
   * Line and column (both from 1) of the value at `path`, or of its key; of the nearest thing around it when it is
   * absent. `offset` counts characters into a text value.
   */
  placeOf: (path: Path, at?: 'key' | 'value', offset?: number) => Place;
};

export const readYaml = (text: string): YamlText => {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = said(doc.errors).map((error) => ({
    ...place(error.pos[0]),
    message: error.code === 'DUPLICATE_KEY' ? duplicateKey(text, error.pos[0]) : broken(error),
  }));
  const resolved = (node: Node | null): Node | null => (isAlias(node) ? (node.resolve(doc) ?? null) : node);
  return {
    content: doc.errors.every((error) => error.code === 'DUPLICATE_KEY') ? contentOf() : undefined,
    problems,
    placeOf: (path, at = 'value', offset) => {
      const found = find(doc.contents, path, at, resolved);
      const start = found?.range?.[0] ?? 0;
      return place(offset !== undefined && isScalar(found) ? offsetIn(text, found, offset) : start);
    },
  };

  function contentOf(): unknown {
    try {
      return doc.toJS({ maxAliasCount: 100 });
    } catch (error) {
      problems.push({
        line: 1,
        column: 1,
        message: `not usable YAML: ${error instanceof Error ? error.message : ''}`,
      });
      return undefined;
    }
  }
};

/** What breaks the syntax breaks what follows as well: of such errors the first one is told. */
const said = (errors: YAMLParseError[]): YAMLParseError[] => {
  const first = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  return first === undefined ? errors : [first];
};

/** What people have usually done when the library says this. */
const USUALLY: Partial<Record<YAMLParseError['code'], string>> = {
  TAB_AS_INDENT: 'a tab stands where spaces indent; YAML takes spaces only',
  BLOCK_AS_IMPLICIT_KEY: 'a text with a colon and a space in it must stand in quotes',
  BAD_INDENT: 'this line is indented otherwise than those beside it',
  MULTILINE_IMPLICIT_KEY: 'this key has no value on its line, or a line before it was not ended',
  BAD_SCALAR_START: 'a text that begins with @ or ` must stand in quotes',
};

const broken = ({ code, message }: YAMLParseError): string => {
  const what = /^Missing closing (['"])quote/.exec(message)?.[1];
  const usually = what === undefined ? USUALLY[code] : `a text begins with ${what} and is not ended by one`;
  return `not valid YAML: ${usually ?? message}; what follows is read once this is mended`;
};

/** The node at a path, or the last one on the way to it. */
const find = (
  from: Node | null,
  path: Path,
  at: 'key' | 'value',
  resolved: (node: Node | null) => Node | null,
): Node | null => {
  let node = from;
  for (const [index, key] of path.entries()) {
    const holder = resolved(node);
    let next: unknown;
    if (isSeq(holder)) next = holder.items[Number(key)];
    else if (isMap(holder)) {
      const pair = holder.items.find(({ key: name }) => isScalar(name) && String(name.value) === String(key));
      next = at === 'key' && index === path.length - 1 ? pair?.key : (pair?.value ?? pair?.key);
    }
    if (!isNode(next)) return node;
    node = next;
  }
  return node;
};

/**
 * The place in the file of the character `offset` of a text value. Quotes, block indents and folded lines shift
 * characters but keep their order, so the same visible character is counted off in the source.
 */
const offsetIn = (
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
  // The end of the expression: just behind its last character.
  return source.slice(from, to).trimEnd().length + from;
};

const duplicateKey = (text: string, at: number): string => {
  const key = /^["']?([^\s:"']+)/.exec(text.slice(at))?.[1] ?? '';
  return `the key "${key}" stands here twice; only one of them can count`;
};
