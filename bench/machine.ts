import { cpus, release, totalmem, type } from 'node:os'

/** Describes the machine that ran the benchmark, without anything that identifies it. */
export function describeMachine(): Record<string, string> {
  const cores = cpus()
  return {
    processor: `${cores[0]?.model ?? 'unknown'}, ${cores.length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    node: process.versions.node,
  }
}
