import { expect, it } from 'vitest'
import { passphraseFault } from '../../../src/renderer/support/passphrase-fault'

it('wants at least 8 characters, however many bytes they take', () => {
  expect(passphraseFault('1234567', '1234567')).toContain('at least 8')
  expect(passphraseFault('🔑🔑🔑🔑', '🔑🔑🔑🔑')).toContain('at least 8')
})

it('wants the same passphrase twice', () => {
  expect(passphraseFault('12345678', '12345679')).toContain('differ')
})

it('takes a passphrase that was typed twice', () => {
  expect(passphraseFault('12345678', '12345678')).toBeUndefined()
})
