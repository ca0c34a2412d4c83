import { closest, distance } from 'fastest-levenshtein';

/** The known name that was probably meant by `wrong`; undefined when none is near enough to be a help. */
export const nearest = (wrong: string, known: readonly string[]): string | undefined => {
  if (known.length === 0) return undefined;
  const guess = closest(
    wrong.toLowerCase(),
    known.map((name) => name.toLowerCase()),
  );
  const meant = known.find((name) => name.toLowerCase() === guess);
  const away = distance(wrong.toLowerCase(), guess);
  const allowed = Math.min(Math.max(1, Math.floor(wrong.length / 3)), wrong.length - 1);
  return meant !== undefined && away <= allowed ? meant : undefined;
};

/** `a, b or c`, for people. */
export const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? 'nothing') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
