/** Two spaces between columns: enough for the eye, and nothing that a terminal could not show. */
const GAP = '  ';

type Layout = {
  /** Spaces before each line. */
  indent?: number;
  /** Numbers of the columns that are aligned to the right, from 0. */
  right?: readonly number[];
};

/** Rows of cells as lines of plain text, each column as wide as its widest cell. The last column ends where its text does. */
export const columns = (
  rows: readonly (readonly string[])[],
  { indent = 0, right = [] }: Layout = {},
): string[] => {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, lengthOf(cell));
    });
  const cellOf = (cell: string, at: number): string => {
    const space = ' '.repeat((widths[at] ?? 0) - lengthOf(cell));
    return right.includes(at) ? space + cell : cell + space;
  };
  return rows.map((row) => (' '.repeat(indent) + row.map(cellOf).join(GAP)).trimEnd());
};

/** Characters as people count them. */
const lengthOf = (text: string): number => Array.from(text).length;
