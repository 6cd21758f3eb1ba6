// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useUndo } from '../../../src/renderer/composables/use-undo'
import { runWithNotices, settle } from '../../support/window-parts'

function doing() {
  const taken: string[] = []
  const { result, notices, texts } = runWithNotices(useUndo)
  const did = (what: string, works = true) =>
    result.did({ text: what }, async () => {
      taken.push(what)
      return works ? 'undone' : 'failed'
    })
  return { taken, did, undo: result.undo, notices, texts, own: result }
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
    return 'undone' as const
  }
  result.remember(step, { text: 'it' })

  result.forget(step)
  await result.undo()

  expect(taken).toEqual([])
})

it('remembers the latest 200', async () => {
  const { result } = runWithNotices(useUndo)
  const taken: number[] = []
  for (let count = 0; count < 300; count++) {
    result.remember(
      async () => {
        taken.push(count)
        return 'undone' as const
      },
      { text: 'it' },
    )
  }

  for (let time = 0; time < 300; time++) await result.undo()

  expect([taken.length, taken[0], taken.at(-1)]).toEqual([200, 299, 100])
})

it('says what the next undo takes back', async () => {
  const { result } = runWithNotices(useUndo)
  expect(result.next.value).toBeUndefined()

  result.did({ text: 'Deleted “Ada”' }, async () => 'undone')
  result.did({ origin: 'https://example.org', text: 'changed the name' }, async () => 'undone')
  expect(result.next.value).toBe('https://example.org changed the name')

  await result.undo()
  expect(result.next.value).toBe('Deleted “Ada”')
})

it('says what it undid, in the place of what was to be undone', async () => {
  const { did, undo, texts } = doing()
  did('Deleted “Ada”')
  did('Hid “Grace”')

  await undo()
  expect(texts()).toEqual(['Deleted “Ada”', 'Undone: Hid “Grace”'])

  await undo()
  expect(texts()).toEqual(['Undone: Deleted “Ada”'])
})

it('shows which names came back', async () => {
  const { own, notices } = doing()
  const names = [{ field: 'display name', before: 'Ada', after: 'Countess' }] as const
  own.did({ text: 'Renamed', names }, async () => 'undone')

  await own.undo()

  expect(notices.notices.value).toMatchObject([
    { text: 'Undone', names: [{ field: 'display name', before: 'Countess', after: 'Ada' }] },
  ])
})

it('says that there is nothing to undo, each time in a new notice', async () => {
  const { undo, texts, notices } = doing()
  const ids = () => notices.notices.value.map(({ id }) => id)

  await undo()
  const before = ids()
  await undo()

  expect(texts()).toEqual(['Nothing to undo'])
  expect(ids()).not.toEqual(before)
})

it('says nothing itself of a step that has told its result, nor of one that failed', async () => {
  const { own, did, undo, texts } = doing()
  own.did({ text: 'told' }, async () => 'told')
  await undo()
  did('failed', false)
  await undo()

  expect(texts()).toEqual([])
})

it('keeps the place of a step that is told again', async () => {
  const { own, undo } = doing()
  const step = async () => 'undone' as const
  own.did({ text: 'one signal' }, step)
  own.did({ text: 'Deleted' }, async () => 'undone')
  own.remember(step, { text: 'two signals' })

  await undo()
  expect(own.next.value).toBe('two signals')
})

it('leaves no notice of what was undone elsewhere', () => {
  const { own, texts } = doing()
  const step = async () => 'undone' as const
  own.did({ text: 'Deleted' }, step)

  own.forget(step)

  expect(texts()).toEqual([])
})
