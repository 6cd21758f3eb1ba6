// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { useRename } from '../../../src/renderer/composables/use-rename'
import { installFakeMain } from '../../support/window-parts'
import { passkeySummary } from '../../support/window-data'

function renaming() {
  const passkey = shallowRef(passkeySummary())
  const fake = installFakeMain({ passkeys: [passkey.value] })
  const [done, renamed] = [vi.fn(), vi.fn()]
  const form = useRename(() => passkey.value, { onDone: done, onRenamed: renamed })
  return { fake, done, renamed, passkey, ...form }
}

it('saves both names', async () => {
  const { fake, done, renamed, userName, userDisplayName, save } = renaming()
  userName.value = 'countess'
  userDisplayName.value = 'Ada King'

  await save()

  expect(renamed.mock.calls).toEqual([
    [
      {
        id: 'AQID',
        before: { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace' },
        after: { userName: 'countess', userDisplayName: 'Ada King' },
      },
    ],
  ])
  expect(fake.callsOf('renamePasskey')).toEqual([
    ['AQID', { userName: 'countess', userDisplayName: 'Ada King' }],
  ])
  expect(done).toHaveBeenCalledOnce()
})

it('saves nothing when nothing was changed', async () => {
  const { fake, done, renamed, save } = renaming()

  await save()

  expect([fake.callsOf('renamePasskey'), done.mock.calls.length]).toEqual([[], 1])
  expect(renamed).not.toHaveBeenCalled()
})

it('keeps a name that a page signals in between in a field that was not edited', async () => {
  const { fake, passkey, userName, save } = renaming()
  userName.value = 'countess'
  passkey.value = passkeySummary({ userDisplayName: 'Signalled' })

  await save()

  expect(passkey.value.userDisplayName).toBe('Signalled')
  expect(fake.callsOf('renamePasskey')).toEqual([['AQID', { userName: 'countess' }]])
})

it('stays open and says why when it could not be saved', async () => {
  const { fake, done, userName, failure, save } = renaming()
  fake.fail('renamePasskey', 'the disk is full')
  userName.value = 'countess'

  await save()

  expect([failure.value, done.mock.calls.length]).toEqual(['the disk is full', 0])
})
