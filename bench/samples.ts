/** The statistics of one contestant's times, in milliseconds. */
export interface Row {
  readonly name: string
  readonly min: number
  /** The first quartile. */
  readonly p25: number
  readonly median: number
  /** The third quartile. */
  readonly p75: number
  /** The 95th percentile. */
  readonly p95: number
  readonly max: number
  readonly count: number
}

export class Samples {
  readonly #times = new Map<string, number[]>()

  add(name: string, times: readonly number[]): void {
    const kept = this.#times.get(name)
    if (kept) kept.push(...times)
    else this.#times.set(name, [...times])
  }

  /** @param names the contestants, in the order of the table; by default in the order in which they were added. */
  rows(names: readonly string[] = [...this.#times.keys()]): readonly Row[] {
    return names.map((name) => summary(name, this.#times.get(name) ?? []))
  }

  median(name: string): number {
    return quantile(this.#times.get(name) ?? [], 0.5)
  }
}

export function summary(name: string, times: readonly number[]): Row {
  return {
    name,
    min: quantile(times, 0),
    p25: quantile(times, 0.25),
    median: quantile(times, 0.5),
    p75: quantile(times, 0.75),
    p95: quantile(times, 0.95),
    max: quantile(times, 1),
    count: times.length,
  }
}

/** Interpolates linearly between two measured values. NaN when `values` is empty. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)] ?? NaN
  const high = sorted[Math.ceil(place)] ?? NaN
  return low + (high - low) * (place - Math.floor(place))
}
