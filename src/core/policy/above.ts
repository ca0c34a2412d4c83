const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** True as well for a currency that the limits don't name: what cannot be compared counts as too much. */
export const isAbove = (amount: unknown, limits: unknown): boolean => {
  if (!isRecord(amount) || !isRecord(limits)) return true;
  const { value, currency } = amount;
  if (typeof value !== 'number' || typeof currency !== 'string' || !Object.hasOwn(limits, currency))
    return true;
  return !(value <= Number(limits[currency]));
};
