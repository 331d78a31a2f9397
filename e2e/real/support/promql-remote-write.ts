/** One sample of a series; `value: 'stale'` is Prometheus' stale marker. */
export interface FedSample {
  /** Epoch ms. */
  readonly time: number;
  readonly value: number | 'stale';
}

export interface FedSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly FedSample[];
}

/** The NaN that means "ended here": prometheus/prometheus, model/value. */
const STALE_BITS = 0x7ff0000000000002n;

/** A body for Prometheus' remote-write receiver: a `WriteRequest` of protocol 0.1, in snappy's block format. */
export function remoteWriteBody(series: readonly FedSeries[]): Buffer {
  return snappyLiterals(Buffer.concat(series.map((one) => message(1, timeSeries(one)))));
}

function timeSeries({ labels, samples }: FedSeries): Buffer {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat([
    ...pairs.map(([name, value]) =>
      message(1, Buffer.concat([message(1, Buffer.from(name)), message(2, Buffer.from(value))])),
    ),
    ...samples.map((sample) => message(2, encodeSample(sample))),
  ]);
}

function encodeSample({ time, value }: FedSample): Buffer {
  const double = Buffer.alloc(9);
  double[0] = (1 << 3) | 1;
  if (value === 'stale') double.writeBigUInt64LE(STALE_BITS, 1);
  else double.writeDoubleLE(value, 1);
  return Buffer.concat([double, Buffer.from([2 << 3]), varint(time)]);
}

function message(field: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(field << 3) | 2]), varint(body.length), body]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

/** Valid snappy without any compression: the length, then literals of at most 64 KiB. */
function snappyLiterals(body: Buffer): Buffer {
  const parts: Buffer[] = [varint(body.length)];
  for (let from = 0; from < body.length; from += 65_536) {
    const chunk = body.subarray(from, from + 65_536);
    const length = chunk.length - 1;
    // tag 61: literal whose length less one stands in the next two bytes
    parts.push(Buffer.from([61 << 2, length & 255, length >> 8]), chunk);
  }
  return Buffer.concat(parts);
}
