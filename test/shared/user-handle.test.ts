import { describe, expect, it } from 'vitest'
import { byteLengthOf, encodeBase64Url } from '../../src/shared/base64url'
import { fitsUserHandle, parseUserHandle } from '../../src/shared/user-handle'

describe('a user handle (§5.4.3)', () => {
  it.each([
    [0, false],
    [1, true],
    [64, true],
    [65, false],
  ])('of %d bytes is one: %s', (length, isOne) => {
    const bytes = new Uint8Array(length)

    expect(parseUserHandle(bytes)).toBe(isOne ? bytes : undefined)
    expect(fitsUserHandle(byteLengthOf(encodeBase64Url(bytes)))).toBe(isOne)
  })
})
