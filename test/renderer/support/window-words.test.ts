import { expect, it } from 'vitest'
import { windowWords } from '../../../src/renderer/support/window-words'
import { DamagedVaultError } from '../../../src/main/vault/errors'
import {
  copyLeft,
  damaged,
  fileGone,
  lostEnd,
  missing,
  notOpened,
  otherVault,
} from '../../../src/main/vault/explanations'

const FOLDER = '/home/ada/vault'
const COPIES = ['vault.pkv.1', 'vault.pkv.2']

const texts: readonly (readonly [string, string | null])[] = [
  ['unreadable', notOpened(new DamagedVaultError('It is damaged.'), COPIES).explanation],
  ['another vault', otherVault(`${FOLDER}/vault.pkv`, COPIES).explanation],
  ['only a copy', missing(copyLeft(FOLDER, COPIES)).explanation],
  ['gone', missing(fileGone(FOLDER)).explanation],
  [
    'cut',
    lostEnd({
      is: 'cut',
      lost: 2,
      passkeys: 3,
      copies: [`${FOLDER}/copy`],
      previous: `${FOLDER}/vault.pkv.1`,
    }),
  ],
  [
    'damaged',
    damaged(`${FOLDER}/vault.pkv`, {
      passkeys: 3,
      lost: 2,
      copy: `${FOLDER}/copy`,
      previous: undefined,
    }),
  ],
]

it.each(texts)('names the button alone, without where it is and what to type: %s', (_, text) => {
  const words = windowWords(text ?? '')

  expect(words).toMatch(/choose “/)
  expect(words).not.toMatch(/terminal|window|latchkey vault/)
})

it('leaves other words alone', () => {
  expect(windowWords('Unlock it in its window, or type it.')).toBe(
    'Unlock it in its window, or type it.',
  )
})
