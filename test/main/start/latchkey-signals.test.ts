/** Signals from the socket to the vault: behaviour that is the same under every policy. */
import { describe, expect, it } from 'vitest'
import { passkeySummary } from '../../../src/main/vault/passkey-summary'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { ORIGIN } from '../../support/bridge'
import { accepted, details, startSignalling, unknown } from '../../support/signalling-page'

const idOf = ({ credentialId }: Passkey) => encodeBase64Url(credentialId)
const ANSWER = { t: 'result', id: 0, credential: null }

describe('the answer to a signal', () => {
  it('is sent before a passkey is looked up or changed, and before an entry is recorded', async () => {
    const world = await startSignalling()
    const passkey = await world.keep()
    const page = await world.page()

    expect(await page.signal(details())).toEqual(ANSWER)
    await new Promise(setImmediate)
    expect(world.find(passkey)).toEqual(passkey)
    expect(world.signals()).toEqual([])
    await world.settle()

    expect(world.find(passkey)).toMatchObject({ userName: 'ada', userDisplayName: 'Ada L.' })
    expect(world.signals()).toMatchObject([{ outcome: 'done' }])
  })

  it('is the same message for a match, for no match and for an unpaired page', async () => {
    const world = await startSignalling()
    const passkey = await world.keep()
    const page = await world.page()
    const stranger = await world.stranger('http://localhost:1')
    const sent = [
      details(),
      details({ userId: 'AA' }),
      unknown(idOf(passkey)),
      unknown(idOf(passkey)),
      unknown('AA'),
      accepted([]),
      accepted([idOf(passkey)]),
    ]

    const answers = []
    for (const one of sent) {
      answers.push(await page.signal(one), await stranger.signal(one))
      await world.settle()
    }

    expect(answers).toEqual(answers.map(() => ANSWER))
  })

  it('is the same message while the vault is locked', async () => {
    const world = await startSignalling()
    const passkey = await world.keep()
    const page = await world.page()
    await world.lock()
    await page.page.next()

    expect(await page.signal(unknown(idOf(passkey)))).toEqual(ANSWER)
    expect(await page.signal(unknown('AA'))).toEqual(ANSWER)
  })
})

describe('a signal', () => {
  it('does not change a passkey of another RP ID that it names', async () => {
    const world = await startSignalling()
    const own = await world.keep()
    const other = await world.keep({ rpId: 'example.org' })
    const page = await world.page()

    await page.signal(unknown(idOf(other)))
    await page.signal(accepted([idOf(other)]))
    await page.signal(details())
    await world.settle()

    expect(world.find(other)).toEqual(other)
    expect(world.find(own)).toMatchObject({ userName: 'ada', hidden: {} })
  })

  it('hides the discoverable and the non-discoverable passkey of a user when its list is empty', async () => {
    const world = await startSignalling()
    const both = [await world.keep(), await world.keep({ discoverable: false })]
    const another = await world.keep({ userHandle: Uint8Array.of(10) })
    const page = await world.page()

    await page.signal(accepted([]))
    await world.settle()

    expect(both.map((one) => world.find(one)?.hidden !== null)).toEqual([true, true])
    expect(world.find(another)).toEqual(another)
    expect(world.signals()).toMatchObject([{ changes: [{ what: 'hidden' }, { what: 'hidden' }] }])
  })

  it('leaves a deleted passkey in the trash, and records this', async () => {
    const world = await startSignalling()
    const passkey = await world.keep()
    const page = await world.page()
    await world.latchkey.vault.passkeys.trash(passkey.credentialId, 'a test')

    await page.signal(unknown(idOf(passkey)))
    await page.signal(details())
    await world.settle()

    expect(world.latchkey.vault.passkeys.listTrash()).toMatchObject([{ passkey }])
    expect(world.signals()).toMatchObject([
      { outcome: 'nothing', reason: expect.stringContaining('in the trash') },
      { outcome: 'nothing', reason: expect.stringContaining('no passkey') },
    ])
  })

  it.each([
    ['NUL', 'a\0b'],
    ['a right-to-left override', 'ada\u202Egro.elpmaxe'],
    ['emoji', '👩‍💻🏳️‍🌈'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['64 kB', 'x'.repeat(65_536)],
    ['an empty text', ''],
  ])('keeps names exactly, and passes them to the window as text: %s', async (_, name) => {
    const world = await startSignalling()
    const passkey = await world.keep()
    const page = await world.page()

    await page.signal(details({ name, displayName: name }))
    await world.settle()
    const [entry] = world.signals()
    await world.lock()
    await world.unlock()

    const kept = world.find(passkey)
    expect(kept && passkeySummary(kept)).toMatchObject({ userName: name, userDisplayName: name })
    const cut = name.length > 2000 ? `${name.slice(0, 2000)}…` : name
    expect(entry?.changes).toMatchObject([{ after: { userName: cut } }])
  })

  it('stores a lone surrogate as U+FFFD, and has no effect when repeated', async () => {
    const world = await startSignalling()
    const passkey = await world.keep()
    const page = await world.page()
    const lone = details({ name: 'a\uD800b', displayName: '\uDC00' })

    await page.signal(lone)
    await page.signal(lone)
    await world.settle()

    expect(world.find(passkey)).toMatchObject({ userName: 'a\uFFFDb', userDisplayName: '\uFFFD' })
    expect(world.signals().map(({ outcome }) => outcome)).toEqual(['done', 'nothing'])
  })
})

it('applies all signals of two simultaneous pages, in the order of each page', async () => {
  const world = await startSignalling()
  const passkey = await world.keep()
  const other = 'http://localhost:1'
  const pages = [await world.page(), await world.page(other)] as const
  const names = Array.from({ length: 20 }, (_, i) => `name ${i}`)

  await Promise.all(names.map((name, i) => pages[i % 2 === 0 ? 0 : 1].signal(details({ name }))))
  await world.settle()

  const renames = world.find(passkey)!.renames.toReversed()
  const of = (origin: string) =>
    renames.filter((rename) => rename.origin === origin).map(({ after }) => after.userName)
  expect(of(ORIGIN)).toEqual(names.filter((_, i) => i % 2 === 0))
  expect(of(other)).toEqual(names.filter((_, i) => i % 2 === 1))
  // Each signal started from the result of the signal before.
  expect(renames.slice(1).map(({ before }) => before)).toEqual(
    renames.slice(0, -1).map(({ after }) => after),
  )
  expect(world.signals().map(({ outcome }) => outcome)).toEqual(names.map(() => 'done'))
})
