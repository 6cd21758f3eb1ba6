import type { IpcMainInvokeEvent } from 'electron'
import { expect, it } from 'vitest'
import { LateHandlers } from '../../../src/main/desktop/late-handlers'

type Handle = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown

const event = { senderFrame: null } as IpcMainInvokeEvent

function served(names: readonly string[]) {
  const handles = new Map<string, Handle>()
  const handlers = new LateHandlers({ handle: (name, one) => void handles.set(name, one) }, names)
  const call = (name: string, ...args: unknown[]) => handles.get(name)?.(event, ...args)
  return { handlers, call, names: () => [...handles.keys()] }
}

it('answers a call that came before its handler, with the call as it came', async () => {
  const { handlers, call, names } = served(['greet', 'leave'])
  expect(names()).toEqual(['greet', 'leave'])
  const early = call('greet', 'Ada', 1)

  handlers.handle('greet', (from, ...args) => [from === event, ...args])

  expect(await early).toEqual([true, 'Ada', 1])
  expect(await call('greet', 'Bob')).toEqual([true, 'Bob'])
})

it('rejects with what the handler throws', async () => {
  const { handlers, call } = served(['greet'])
  handlers.handle('greet', () => {
    throw new Error('refused')
  })

  await expect(call('greet')).rejects.toThrow('refused')
})

it('refuses a handler for a call that cannot be made', () => {
  const { handlers } = served(['greet'])
  expect(() => handlers.handle('leave', () => null)).toThrow('leave is not among the calls')
})
