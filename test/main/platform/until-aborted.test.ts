import { describe, expect, it } from 'vitest'
import { untilAborted } from '../../../src/main/platform/until-aborted'

describe('untilAborted', () => {
  it('settles as the promise does', async () => {
    const { signal } = new AbortController()

    await expect(untilAborted(signal, Promise.resolve(1))).resolves.toBe(1)
    await expect(untilAborted(signal, Promise.reject(new Error('no')))).rejects.toThrow('no')
  })

  it('rejects with the reason of an abort, whether or not a listener waits for it', async () => {
    const controller = new AbortController()
    const waiting = untilAborted(controller.signal, new Promise(() => undefined))

    controller.abort(new Error('aborted'))

    await expect(waiting).rejects.toThrow('aborted')
  })

  it('rejects at once when it was aborted before', async () => {
    const aborted = AbortSignal.abort(new Error('aborted'))

    await expect(untilAborted(aborted, new Promise(() => undefined))).rejects.toThrow('aborted')
  })
})
