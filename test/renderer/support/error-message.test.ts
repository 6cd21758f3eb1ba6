import { expect, it } from 'vitest'
import { errorMessage } from '../../../src/renderer/support/error-message'

it('reads the message of an error, and the text of whatever else was thrown', () => {
  expect([errorMessage(new Error('no')), errorMessage('no')]).toEqual(['no', 'no'])
})
