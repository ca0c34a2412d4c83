import type { Surface } from '../elements/surface.ts';

/** Where a block is drawn. */
export interface Place {
  surface: Surface;
  blockId: string;
  /** What the bot or the sandbox says is wrong with it, in a modal. */
  error?: string | undefined;
}
