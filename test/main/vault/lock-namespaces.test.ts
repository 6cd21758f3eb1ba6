/** Two Latchkeys on one folder that cannot see each other's processes, as in two containers. */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { VaultState } from '../../../src/shared/app-state'
import { bundleProcess, type BundledProcess } from '../../support/bundled-process'
import { keptHome, type VaultHome } from '../../support/vault-home'

/** Starts a program in its own PID namespace, like a container; undefined if this machine does not allow it. */
const NAMESPACE = [
  ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'],
  ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--mount-proc', '--kill-child'],
].find(([program = '', ...args]) => spawnSync(program, [...args, 'true']).status === 0)

if (process.platform === 'linux' && !NAMESPACE)
  console.warn('NO PID NAMESPACES HERE: the lock is tried between processes that see each other.')

let bundle: BundledProcess
beforeAll(async () => {
  bundle = await bundleProcess('vault-holder-child.ts')
})
afterAll(() => bundle.remove())

interface Holder {
  readonly state: VaultState
  /** In its own namespace. */
  readonly pid: number
  readonly host: string
  close(): Promise<void>
}

async function start({ folder, keychain }: VaultHome, osLock = true): Promise<Holder> {
  const given = JSON.stringify({ folder, items: [...keychain.items], osLock })
  const [program, ...before] = [...(NAMESPACE ?? []), process.execPath]
  const child = spawn(program, [...before, bundle.file, given])
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = JSON.parse(await firstLine(child)) as Omit<Holder, 'close'>
  const close = async () => {
    const ended = once(child, 'exit')
    child.stdin.end()
    await ended
  }
  return { ...said, close }
}

async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  let faults = ''
  child.stderr.on('data', (text: Buffer) => (faults += text.toString()))
  for await (const line of createInterface(child.stdout)) return line
  throw new Error(`the process ended without a word: ${faults}`)
}

describe.runIf(process.platform === 'linux')('two Latchkeys in two PID namespaces', () => {
  it('do not open one vault: the second says who has it open, and opens it later', async () => {
    const home = await keptHome()
    const first = await start(home)
    expect(first.state).toMatchObject({ state: 'open', readOnly: null })

    const second = await start(home)
    expect(second.state).toMatchObject({
      state: 'locked',
      reason: 'in-use',
      explanation: expect.stringContaining(
        `open: process ${String(first.pid)} on ${first.host}, since `,
      ),
    })
    await second.close()
    await first.close()

    const third = await start(home)
    expect(third.state.state).toBe('open')
    await third.close()
  })

  it.runIf(NAMESPACE)('would both open it without the operating system’s lock', async () => {
    const home = await keptHome()
    const first = await start(home, false)
    const second = await start(home, false)

    expect([first.state.state, second.state.state]).toEqual(['open', 'open'])
    await second.close()
    await first.close()
  })
})
