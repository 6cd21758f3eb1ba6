import { expect, it } from 'vitest'
import { inTerminal, inWindow, type PlacedText } from '../../../src/shared/placed-text'
import { DamagedVaultError } from '../../../src/main/vault/errors'
import {
  copyLeft,
  damaged,
  fileGone,
  lockedInUse,
  lostEnd,
  missing,
  notOpened,
  otherVault,
  tornEnd,
  type BackupAdvice,
} from '../../../src/main/vault/explanations'

const FOLDER = '/home/ada/vault'
const COPIES = ['vault.pkv.1', 'vault.pkv.2']
const ADVICE: BackupAdvice = { best: 'The newest backup is vault.pkv.1.', helps: true }

const texts: readonly (readonly [string, PlacedText])[] = [
  ['unreadable', notOpened(new DamagedVaultError('It is damaged.'), ADVICE).explanation],
  ['another vault', otherVault(`${FOLDER}/vault.pkv`, ADVICE).explanation],
  ['only a copy', missing(copyLeft(FOLDER, COPIES, ADVICE)).explanation],
  ['gone', missing(fileGone(FOLDER)).explanation],
  [
    'cut',
    lostEnd({
      is: 'cut',
      lost: 2,
      passkeys: 3,
      copies: [`${FOLDER}/copy`],
      advice: ADVICE,
    }),
  ],
  [
    'damaged',
    damaged(`${FOLDER}/vault.pkv`, {
      passkeys: 3,
      lost: 2,
      copy: `${FOLDER}/copy`,
      advice: ADVICE,
    }),
  ],
]

it.each(texts)(
  'names the button to the window, without where it is and what to type: %s',
  (_, text) => {
    expect(inWindow(text)).toMatch(/choose “[^”]+”(?: or “[^”]+”)?[.,]/)
    expect(inWindow(text)).not.toMatch(/terminal|window|latchkey vault/)
  },
)

it.each(texts)('tells a terminal where the button is: %s', (_, text) => {
  expect(inTerminal(text)).toMatch(/” in Latchkey’s window/)
})

it.each(texts)('says the same in both places, but for the way: %s', (_, text) => {
  const withoutWay = inTerminal(text).replaceAll(
    / in Latchkey’s window(?:, or type latchkey vault \w+(?: or latchkey vault \w+)? in a terminal)?/g,
    '',
  )

  expect(inWindow(text)).toBe(withoutWay)
})

it('has one text for both places where nothing differs', () => {
  expect(lockedInUse(undefined).explanation).toBeTypeOf('string')
  expect(tornEnd({ unread: 2, passkeys: 1, copy: undefined, end: 'known' })).toBeTypeOf('string')
})
