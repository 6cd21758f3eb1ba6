// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { useDryRun } from '../../../src/renderer/composables/use-dry-run'
import type { DryRun } from '../../../src/shared/signal-dry-run'
import { installFakeMain, runComposable, settle } from '../../support/window-parts'
import { passkeySummary } from '../../support/window-data'

const ada = passkeySummary()
const second = passkeySummary({ id: 'second' })
const grace = passkeySummary({ id: 'grace', userHandle: 'GG' })
const elsewhere = passkeySummary({ id: 'elsewhere', rpId: 'example.net' })

async function trying() {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame'] })
  const passkeys = shallowRef([ada, second, grace, elsewhere])
  const fake = installFakeMain({ passkeys: passkeys.value })
  const { result, unmount } = runComposable(() => useDryRun(ada, passkeys))
  await settle()
  const frame = async (): Promise<void> => {
    await settle()
    vi.advanceTimersToNextFrame()
    await settle()
  }
  const signals = () =>
    fake.callsOf('dryRunSignal').map(([request]) => (request as { signal: unknown }).signal)
  return { fake, passkeys, frame, signals, unmount, ...result }
}

it('begins with the names that the passkey has', async () => {
  const { fake, dryRun } = await trying()

  expect(fake.callsOf('dryRunSignal')).toEqual([
    [
      {
        passkeyId: 'AQID',
        signal: {
          kind: 'currentUserDetails',
          name: 'ada@example.org',
          displayName: 'Ada Lovelace',
        },
      },
    ],
  ])
  expect(dryRun.value?.inForce).toBe('spec')
})

it('asks at most once per frame', async () => {
  const { displayName, frame, signals } = await trying()
  for (const text of ['A', 'Ad', 'Ada K']) {
    displayName.value = text
    await settle()
  }
  expect(signals()).toHaveLength(1)

  await frame()

  expect(signals().slice(1)).toMatchObject([{ displayName: 'Ada K' }])
})

it('lists the user’s passkeys, this one checked, in the order of the list', async () => {
  const { kind, theirs, accept, frame, signals } = await trying()
  expect(theirs.value.map(({ id }) => id)).toEqual(['AQID', 'second'])

  kind.value = 'allAcceptedCredentials'
  await frame()
  accept('second', true)
  await frame()
  accept('AQID', false)
  await frame()

  expect(signals().slice(1)).toEqual(
    [['AQID'], ['AQID', 'second'], ['second']].map((ids) => ({
      kind: 'allAcceptedCredentials',
      allAcceptedCredentialIds: ids,
    })),
  )
})

it('asks again when the passkeys change', async () => {
  const { passkeys, kind, frame, signals } = await trying()
  kind.value = 'unknownCredential'
  await frame()

  passkeys.value = [ada]
  await frame()

  expect(signals().slice(1)).toEqual([{ kind: 'unknownCredential' }, { kind: 'unknownCredential' }])
})

it('says why it failed, and continues with the next input', async () => {
  const { fake, failure, name, frame } = await trying()
  fake.fail('dryRunSignal', 'The vault is locked.')
  name.value = 'a'
  await frame()
  expect(failure.value).toBe('The vault is locked.')

  fake.mend('dryRunSignal')
  name.value = 'b'
  await frame()

  expect(failure.value).toBeUndefined()
})

it('keeps the latest answer, not the one that came last', async () => {
  const { fake, dryRun, name, frame } = await trying()
  const answers: ((dryRun: DryRun) => void)[] = []
  window.main.dryRunSignal = () =>
    new Promise((resolve) => answers.push((value) => resolve({ ok: true, value })))
  for (const text of ['a', 'b']) {
    name.value = text
    await frame()
  }

  answers[1]?.({ inForce: 'delete', outcomes: [] })
  answers[0]?.({ inForce: 'google-password-manager', outcomes: [] })
  await settle()

  expect([dryRun.value?.inForce, fake.callsOf('dryRunSignal').length]).toEqual(['delete', 1])
})

it('asks nothing more when the dialog is closed', async () => {
  const { name, frame, signals, unmount } = await trying()
  name.value = 'a'
  await settle()

  unmount()
  await frame()

  expect(signals()).toHaveLength(1)
})
