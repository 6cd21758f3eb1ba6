// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { passkeyAction } from '../../../src/renderer/support/passkey-keys'

function pressed(key: string, init: KeyboardEventInit = {}, target = document.body) {
  const event = new KeyboardEvent('keydown', { key, ...init })
  Object.defineProperty(event, 'target', { value: target })
  return passkeyAction(event)
}

it.each([
  ['F2', 'rename'],
  ['Delete', 'delete'],
  ['h', 'hideOrShow'],
  ['s', 'trySignal'],
  ['x', undefined],
])('takes %s for %s', (key, action) => {
  expect(pressed(key)).toBe(action)
})

it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }])(
  'leaves a key with %o alone',
  (modifier) => {
    expect(pressed('h', modifier)).toBeUndefined()
  },
)

it('lets letters be written in a text field', () => {
  expect(pressed('h', {}, document.createElement('input'))).toBeUndefined()
})
