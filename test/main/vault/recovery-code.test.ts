import { describe, expect, it } from 'vitest'
import {
  formatRecoveryCode,
  isLastGroup,
  newRecoverySecret,
  parseRecoveryCode,
} from '../../../src/main/vault/recovery-code'
import {
  makeRecoverySlot,
  openRecoverySlot,
  recoveryRecipient,
} from '../../../src/main/vault/recovery-slot'
import { random } from '../../support/vault-home'

const ABOUT = Uint8Array.of(1, 2, 3)

function newCode() {
  const secret = newRecoverySecret(random)
  return { secret, code: formatRecoveryCode(secret) }
}

describe('a recovery code', () => {
  it('has 128 random bits in six groups that are easy to type', () => {
    const { secret, code } = newCode()
    expect(secret).toHaveLength(16)
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/)
  })

  it('is the same code in every later version', () => {
    const secret = Uint8Array.from({ length: 16 }, (_, i) => i * 17)
    expect(formatRecoveryCode(secret)).toBe('008J4-CT4AN-K7F24-SNAXW-SQFEZ-YVGQ9')
    expect(formatRecoveryCode(new Uint8Array(16))).toBe('00000-00000-00000-00000-00000-3KGXR')
  })

  it('is read however it is typed', () => {
    for (let i = 0; i < 50; i++) {
      const { secret, code } = newCode()
      const bare = code.replaceAll('-', '')
      const lookingAlike = bare.replaceAll('1', 'l').replaceAll('0', 'o')
      for (const typed of [code, code.toLowerCase(), bare, lookingAlike, ` ${code} \n`])
        expect(parseRecoveryCode(typed)).toEqual(secret)
      expect(parseRecoveryCode(code.replaceAll('-', ' – '))).toEqual(secret)
    }
  })

  it('with any one wrong symbol, or two symbols exchanged, is a typing error', () => {
    const { code } = newCode()
    const symbols = Array.from(code.replaceAll('-', ''))
    for (const [place, right] of symbols.entries()) {
      for (const wrong of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        const typed = symbols.with(place, wrong).join('')
        if (wrong !== right) expect(() => parseRecoveryCode(typed)).toThrow('typing error')
      }
      const next = symbols[place + 1]
      if (next === undefined || next === right) continue
      const exchanged = symbols
        .with(place, next)
        .with(place + 1, right)
        .join('')
      expect(() => parseRecoveryCode(exchanged)).toThrow('typing error')
    }
  })

  it.each([
    ['', 'You typed 0.'],
    ['7KQ2M-00000', 'You typed 10.'],
    ['U'.repeat(30), 'a character that no recovery code has'],
    ['0'.repeat(31), 'You typed 31.'],
  ])('says what is wrong with “%s”', (typed, message) => {
    expect(() => parseRecoveryCode(typed)).toThrow(
      expect.objectContaining({
        name: 'MistypedCodeError',
        message: expect.stringContaining(message),
      }),
    )
  })

  it('is confirmed by only its last group', () => {
    const { secret, code } = newCode()
    const [first = '', , , , , last = ''] = code.split('-')
    expect(isLastGroup(secret, ` ${last.toLowerCase()} `)).toBe(true)
    for (const other of [first, '', code, last.slice(1)])
      expect(isLastGroup(secret, other)).toBe(other === last)
  })
})

describe('a recovery slot', () => {
  function sealed() {
    const { secret } = newCode()
    const masterKey = Uint8Array.from(random.bytes(32))
    const recipient = recoveryRecipient(secret, random)
    return { secret, masterKey, slot: makeRecoverySlot(recipient, masterKey, ABOUT, random) }
  }

  it('opens with the code', () => {
    const { secret, masterKey, slot } = sealed()
    expect(openRecoverySlot(secret, slot, ABOUT)).toEqual(masterKey)
  })

  it('takes another master key without the code', () => {
    const { secret, slot } = sealed()
    const other = Uint8Array.from(random.bytes(32))
    const again = makeRecoverySlot(slot, other, ABOUT, random)
    expect(openRecoverySlot(secret, again, ABOUT)).toEqual(other)
    expect(again.ephemeral).not.toEqual(slot.ephemeral)
  })

  it('opens with no other code, and for nothing else', () => {
    const { secret, slot } = sealed()
    expect(() => openRecoverySlot(newRecoverySecret(random), slot, ABOUT)).toThrow(
      'not the recovery code of this vault',
    )
    expect(() => openRecoverySlot(secret, slot, Uint8Array.of(4))).toThrow('not the recovery code')
  })

  it.each(['salt', 'publicKey', 'ephemeral', 'wrapped'] as const)(
    'does not open with one bit changed in %s',
    (field) => {
      const { secret, slot } = sealed()
      for (let byte = 0; byte < slot[field].length; byte++) {
        const bytes = Uint8Array.from(slot[field])
        bytes[byte] = (bytes[byte] ?? 0) ^ 1
        expect(() => openRecoverySlot(secret, { ...slot, [field]: bytes }, ABOUT)).toThrow(
          'not the recovery code',
        )
      }
    },
  )
})
