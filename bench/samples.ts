/** Times of one contestant, in milliseconds, and what is told of them. */
export interface Row {
  readonly name: string
  readonly min: number
  /** A quarter took no longer. */
  readonly p25: number
  readonly median: number
  /** Three quarters took no longer. */
  readonly p75: number
  /** Nineteen of twenty took no longer. */
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

  /** @param names in the order of the table; left out: as they were added. */
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

/** Between two measured values it is their weighted mean; NaN where nothing was measured. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)] ?? NaN
  const high = sorted[Math.ceil(place)] ?? NaN
  return low + (high - low) * (place - Math.floor(place))
}
