import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { systemProcesses } from '../../../src/main/vault/processes'

it('returns the same identity for this process each time', async () => {
  const identity = await systemProcesses.identify(systemProcesses.pid)

  expect(identity).not.toBeNull()
  expect(await systemProcesses.identify(systemProcesses.pid)).toBe(identity)
})

it('returns null for a process that has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  const pid = child.pid ?? 0
  expect(await systemProcesses.identify(pid)).not.toBeNull()

  child.kill('SIGKILL')
  await once(child, 'exit')

  expect(await systemProcesses.identify(pid)).toBeNull()
})

it.runIf(process.platform === 'linux')(
  'distinguishes two processes by their start times',
  async () => {
    expect(await systemProcesses.identify(1)).not.toBe(
      await systemProcesses.identify(systemProcesses.pid),
    )
  },
)
