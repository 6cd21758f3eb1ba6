/** Signals from the socket to the vault: what holds whatever the policy. */
import { describe, expect, it } from 'vitest'
import { passkeySummary } from '../../../src/main/vault/passkey-summary'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { ORIGIN } from '../../support/bridge'
import { accepted, details, startSignalling, unknown } from '../../support/signalling-page'

const idOf = ({ credentialId }: Passkey) => encodeBase64Url(credentialId)
const ANSWER = { t: 'result', id: 0, credential: null }

describe('the answer to a signal', () => {
  it('comes before anything is looked up, changed or recorded', async () => {
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

  it('is the same message whether it matched, did nothing or was not heard', async () => {
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
  it('is about no passkey of another RP ID, though it names one', async () => {
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

  it('with an empty list hides both passkeys of a user, also the one that is not discoverable', async () => {
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

  it('leaves a deleted passkey in the trash, and says so', async () => {
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
    ['nothing', ''],
  ])('keeps names exactly, and the window gets them as text: %s', async (_, name) => {
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

  it('keeps a lone surrogate as U+FFFD, and the same signal changes nothing then', async () => {
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

it('of two pages at once all are applied, each page’s in its order, and none is lost', async () => {
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
  // Each was decided on what the one before had left.
  expect(renames.slice(1).map(({ before }) => before)).toEqual(
    renames.slice(0, -1).map(({ after }) => after),
  )
  expect(world.signals().map(({ outcome }) => outcome)).toEqual(names.map(() => 'done'))
})
