// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useUndo } from '../../../src/renderer/composables/use-undo'
import { runWithNotices, settle } from '../../support/window-parts'

function doing() {
  const taken: string[] = []
  const { result, notices } = runWithNotices(useUndo)
  const did = (what: string, works = true) =>
    result.did({ text: what }, async () => {
      taken.push(what)
      return works
    })
  return { taken, did, undo: result.undo, notices }
}

it('takes back what was done last, whatever it was', async () => {
  const { taken, did, undo } = doing()
  did('first')
  did('second')

  await undo()
  await undo()
  await undo()

  expect(taken).toEqual(['second', 'first'])
})

it('takes a thing back once, by key or by button', async () => {
  const { taken, did, undo, notices } = doing()
  did('it')

  notices.notices.value[0]?.actions?.[0]?.run()
  await settle()
  await undo()

  expect(taken).toEqual(['it'])
})

it('tries again what could not be taken back', async () => {
  const { taken, did, undo } = doing()
  did('it', false)

  await undo()
  await undo()

  expect(taken).toEqual(['it', 'it'])
})

it('lets what cannot be taken back stand in the way of nothing else', async () => {
  const { taken, did, undo } = doing()
  did('first')
  did('never', false)

  await undo()
  await undo()

  expect(taken).toEqual(['never', 'first'])
})

it('forgets what was taken back in another way', async () => {
  const { result } = runWithNotices(useUndo)
  const taken: string[] = []
  const step = async () => {
    taken.push('it')
    return true
  }
  result.remember(step, 'it')

  result.forget(step)
  await result.undo()

  expect(taken).toEqual([])
})

it('remembers the latest 200', async () => {
  const { result } = runWithNotices(useUndo)
  const taken: number[] = []
  for (let count = 0; count < 300; count++) {
    result.remember(async () => {
      taken.push(count)
      return true
    }, 'it')
  }

  for (let time = 0; time < 300; time++) await result.undo()

  expect([taken.length, taken[0], taken.at(-1)]).toEqual([200, 299, 100])
})

it('says what the next undo takes back', async () => {
  const { result } = runWithNotices(useUndo)
  expect(result.next.value).toBeUndefined()

  result.did({ text: 'Deleted “Ada”' }, async () => true)
  result.did({ origin: 'https://example.org', text: 'changed the name' }, async () => true)
  expect(result.next.value).toBe('https://example.org changed the name')

  await result.undo()
  expect(result.next.value).toBe('Deleted “Ada”')
})
