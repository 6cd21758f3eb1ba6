import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { endMarkedProcesses, markedProcesses } from '../../scripts/marked-processes'

/** Ends by itself after half a minute if a test does not end it. */
async function start(mark: string, script = ''): Promise<{ pid: number; ended: Promise<unknown> }> {
  const child = spawn(
    process.execPath,
    ['-e', `${script}; console.log(1); setTimeout(() => {}, 30_000)`],
    {
      env: { TEST_MARK: mark },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  return { pid: child.pid ?? 0, ended }
}

test.runIf(process.platform === 'linux')('marked processes end, others stay', async () => {
  const mark = randomUUID()
  const ours = await start(mark)
  const other = await start(randomUUID())
  await endMarkedProcesses(`TEST_MARK=${mark}`)
  expect(await ours.ended).toEqual([null, 'SIGTERM'])
  expect(process.kill(other.pid, 'SIGTERM')).toBe(true)
})

test.runIf(process.platform === 'linux')('a process that may stay stays', async () => {
  const mark = randomUUID()
  const [first, second] = [await start(mark), await start(mark)]
  await endMarkedProcesses(`TEST_MARK=${mark}`, [second.pid])
  await first.ended
  expect(markedProcesses(`TEST_MARK=${mark}`)).toEqual([second.pid])
  await endMarkedProcesses(`TEST_MARK=${mark}`)
  await second.ended
})
