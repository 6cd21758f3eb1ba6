// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { ceremonyDetail, vectorOf } from '../../support/ceremony-details'
import { open, panel, show } from '../../support/open-ceremony'
import { activityEntry, passkeySummary } from '../../support/window-data'
import { click, field, find, text, type } from '../../support/window-parts'

it('checks a sign-in step by step, and with a key that is pasted', async () => {
  const vector = vectorOf('none-es256')
  await open('check', { kind: 'get' })
  expect(panel()).toMatch(/No step fails, \d+ pass, \d+ only your server can judge\./)
  expect(panel()).toContain('Only your server knows')
  const open1 = document.querySelectorAll('.only-server-knows').length

  await type(field('Stored public key'), vector.coseKey)
  await vi.waitFor(() =>
    expect(document.querySelectorAll('.only-server-knows').length).toBeLessThan(open1),
  )
  expect(panel()).toContain('No step fails')

  await type(field('Challenge'), 'AAAAAAAAAAAAAAAAAAAAAA')
  await vi.waitFor(() => expect(panel()).toContain('1 step fails'))
  expect(text(find('.check-step-item.wrong'))).toContain('Fails')
})

it('checks again when the user has typed, and shows the last result until then', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await open('check')
  const summary = () => text(find('.check-panel [role=status]'))
  const [before, step] = [summary(), find('.check-step-item')]

  await type(field('Challenge'), 'AAAA')
  await vi.advanceTimersByTimeAsync(199)
  expect(summary()).toBe(before)
  expect(find('.check-step-item')).toBe(step)
  await vi.advanceTimersByTimeAsync(1)
  expect(find('.check-step-item')).toBe(step)
  await vi.waitFor(() => expect(summary()).toContain('1 step fails'))
  expect(find('.check-step-item')).toBe(step)
})

it('keeps what was pasted for a ceremony while the user looks elsewhere', async () => {
  const activity = ['a', 'b'].map((id) => activityEntry({ id, kind: 'get' }))
  const details = ['a', 'b'].map((entryId) => ceremonyDetail({ entryId, kind: 'get' }))
  const fake = await open('check', {}, {}, { activity, details })
  await type(field('Challenge'), 'AAAA')

  await show('request')
  await show('check')
  expect(field('Challenge').value).toBe('AAAA')
  await click(find('[data-entry-id=b]'))
  await show('check')
  expect(field('Challenge').value).toBe('')
  await click(find('[data-entry-id=a]'))
  await show('check')
  expect(field('Challenge').value).toBe('AAAA')
  expect(find('.check-form').hasAttribute('open')).toBe(true)
  expect(fake.callsOf('ceremonyDetail')).toEqual([['a'], ['b'], ['a']])
})

it('checks with another RP ID, and says where each value comes from', async () => {
  await open('check', { kind: 'get' })
  const rpId = field('RP ID')
  const source = () => text(document.getElementById(rpId.getAttribute('aria-describedby')!)!)
  expect(source()).toMatch(/^From the request|^The host of the origin/)

  await type(rpId, 'other.example')

  expect(source()).toBe('Pasted')
  await vi.waitFor(() => expect(panel()).toContain('1 step fails'))
  expect(text(find('.check-step-item.wrong'))).toContain('other.example')
})

it('marks a counter that is none', async () => {
  await open('check', { kind: 'get' })
  const counter = field('Stored counter')

  await type(counter, '4294967296')
  expect(counter.getAttribute('aria-invalid')).toBe('true')
  expect(text(document.getElementById(counter.getAttribute('aria-describedby')!)!)).toBe(
    'The counter is a whole number up to 4294967295.',
  )
  await type(counter, '4294967295')
  expect(counter.getAttribute('aria-invalid')).toBe('false')
})

it('takes the public key from the creation, if the record has it', async () => {
  const vector = vectorOf('packed-es256')
  const publicKey = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE'
  const made = {
    ...vector.registration.response,
    response: { ...vector.registration.response.response, publicKey },
  }
  await open(
    'check',
    { kind: 'get' },
    { passkeyId: 'P' },
    {
      activity: [
        activityEntry({ passkeyId: 'P', at: 2 }),
        activityEntry({ id: 'made', kind: 'create', passkeyId: 'P', at: 1 }),
      ],
      details: [
        ceremonyDetail({ kind: 'get' }),
        ceremonyDetail({ entryId: 'made', response: made }),
      ],
    },
  )

  await vi.waitFor(() => expect(panel()).toContain('Public key from the passkey’s creation,'))
})

it('shows what each value was compared with, even if a step passes', async () => {
  await open('check', { kind: 'get' })
  const passed = Array.from(document.querySelectorAll('.check-step-item.ok'), (one) => text(one))
  const type = passed.find((one) => one.startsWith('C.type is'))

  expect(type).toContain('"webauthn.get"expected"webauthn.get"')
})

it('asks for what the server expects, with the fields open', async () => {
  await open('check')

  expect(text(find('.check-form summary'))).toBe('Enter what your server expects')
  expect(find('.check-form').hasAttribute('open')).toBe(true)
})

it('settles id, user handle, BE and counter by the passkey that Latchkey keeps', async () => {
  const { id } = vectorOf('none-es256').authentication.response
  const passkey = passkeySummary({
    id,
    userHandle: '',
    backupEligible: false,
  })
  await open('check', { kind: 'get' }, { passkeyId: id }, { passkeys: [passkey] })

  const outcome = (title: string) =>
    Array.from(document.querySelectorAll('.check-step-item'))
      .find((one) => text(one).startsWith(title))
      ?.className.replace('check-step-item ', '')
  expect(outcome('The credential is one of the user’s.')).toBe('ok')
  expect(outcome('The user handle is that of the user.')).toBe('ok')
  expect(outcome('BE is as it was at registration.')).toBe('wrong')
  expect(outcome('The signature counter has gone up')).toBe('ok')
  expect(panel()).toContain(
    'Compared with the passkey that Latchkey keeps: id, user handle, BE and counter.',
  )
})
