/**
 * One input's content from a submitted view's `state.values`, whatever its element was. The state is a claim from
 * outside: anything that is not as expected reads as empty.
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export const read = (stateValues: unknown, block: string): { text: string; many: string[] } => {
  const element = Object.values(record(own(record(stateValues), block)))[0];
  const it = record(element);
  const one = [
    it.value,
    record(it.selected_option).value,
    it.selected_date,
    it.selected_date_time,
    it.selected_user,
  ].find((found) => typeof found === 'string' || typeof found === 'number');
  const options = Array.isArray(it.selected_options) ? it.selected_options : [];
  return {
    text: one === undefined ? '' : String(one).trim(),
    many: options.flatMap((option) => {
      const { value } = record(option);
      return typeof value === 'string' ? [value] : [];
    }),
  };
};

/** Anything as a record: what is none reads as an empty one. */
export const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const own = (of: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(of, key) ? of[key] : undefined;
