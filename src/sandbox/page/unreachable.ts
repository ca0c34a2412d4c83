/** Ends a switch over a union; what the types do not know must have come from a newer Slack. */
export function unreachable(value: never): never {
  throw new Error(`Not known here: ${JSON.stringify(value)}`);
}
