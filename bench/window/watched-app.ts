/** An app that runs without a driver, and whose window reports when it could be used. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { findElectron } from '../../scripts/electron-runtime'
import { DevTools } from './devtools'
import { watchStart, type UsableTimes } from './in-page'
import { memoryOf, type Memory } from './memory'

/** An app that takes longer is started again. */
const PATIENCE_MS = 20_000
const STARTS_AT_MOST = 3

export interface WatchedApp extends UsableTimes {
  /** When the process was started, in milliseconds since the Unix epoch. */
  readonly started: number
  readonly page: WatchedPage
  /** Quits the app, and waits for its end. */
  quit(): Promise<void>
}

export interface WatchedPage {
  /** Runs a function of in-page.ts in the page. */
  run<Argument, Result>(
    work: (argument: Argument) => Result,
    argument: Argument,
  ): Promise<Awaited<Result>>
  /** Types one character. */
  type(character: string): Promise<void>
  /** The renderer's memory after its garbage was collected. */
  memory(): Promise<Memory>
}

/** @param args the app's folder, and its own arguments. */
export async function startWatched(args: readonly string[]): Promise<WatchedApp> {
  for (let start = 1; ; start++) {
    const child = await spawnApp(args)
    try {
      return await withinPatience(watch(child.process, child.started))
    } catch (error) {
      await end(child.process)
      if (start === STARTS_AT_MOST) throw error
    }
  }
}

async function spawnApp(args: readonly string[]) {
  const { executable, switches } = await findElectron()
  const started = performance.timeOrigin + performance.now()
  const process = spawn(
    executable,
    [...switches, '--disable-gpu', '--remote-debugging-pipe', ...args],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  return { process, started }
}

async function watch(child: ChildProcess, started: number): Promise<WatchedApp> {
  const [, , , to, from] = child.stdio
  const devTools = new DevTools(to as Writable, from as Readable)
  const { times, sessionId } = await untilUsable(devTools)
  return {
    ...times,
    started,
    page: pageOf(devTools, sessionId),
    quit: () => end(child, 'SIGTERM'),
  }
}

function untilUsable(
  devTools: DevTools,
): Promise<{ readonly times: UsableTimes; readonly sessionId: string }> {
  return new Promise((resolve, reject) => {
    devTools.on('Runtime.bindingCalled', ({ payload }: { payload: string }, sessionId) =>
      payload === 'late'
        ? reject(new Error('the rows were there before they could be watched'))
        : resolve({ times: JSON.parse(payload) as UsableTimes, sessionId }),
    )
    devTools.on('Target.attachedToTarget', ({ sessionId, targetInfo }: Attached) => {
      if (targetInfo.type === 'page') watchPage(devTools, sessionId).catch(reject)
    })
    const how = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true }
    devTools.send('Target.setAutoAttach', how).catch(reject)
  })
}

interface Attached {
  readonly sessionId: string
  readonly targetInfo: { readonly type: string }
}

/** The page's document may come before this or after. */
async function watchPage(devTools: DevTools, sessionId: string): Promise<void> {
  const send = (method: string, params = {}) => devTools.send(method, params, sessionId)
  await Promise.all([
    send('Page.enable'),
    send('Runtime.enable'),
    send('Runtime.addBinding', { name: 'tellBench' }),
    send('Page.addScriptToEvaluateOnNewDocument', { source: callOf(watchStart) }),
    // Fails if there is no document yet.
    send('Runtime.evaluate', { expression: callOf(watchStart) }).catch(() => undefined),
  ])
}

function pageOf(devTools: DevTools, sessionId: string): WatchedPage {
  const send = <Result>(method: string, params = {}) =>
    devTools.send<Result>(method, params, sessionId)
  return {
    run: async (work, argument) => {
      const { result, exceptionDetails } = await send<Evaluated>('Runtime.evaluate', {
        expression: callOf(work, argument),
        awaitPromise: true,
        returnByValue: true,
      })
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
      return result.value as never
    },
    type: async (character) => {
      const key = character === '\b' ? { key: 'Backspace', windowsVirtualKeyCode: 8 } : null
      const pressed = key ?? { key: character, text: character }
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...pressed })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key: pressed.key })
    },
    memory: async () => {
      await send('HeapProfiler.collectGarbage')
      await send('HeapProfiler.collectGarbage')
      const { usedSize } = await send<{ usedSize: number }>('Runtime.getHeapUsage')
      return memoryOf(await rendererId(devTools), usedSize)
    },
  }
}

interface Evaluated {
  readonly result: { readonly value?: unknown }
  readonly exceptionDetails?: unknown
}

async function rendererId(devTools: DevTools): Promise<number> {
  const { processInfo } = await devTools.send<{
    readonly processInfo: readonly { readonly type: string; readonly id: number }[]
  }>('SystemInfo.getProcessInfo')
  const renderer = processInfo.find(({ type }) => type === 'renderer')
  if (!renderer) throw new Error('the app has no renderer')
  return renderer.id
}

/** The loader of this program wraps named functions in a call of `__name`, which pages lack. */
function callOf(work: (argument: never) => unknown, argument?: unknown): string {
  return `{ const __name = (named) => named; (${work.toString()})(${JSON.stringify(argument)}) }`
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  const waiting = new AbortController()
  const late = sleep(PATIENCE_MS, undefined, { signal: waiting.signal }).then(() => {
    throw new Error('the app could not be used in time')
  })
  try {
    return await Promise.race([work, late])
  } finally {
    waiting.abort()
    late.catch(() => undefined)
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await ended
  clearTimeout(timer)
}
