// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import type { PasskeySummary } from '../../../src/shared/passkey'
import { usePasskeys } from '../../../src/renderer/composables/use-passkeys'
import { installFakeMain, runComposable, settle } from '../../support/window-parts'
import { passkeySummary } from '../../support/window-data'

it('reads the passkeys, and again when they changed', async () => {
  const fake = installFakeMain()
  const { passkeys, loaded } = runComposable(usePasskeys).result
  await settle()
  expect([passkeys.value, loaded.value]).toEqual([[], true])

  fake.state.passkeys = [passkeySummary()]
  fake.emit('passkeysChanged', null)
  await settle()

  expect(passkeys.value).toHaveLength(1)
})

it('keeps what it has when reading again fails, and says so', async () => {
  const fake = installFakeMain({ passkeys: [passkeySummary()] })
  const { passkeys, failure } = runComposable(usePasskeys).result
  await settle()

  fake.fail('listPasskeys', 'locked')
  fake.emit('passkeysChanged', null)
  await settle()

  expect([passkeys.value.length, failure.value]).toEqual([1, 'locked'])
})

it('drops an answer that a later one overtook', async () => {
  const fake = installFakeMain()
  const answers: ((passkeys: PasskeySummary[]) => void)[] = []
  vi.spyOn(fake.bridge, 'listPasskeys').mockImplementation(
    () => new Promise((resolve) => answers.push((value) => resolve({ ok: true, value }))),
  )
  const { passkeys } = runComposable(usePasskeys).result
  fake.emit('passkeysChanged', null)

  answers[1]?.([passkeySummary({ id: 'new' })])
  answers[0]?.([passkeySummary({ id: 'old' })])
  await settle()

  expect(passkeys.value.map(({ id }) => id)).toEqual(['new'])
})
