/** A paged KV cache: memory is given out in blocks of a fixed number of tokens. */
export interface KvCacheShape {
  readonly blockTokens: number;
  readonly totalBlocks: number;
  readonly bytesPerToken: number;
}

export interface KvCache {
  readonly shape: KvCacheShape;
  /** Blocks in use; never negative and never over the total. */
  readonly usedBlocks: number;
  readonly freeBlocks: number;
  readonly usedBytes: number;
  readonly freeBytes: number;
  /** Takes the blocks, or takes none and says so. */
  take(blocks: number): boolean;
  give(blocks: number): void;
}

export function blocksFor(tokens: number, { blockTokens }: KvCacheShape): number {
  return Math.ceil(tokens / blockTokens);
}

export function createKvCache(shape: KvCacheShape): KvCache {
  const bytesPerBlock = shape.blockTokens * shape.bytesPerToken;
  let used = 0;
  return {
    shape,
    get usedBlocks() {
      return used;
    },
    get freeBlocks() {
      return shape.totalBlocks - used;
    },
    get usedBytes() {
      return used * bytesPerBlock;
    },
    get freeBytes() {
      return (shape.totalBlocks - used) * bytesPerBlock;
    },
    take(blocks) {
      if (used + blocks > shape.totalBlocks) return false;
      used += blocks;
      return true;
    },
    give(blocks) {
      if (blocks > used) throw new Error(`${blocks} blocks given back, ${used} were taken`);
      used -= blocks;
    },
  };
}
