import { cpus, release, totalmem, type } from 'node:os'

/** What the numbers were measured on, without what would name the machine. */
export function describeMachine(): Record<string, string> {
  const cores = cpus()
  return {
    processor: `${cores[0]?.model ?? 'unknown'}, ${cores.length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    node: process.versions.node,
  }
}
