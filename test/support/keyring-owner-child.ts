/**
 * A process that asks the keychain and waits for the answer. It prints the id of its helper. Run by
 * `test/e2e/keyring-helper.test.ts`.
 */
import { HelperKeychain } from '../../src/main/vault/helper-keychain'
import { systemClock } from '../../src/main/platform/system-clock'
import { ForkedHelpers } from './forked-helper'

const helpers = new ForkedHelpers()
const keychain = new HelperKeychain({
  service: 'Latchkey Test',
  start: helpers.start,
  clock: systemClock(),
})
const answer = keychain.get('vault-key:none')
process.stdout.write(`${helpers.last.pid}\n`)
await answer
