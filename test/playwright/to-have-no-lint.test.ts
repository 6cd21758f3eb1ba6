import { expect, it } from 'vitest'
import { toHaveNoLint, type LintMatcherOptions } from '../../playwright/to-have-no-lint'
import { clientSessionForEachTest } from '../support/client-session'
import { create, encoded } from '../support/page-calls'

const world = clientSessionForEachTest()
const page = { origin: 'https://example.org' }

it('passes if the lint has found nothing', async () => {
  await world.passkeys.create(create().options as object, page)
  const { pass, message } = await toHaveNoLint(world.passkeys, { failOn: 'hint' })

  expect(pass).toBe(true)
  expect(message()).toBe('The lint found nothing in the session’s pages.')
})

it('fails by an error, and says what to write instead', async () => {
  await world.passkeys.create(create({ challenge: encoded('short') }).options as object, page)
  const { pass, message } = await toHaveNoLint(world.passkeys, {})

  expect(pass).toBe(false)
  expect(message()).toContain('error: challenge-short in create() of https://example.org')
  expect(message()).toContain('publicKey.challenge: c2h… (5 bytes)')
  expect(message()).toContain('Instead: Send at least 16 random bytes')
})

it.each([
  [{}, true],
  [{ failOn: 'hint' }, false],
  [{ failOn: 'hint', except: ['rp-name-empty'] }, true],
] as const)('judges a hint by its options: %j', async (options, pass) => {
  const rp = { id: 'example.org', name: '' }
  await world.passkeys.create(create({ rp }).options as object, page)

  expect((await toHaveNoLint(world.passkeys, options)).pass).toBe(pass)
})

it('returns the findings, and emits them as events', async () => {
  await world.passkeys.create(create({ challenge: encoded('short') }).options as object, page)
  const event = await world.passkeys.waitFor('lint', { where: { rule: 'challenge-short' } })
  const [finding] = await world.passkeys.lintFindings()

  expect(event).toMatchObject({ ...finding })
})

it.each([
  [{ failOn: 'eror' }, 'there is no severity "eror". Known: error, warning, hint.'],
  [{ except: ['nope'] }, 'there is no rule "nope". Known: challenge-short,'],
  [{ failon: 'hint' }, 'there is no option "failon". Known: failOn, except, passWithNoCalls.'],
])('refuses unknown options: %j', async (options, message) => {
  await world.passkeys.create(create().options as object, page)

  await expect(toHaveNoLint(world.passkeys, options as LintMatcherOptions)).rejects.toThrow(message)
})

it('does not judge a session in which no page has made a call', async () => {
  await expect(toHaveNoLint(world.passkeys, {})).rejects.toThrow('has judged no call yet')
  expect(await toHaveNoLint(world.passkeys, { passWithNoCalls: true })).toMatchObject({
    pass: true,
  })
})

it('judges a single signal', async () => {
  const signal = { rpId: 'example.org', credentialId: encoded('none') }
  await world.passkeys.signal('unknownCredential', signal, page)

  expect(await world.passkeys.lintedCalls()).toBe(1)
  expect(await toHaveNoLint(world.passkeys, { failOn: 'error' })).toMatchObject({ pass: true })
})
