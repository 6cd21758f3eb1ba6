// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import type { PasskeySummary } from '../../../src/shared/passkey'
import { usePasskeys } from '../../../src/renderer/composables/use-passkeys'
import { installFakeMain, runComposable, settle } from '../../support/window-parts'
import { passkeySummary } from '../../support/window-data'

function lastPart(passkeys: PasskeySummary[]) {
  return { ok: true, value: { passkeys, next: null } } as const
}

it('shows the beginning of a long list until the whole list is there, with the changes in between', async () => {
  const fake = installFakeMain()
  const asked: (number | undefined)[] = []
  let answerRest = (): void => {}
  vi.spyOn(fake.bridge, 'listPasskeys').mockImplementation((from) => {
    asked.push(from)
    if (from === undefined)
      return Promise.resolve({
        ok: true,
        value: {
          passkeys: [passkeySummary({ id: 'first' }), passkeySummary({ id: 'gone' })],
          next: 7,
        },
      })
    return new Promise((resolve) => {
      answerRest = () => resolve(lastPart([passkeySummary({ id: 'second' })]))
    })
  })
  const { passkeys, loaded } = runComposable(usePasskeys).result
  await settle()
  expect([passkeys.value.map(({ id }) => id), loaded.value]).toEqual([['first', 'gone'], true])
  fake.emit('passkeysChanged', { kept: [passkeySummary({ id: 'third' })], gone: ['gone'] })

  await vi.waitFor(() => expect(asked).toHaveLength(2))
  answerRest()
  await settle()

  expect(passkeys.value.map(({ id }) => id)).toEqual(['first', 'second', 'third'])
  expect(asked).toEqual([undefined, 7])
})

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
    () => new Promise((resolve) => answers.push((passkeys) => resolve(lastPart(passkeys)))),
  )
  const { passkeys } = runComposable(usePasskeys).result
  fake.emit('passkeysChanged', null)

  answers[1]?.([passkeySummary({ id: 'new' })])
  answers[0]?.([passkeySummary({ id: 'old' })])
  await settle()

  expect(passkeys.value.map(({ id }) => id)).toEqual(['new'])
})

it('has read the list once a reload is over, even if a later one overtook it', async () => {
  const fake = installFakeMain()
  const answers: (() => void)[] = []
  vi.spyOn(fake.bridge, 'listPasskeys').mockImplementation(
    () => new Promise((resolve) => answers.push(() => resolve(lastPart([passkeySummary()])))),
  )
  const { reload } = runComposable(usePasskeys).result
  const over = vi.fn()
  void reload().then(over)
  fake.emit('passkeysChanged', null)

  answers[1]?.()
  await settle()
  expect(over).not.toHaveBeenCalled()

  answers[2]?.()
  await settle()
  expect(over).toHaveBeenCalledOnce()
})

it('takes a small change from its event, without reading all again', async () => {
  const fake = installFakeMain({ passkeys: [passkeySummary(), passkeySummary({ id: 'b' })] })
  const { passkeys } = runComposable(usePasskeys).result
  await settle()

  fake.emit('passkeysChanged', {
    kept: [passkeySummary({ userDisplayName: 'Ada King' })],
    gone: ['b'],
  })

  expect(passkeys.value.map((one) => one.userDisplayName)).toEqual(['Ada King'])
  expect(fake.callsOf('listPasskeys')).toHaveLength(1)
})

function answeringByHand() {
  const fake = installFakeMain()
  const answers: ((passkeys: PasskeySummary[]) => void)[] = []
  vi.spyOn(fake.bridge, 'listPasskeys').mockImplementation(
    () => new Promise((resolve) => answers.push((passkeys) => resolve(lastPart(passkeys)))),
  )
  return { fake, answers, ...runComposable(usePasskeys).result }
}

it('keeps a change that came while an older answer was on its way', async () => {
  const { fake, answers, passkeys, loaded } = answeringByHand()
  fake.emit('passkeysChanged', { kept: [passkeySummary({ userName: 'new' })], gone: ['b'] })
  expect([passkeys.value, loaded.value]).toEqual([[], false])

  answers[0]?.([passkeySummary({ userName: 'old' }), passkeySummary({ id: 'b' })])
  await settle()

  expect(passkeys.value.map(({ userName }) => userName)).toEqual(['new'])
})

it('does not put an old change over a later answer', async () => {
  const { fake, answers, passkeys } = answeringByHand()
  fake.emit('passkeysChanged', { kept: [passkeySummary({ userName: 'old' })], gone: [] })
  fake.emit('passkeysChanged', null)

  answers[1]?.([passkeySummary({ userName: 'new' })])
  answers[0]?.([])
  await settle()

  expect(passkeys.value.map(({ userName }) => userName)).toEqual(['new'])
})

it('reads all again at a small change after a failure, since more may have been missed', async () => {
  const fake = installFakeMain()
  fake.fail('listPasskeys', 'locked')
  const { passkeys, failure } = runComposable(usePasskeys).result
  await settle()
  fake.mend('listPasskeys')
  fake.state.passkeys = [passkeySummary(), passkeySummary({ id: 'b' })]

  fake.emit('passkeysChanged', { kept: [passkeySummary()], gone: [] })
  await settle()

  expect([passkeys.value.length, failure.value]).toEqual([2, undefined])
})
