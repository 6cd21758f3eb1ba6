// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { ref } from 'vue'
import { useLoaded } from '../../../src/renderer/inspector/use-loaded'
import { runComposable, settle } from '../../support/window-parts'

it('drops the answer that a newer one has overtaken', async () => {
  const asked = ref('a')
  const answers = new Map<string, (value: string) => void>()
  const { result } = runComposable(() =>
    useLoaded(() => {
      const name = asked.value
      return new Promise<string>((resolve) => void answers.set(name, resolve))
    }),
  )
  asked.value = 'b'
  await settle()
  expect(result.loaded.value).toEqual({ state: 'loading' })

  answers.get('b')?.('of b')
  await settle()
  answers.get('a')?.('of a')
  await settle()

  expect(result.loaded.value).toEqual({ state: 'ready', value: 'of b' })
})

it('keeps what there is until it is loaded again, and nothing where something else is asked', async () => {
  const asked = ref('a')
  let answer: (value: string) => void = () => {}
  const load = () => {
    const name = asked.value
    return new Promise<string>((resolve) => (answer = (value) => resolve(`${value} of ${name}`)))
  }
  const { result } = runComposable(() => useLoaded(load))
  const value = () => (result.loaded.value.state === 'ready' ? result.loaded.value.value : null)
  answer('1')
  await settle()
  result.reload()
  await settle()
  expect(value()).toBe('1 of a')

  answer('2')
  await settle()
  expect(value()).toBe('2 of a')
  asked.value = 'b'
  await settle()
  expect(result.loaded.value).toEqual({ state: 'loading' })
})

it('keeps the value of what was asked before, where told to', async () => {
  const asked = ref(1)
  const { result } = runComposable(() =>
    useLoaded(() => (asked.value === 1 ? Promise.resolve('a') : new Promise(() => {})), {
      keeps: true,
    }),
  )
  await settle()
  asked.value = 2
  await settle()

  expect(result.loaded.value).toEqual({ state: 'ready', value: 'a' })
})

it('says why it failed, and loads again', async () => {
  let tries = 0
  const { result } = runComposable(() =>
    useLoaded(async () => {
      if (++tries === 1) throw new Error('No.')
      return tries
    }),
  )
  await settle()
  expect(result.loaded.value).toEqual({ state: 'failed', message: 'No.' })

  result.reload()
  await settle()

  expect(result.loaded.value).toEqual({ state: 'ready', value: 2 })
})
