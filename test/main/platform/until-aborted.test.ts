import { describe, expect, it } from 'vitest'
import { untilAborted } from '../../../src/main/platform/until-aborted'

describe('untilAborted', () => {
  it('settles as the promise does', async () => {
    const { signal } = new AbortController()

    await expect(untilAborted(Promise.resolve(1), signal)).resolves.toBe(1)
    await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no')
  })

  it('rejects with the reason of an abort, whether or not anybody listens to it', async () => {
    const controller = new AbortController()
    const waiting = untilAborted(new Promise(() => undefined), controller.signal)

    controller.abort(new Error('aborted'))

    await expect(waiting).rejects.toThrow('aborted')
  })

  it('rejects at once when it was aborted before', async () => {
    const aborted = AbortSignal.abort(new Error('aborted'))

    await expect(untilAborted(new Promise(() => undefined), aborted)).rejects.toThrow('aborted')
  })
})
