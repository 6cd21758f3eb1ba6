import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { systemProcesses } from '../../../src/main/vault/processes'

it('knows itself, always the same', async () => {
  const identity = await systemProcesses.identify(systemProcesses.pid)

  expect(identity).not.toBeNull()
  expect(await systemProcesses.identify(systemProcesses.pid)).toBe(identity)
})

it('knows that a process has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  const pid = child.pid ?? 0
  expect(await systemProcesses.identify(pid)).not.toBeNull()

  child.kill('SIGKILL')
  await once(child, 'exit')

  expect(await systemProcesses.identify(pid)).toBeNull()
})

it.runIf(process.platform === 'linux')('tells two processes apart by when they began', async () => {
  expect(await systemProcesses.identify(1)).not.toBe(
    await systemProcesses.identify(systemProcesses.pid),
  )
})
