import { expect, it } from 'vitest'
import { inTerminal, inWindow, placed, placedTogether } from '../../src/shared/placed-text'

const WAY = { inWindow: 'choose “Restore”', inTerminal: 'type latchkey vault restore' }

it('puts the words of each place into its text', () => {
  const text = placed`It is gone. To go back, ${WAY}, then ${'try again'}.`

  expect(inWindow(text)).toBe('It is gone. To go back, choose “Restore”, then try again.')
  expect(inTerminal(text)).toBe(
    'It is gone. To go back, type latchkey vault restore, then try again.',
  )
})

it('is one text where nothing differs, also from a path with a backslash', () => {
  expect(placed`${'C:\\new'} is gone.`).toBe('C:\\new is gone.')
  expect(placedTogether(['One.', 'Two.'])).toBe('One. Two.')
  expect(placedTogether([])).toBe('')
})
