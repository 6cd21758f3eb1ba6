import { expect, it } from 'vitest'
import { untilAborted } from '../../src/page/until-aborted'

const never = new Promise<never>(() => {})

it('settles as the work does', async () => {
  const { signal } = new AbortController()

  await expect(untilAborted(signal, Promise.resolve(1))).resolves.toBe(1)
  await expect(untilAborted(signal, Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(untilAborted(undefined, Promise.resolve(1))).resolves.toBe(1)
})

it('rejects when the signal was aborted before', async () => {
  await expect(untilAborted(AbortSignal.abort('before'), never)).rejects.toBe('before')
})

it('rejects at once with the reason, whatever it is', async () => {
  const controller = new AbortController()
  const work = untilAborted(controller.signal, never)

  controller.abort('any value')

  await expect(work).rejects.toBe('any value')
})
