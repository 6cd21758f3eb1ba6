// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useSignalUndo } from '../../../src/renderer/composables/use-signal-undo'
import { installFakeMain, runWithNotices } from '../../support/window-parts'
import { renameEntry } from '../../support/window-data'

function undoing() {
  const activity = ['a', 'b'].map((id) => renameEntry({ id, origin: 'https://example.org' }))
  const fake = installFakeMain({ activity })
  const { result, texts, notices } = runWithNotices(useSignalUndo)
  return { fake, texts, undo: result, notices: notices.notices }
}

it('undoes a signal, and says what came of it', async () => {
  const { fake, undo, texts } = undoing()

  await undo('a')

  expect([fake.callsOf('undoSignal'), texts()]).toEqual([[['a']], ['You took it back.']])
})

it('undoes several in the given order, and tells all in one notice', async () => {
  const { fake, undo, texts } = undoing()

  await undo('b', 'a')

  expect(fake.callsOf('undoSignal')).toEqual([['b'], ['a']])
  expect(texts()).toEqual(['Undone: 2 signals of https://example.org. 1 name is as before.'])
})

it('says which signals could not be undone, and why', async () => {
  const { undo, texts, notices } = undoing()

  await undo('b', 'too old', 'a')
  expect(texts()).toEqual([
    'Undone: 2 of 3 signals of https://example.org. 1 name is as before. It is too long ago to be undone.',
  ])

  await undo('gone', 'gone too')
  expect(notices.value.at(-1)).toMatchObject({
    tone: 'danger',
    text: 'The 2 signals could not be undone: It is too long ago to be undone.',
  })
})
