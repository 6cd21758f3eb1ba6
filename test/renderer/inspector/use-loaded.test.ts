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
