// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useShortcuts } from '../../../src/renderer/composables/use-shortcuts'
import { press, runComposable } from '../../support/window-parts'

function listening(): string[] {
  const heard: string[] = []
  runComposable(() =>
    useShortcuts({
      palette: () => heard.push('palette'),
      shortcuts: () => heard.push('shortcuts'),
      search: () => heard.push('search'),
      undo: () => heard.push('undo'),
      view: (view) => heard.push(view),
    }),
  )
  return heard
}

function place(html: string): Element {
  document.body.innerHTML = html
  return document.querySelector('[data-here]')!
}

it.each([
  ['f', { ctrlKey: true }, 'search'],
  ['f', { metaKey: true }, 'search'],
  ['/', {}, 'search'],
  ['/', { shiftKey: true }, 'search'],
  ['k', { ctrlKey: true }, 'palette'],
  ['K', { metaKey: true }, 'palette'],
  ['?', { shiftKey: true }, 'shortcuts'],
  ['F1', {}, 'shortcuts'],
  [',', { ctrlKey: true }, 'settings'],
  ['z', { ctrlKey: true }, 'undo'],
  ['z', { metaKey: true }, 'undo'],
  ['1', { ctrlKey: true }, 'passkeys'],
  ['4', { ctrlKey: true }, 'audit'],
  ['5', { ctrlKey: true }, 'trash'],
  ['6', { metaKey: true }, 'settings'],
])('handles %s with %o as %s', async (key, modifiers, action) => {
  const heard = listening()

  const taken = await press(key, modifiers, document.body)

  expect([heard, taken]).toEqual([[action], true])
})

it.each([
  ['f', {}],
  ['7', { ctrlKey: true }],
  ['z', { ctrlKey: true, shiftKey: true }],
])('ignores %s with %o', async (key, modifiers) => {
  const heard = listening()

  expect([await press(key, modifiers, document.body), heard]).toEqual([false, []])
})

it('handles F1 and Ctrl+K in a text field', async () => {
  const heard = listening()
  const field = place('<input data-here>')

  await press('F1', {}, field)
  await press('k', { ctrlKey: true }, field)

  expect(heard).toEqual(['shortcuts', 'palette'])
})

it.each(['/', '?', 'z'])('lets %s write and undo in a text field', async (key) => {
  const heard = listening()

  await press(key, { ctrlKey: key === 'z' }, place('<input data-here>'))

  expect(heard).toEqual([])
})

it('leaves the keys of a dialog to it', async () => {
  const heard = listening()

  await press('z', { ctrlKey: true }, place('<div role="dialog"><button data-here></button></div>'))

  expect(heard).toEqual([])
})
