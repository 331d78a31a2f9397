const CENTRE = { x: 60, y: 58 };

/** A share of the half circle from left (0) to right (1), as an SVG path in a 120 × 66 box. */
export function arcPath(from: number, to: number, radius: number): string {
  const [ax, ay] = pointAt(from, radius);
  const [bx, by] = pointAt(to, radius);
  return `M${ax},${ay}A${radius},${radius} 0 0 1 ${bx},${by}`;
}

/** A short line across the arc at a share. */
export function tickPath(at: number, inner: number, outer: number): string {
  const [ax, ay] = pointAt(at, inner);
  const [bx, by] = pointAt(at, outer);
  return `M${ax},${ay}L${bx},${by}`;
}

function pointAt(share: number, radius: number): readonly [number, number] {
  const angle = Math.PI * (1 - clampShare(share));
  return [round(CENTRE.x + radius * Math.cos(angle)), round(CENTRE.y - radius * Math.sin(angle))];
}

export function clampShare(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
