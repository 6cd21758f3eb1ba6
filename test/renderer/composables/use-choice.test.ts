import { expect, it } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { useChoice } from '../../../src/renderer/composables/use-choice'

function choosing(answer: () => Promise<boolean>) {
  const held = shallowRef('spec')
  const asked: [chosen: string, before: string][] = []
  const chosen = effectScope().run(() =>
    useChoice(
      () => held.value,
      (...choice) => {
        asked.push(choice)
        return answer()
      },
    ),
  )!
  return { held, asked, chosen }
}

it('shows what was chosen at once, and asks for it', () => {
  const { chosen, asked } = choosing(() => new Promise(() => {}))
  chosen.value = 'delete'

  expect(chosen.value).toBe('delete')
  expect(asked).toEqual([['delete', 'spec']])
})

it('shows what holds again when it could not be set', async () => {
  const { chosen } = choosing(() => Promise.resolve(false))
  chosen.value = 'delete'
  await nextTick()

  expect(chosen.value).toBe('spec')
})

it('follows what holds', async () => {
  const { held, chosen } = choosing(() => Promise.resolve(true))
  held.value = 'delete'
  await nextTick()

  expect(chosen.value).toBe('delete')
})
