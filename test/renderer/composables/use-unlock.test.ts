// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useUnlock } from '../../../src/renderer/composables/use-unlock'
import { installFakeMain } from '../../support/window-parts'

it('says when it is not the passphrase, and forgets that with the next try', async () => {
  installFakeMain({ passphrase: 'right' })
  const { failure, unlock } = useUnlock()

  await unlock('wrong')
  expect(failure.value).toBe('That is not the passphrase.')

  await unlock('right')
  expect(failure.value).toBeUndefined()
})

it('tries once at a time', async () => {
  const fake = installFakeMain()
  const { busy, retry } = useUnlock()

  const first = retry()
  await retry()
  expect(busy.value).toBe(true)
  await first

  expect([fake.callsOf('retryKeychain').length, busy.value]).toEqual([1, false])
})

it('makes a vault with a passphrase', async () => {
  const fake = installFakeMain()

  await useUnlock().create('correct horse')

  expect(fake.callsOf('createWithPassphrase')).toEqual([['correct horse']])
})
