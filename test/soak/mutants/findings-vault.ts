/** Mutants of the vault's rules about passkeys, its clock and its ends. */
import type { Finding } from './findings'

const BATCH = 'src/main/vault/passkey-batch.ts'
const CLOCK = 'src/main/vault/vault-clock.ts'
const UNDO = 'src/main/vault/user-undo.ts'

export const VAULT: readonly Finding[] = [
  [
    'A3',
    'a restore overwrites a kept passkey with the same id',
    'test/main/vault/earlier-invariants.test.ts',
    [
      BATCH,
      'if (this.find(key))\n      throw new Error(',
      'if (this.find(`${key} `))\n      throw new Error(',
    ],
  ],
  [
    'A3',
    'a restore gives an account two discoverable passkeys',
    'test/main/vault/passkeys.test.ts',
    [
      BATCH,
      'if (other) throw new Error(whyNotRestored(passkey, other))',
      'void other; void whyNotRestored',
    ],
  ],
  [
    'A3',
    'a passkey may have the id of a trashed one',
    'test/main/vault/several-passkeys.test.ts',
    [BATCH, "if (this.findTrashed(key)) return 'the trash holds a passkey with this id'", ''],
  ],
  [
    'A12',
    'an undo of a rename overwrites what is newer',
    'test/main/vault/user-undo.test.ts',
    [
      UNDO,
      'if (first) throw new NewerChangeError(newerName(passkey, first, originOf))',
      'void first; void newerName; void originOf',
    ],
  ],
  [
    'A12',
    'an undo of hiding or showing overwrites what is newer',
    'test/main/vault/user-undo.test.ts',
    [
      UNDO,
      'if (stillStands({ setBy: null, value: expected }, found)) return',
      'if (stillStands({ setBy: null, value: expected }, found) || true) return',
    ],
  ],
  [
    'A12',
    'an undo of a deletion overwrites what is newer',
    'test/main/vault/user-undo.test.ts',
    [
      UNDO,
      'if (!stillStands({ setBy: null }, found))',
      'if (!stillStands({ setBy: null }, found) && false)',
    ],
  ],
  [
    'A14',
    'a clock that was ahead once stops the trash',
    'test/main/vault/vault-clock.test.ts',
    [
      CLOCK,
      'return last.ms + Math.max(step, ran)',
      'return last.ms + (reached === undefined ? 0 : Math.max(step, ran))',
    ],
  ],
  [
    'A14',
    'a clock that jumps ahead empties the trash',
    'test/main/vault/vault-clock.test.ts',
    [CLOCK, 'Math.min(now - reached + ran, LONGEST_STEP_MS)', 'now - reached + ran'],
  ],
  [
    'A28',
    'a vault that the user locked opens by itself',
    'test/main/start/latchkey-locked-by-user.test.ts',
    [
      'src/main/vault/vault.ts',
      "this.#setState({ state: 'locked-by-user', sealedBy })",
      'await this.#open()',
    ],
  ],
  [
    'A28',
    'the vault stays open when the screen locks',
    'test/main/desktop/auto-lock.test.ts',
    ['src/main/desktop/auto-lock.ts', 'if (settings().lockWhenAway) lock(why)', ''],
  ],
  [
    'A28',
    'the vault stays open behind a screen that is locked in silence',
    'test/main/desktop/auto-lock.test.ts',
    [
      'src/main/desktop/auto-lock.ts',
      "if (isLocked) lock('the screen is locked')\n  else if",
      'if',
    ],
  ],
  [
    'WA12',
    'no vault can be begun where one is missing',
    'test/renderer/components/lock-screen.test.ts',
    [
      'src/renderer/components/LockScreen.vue',
      ':may-start-new="vault.reason === \'vault-missing\'"',
      ':may-start-new="false"',
    ],
  ],
  [
    'WA12',
    'a vault that is not there is called unreadable',
    'test/main/vault/new-vault.test.ts',
    [
      'src/main/vault/explanations.ts',
      "    reason: 'vault-missing',",
      "    reason: 'unreadable',",
      2,
    ],
  ],
]
