import { readFileSync } from 'node:fs'

/** The memory of a process, in megabytes. */
export interface Memory {
  /** Objects of the page's scripts. */
  readonly heap: number
  /** The private memory of the process; undefined if the system does not report it. */
  readonly own: number | undefined
  /** The working set, which includes memory that the process shares with others. */
  readonly resident: number | undefined
}

const MB = 2 ** 20

/** @param heapBytes the used part of the heap. */
export function memoryOf(processId: number, heapBytes: number): Memory {
  const sizes = sizesOf(processId)
  const sum = (names: readonly string[]) =>
    sizes && names.reduce((total, name) => total + (sizes.get(name) ?? 0), 0) / MB
  return {
    heap: heapBytes / MB,
    own: sum(['Private_Clean', 'Private_Dirty']),
    resident: sum(['Rss']),
  }
}

/** Bytes by the names that Linux gives them; undefined on other systems. */
function sizesOf(processId: number): ReadonlyMap<string, number> | undefined {
  if (process.platform !== 'linux') return undefined
  const text = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8')
  const lines = text.matchAll(/^(\w+):\s+(\d+) kB$/gm)
  return new Map(Array.from(lines, ([, name = '', kilobytes]) => [name, Number(kilobytes) * 1024]))
}
