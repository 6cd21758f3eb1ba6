import { expect, it } from 'vitest'
import { requestText } from '../../../src/page/connection/request-text'
import { MAX_MESSAGE_BYTES, MAX_STRING_LENGTH } from '../../../src/shared/bridge-messages'

const textOf = (options: unknown) => requestText({ t: 'get', id: 1, options })
const tooBig = (limit: string) =>
  expect.objectContaining({
    name: 'UnknownError',
    message: expect.stringContaining(limit) as string,
  }) as Error

it('is JSON', () => {
  expect(textOf({ rpId: 'example.org' })).toBe(
    '{"t":"get","id":1,"options":{"rpId":"example.org"}}',
  )
})

it('is no bigger than the bridge takes, counted in bytes', () => {
  const around = textOf(['', '', '']).length
  const part = '€'.repeat(MAX_STRING_LENGTH / 2)
  const rest = 'x'.repeat(MAX_MESSAGE_BYTES - around - 3 * MAX_STRING_LENGTH)

  expect(() => textOf([part, part, rest])).not.toThrow()
  expect(() => textOf([part, part, `${rest}x`])).toThrow(tooBig('262144 bytes'))
})

it.each([
  ['string', (text: string) => ({ user: { names: [text] } })],
  ['key', (text: string) => ({ user: { [text]: 1 } })],
])('has no %s that is longer than the bridge accepts, at any place', (_what, holding) => {
  expect(() => textOf(holding('x'.repeat(MAX_STRING_LENGTH)))).not.toThrow()
  expect(() => textOf(holding('x'.repeat(MAX_STRING_LENGTH + 1)))).toThrow(
    tooBig('65536 UTF-16 code units'),
  )
})
