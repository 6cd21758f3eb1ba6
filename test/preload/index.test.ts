/** The preload script, run like in Electron: with the `electron` module, and only for its side effects. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { mainCallNames } from '../../src/shared/main-api'
import { mainEventNames } from '../../src/shared/main-events'
import type { PreloadApi } from '../../src/shared/preload-api'

type Listener = (event: unknown, data: unknown) => void

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  listeners: new Map<string, Set<Listener>>(),
}))

vi.mock('electron', () => {
  const ipcRenderer = {
    invoke: async (...args: unknown[]) => {
      electron.invoked.push(args)
      return { ok: true, value: 'answer' }
    },
    on: (channel: string, listener: Listener) => {
      const listeners = electron.listeners.get(channel) ?? new Set()
      electron.listeners.set(channel, listeners.add(listener))
      return ipcRenderer
    },
    off: (channel: string, listener: Listener) => {
      electron.listeners.get(channel)?.delete(listener)
      return ipcRenderer
    },
  }
  const exposeInMainWorld = (name: string, value: unknown) => electron.exposed.set(name, value)
  return { ipcRenderer, contextBridge: { exposeInMainWorld } }
})

function send(channel: string, data: unknown): void {
  const event = { sender: 'ipcRenderer' }
  for (const listener of electron.listeners.get(channel) ?? []) listener(event, data)
}

describe('preload', () => {
  let main: PreloadApi

  beforeAll(async () => {
    // The names, as the build writes them into the script.
    vi.stubGlobal('MAIN_CALL_NAMES', mainCallNames)
    vi.stubGlobal('MAIN_EVENT_NAMES', mainEventNames)
    await import('../../src/preload/index')
    main = electron.exposed.get('main') as PreloadApi
  })

  beforeEach(() => {
    electron.invoked.length = 0
    electron.listeners.clear()
  })

  it('puts one property into the page', () => {
    expect([...electron.exposed.keys()]).toEqual(['main'])
  })

  it('offers only the contract’s calls and events', () => {
    expect(Object.keys(main).sort()).toEqual([...mainCallNames, 'on'].sort())
  })

  it('forwards each call on its own channel', async () => {
    for (const name of mainCallNames) {
      const call = main[name] as (...args: unknown[]) => Promise<unknown>
      await expect(call('one', 2)).resolves.toEqual({ ok: true, value: 'answer' })
    }
    expect(electron.invoked).toEqual(mainCallNames.map((name) => [name, 'one', 2]))
  })

  it('passes on the announced value, and not the event that carried it', () => {
    const heard: unknown[][] = []
    main.on('viewAsked', (...args) => void heard.push(args))
    send('viewAsked', 'pages')
    expect(heard).toEqual([['pages']])
  })

  it('stops listening, and does not return an object of Electron', () => {
    const heard: unknown[] = []
    const stop = main.on('viewAsked', (view) => void heard.push(view))
    const stopAndTell: () => unknown = stop
    expect(stopAndTell()).toBeUndefined()
    send('viewAsked', 'pages')
    expect(heard).toEqual([])
  })

  it.each(['constructor', '__proto__', 'ELECTRON_INTERNAL', 'getAppState', ''])(
    'listens to no event that the contract does not have: %j',
    (name) => {
      expect(() => main.on(name as 'viewAsked', () => {})).toThrow(TypeError)
      expect(electron.listeners.size).toBe(0)
    },
  )
})
