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
const ADVICE = {
  best: 'The newest backup that is whole is vault.pkv.1, written 2026-11-29 12:00 UTC, with 3 passkeys.',
  mayRestore: true,
}

const texts: readonly (readonly [string, string | null])[] = [
  ['unreadable', notOpened(new DamagedVaultError('It is damaged.'), ADVICE).explanation],
  ['another vault', otherVault(`${FOLDER}/vault.pkv`, ADVICE).explanation],
  ['only a copy', missing(copyLeft(FOLDER, ['vault.pkv.1'], ADVICE)).explanation],
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
