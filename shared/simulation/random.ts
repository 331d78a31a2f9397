/** A seeded stream of random numbers: the same seed gives the same run on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
}

/** Sebastiano Vigna's splitmix idea in 32 bits; period 2^32, good enough for load and lengths. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x9e3779b9) >>> 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return ((z ^ (z >>> 15)) >>> 0) / 4_294_967_296;
    },
  };
}

/** Waiting time until the next event of a Poisson process, in the unit of 1 / rate; `Infinity` where the rate is 0. */
export function exponential(random: Random, rate: number): number {
  return rate > 0 ? -Math.log(1 - random.next()) / rate : Number.POSITIVE_INFINITY;
}

/** Token counts are log-normal in practice: many short ones, a long tail. */
export interface LogNormal {
  readonly median: number;
  /** Of the logarithm. */
  readonly sigma: number;
  readonly max: number;
}

/** A whole number from 1 to `max`. */
export function logNormal(random: Random, { median, sigma, max }: LogNormal): number {
  const u = 1 - random.next();
  const normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.next());
  return Math.min(max, Math.max(1, Math.round(median * Math.exp(sigma * normal))));
}
