/** A sum that carries its rounding error along (Kahan and Neumaier), as Prometheus adds samples. */
export interface KahanSum {
  add(value: number): void;
  total(): number;
}

export function kahanSum(): KahanSum {
  let sum = 0;
  let rest = 0;
  return {
    add(value) {
      const next = sum + value;
      if (!Number.isFinite(next)) rest = 0;
      else if (Math.abs(sum) >= Math.abs(value)) rest += sum - next + value;
      else rest += value - next + sum;
      sum = next;
    },
    total: () => (Number.isFinite(sum) ? sum + rest : sum),
  };
}
