import type { OpenOne, World } from '../ports.ts';

const PAGE = 500;
/** What is beyond so many pages is looked at when these are done. */
const MOST_PAGES = 400;

/** Looks at every review that waits, those that have waited longest first, without keeping them. */
export const eachOpen = async ({ store }: World, look: (one: OpenOne) => void): Promise<void> => {
  let after: OpenOne | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await store.eachOpen({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    found.forEach(look);
    after = found.at(-1);
    if (after === undefined || found.length < PAGE) return;
  }
};
