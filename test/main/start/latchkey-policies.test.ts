/** Policies, undo and dry run, together with the vault, the record and the log. */
import { describe, expect, it } from 'vitest'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { encodeBase64Url } from '../../../src/shared/base64url'
import type { DryRunRequest } from '../../../src/shared/signal-dry-run'
import { ORIGIN } from '../../support/bridge'
import { relatedOriginsDocument, ServingAll } from '../../support/related-origins'
import { accepted, details, startSignalling, unknown } from '../../support/signalling-page'

const idOf = ({ credentialId }: Passkey) => encodeBase64Url(credentialId)
const OTHER = 'http://localhost:1'

describe('the policy for a signal', () => {
  it('is the page’s own policy, or otherwise the app’s', async () => {
    const world = await startSignalling()
    const [one, two] = [await world.keep(), await world.keep({ userHandle: Uint8Array.of(10) })]
    const [page, other] = [await world.page(), await world.page(OTHER)]
    world.choosePolicy('google-password-manager')
    await world.window().setPageSignalPolicy(OTHER, 'delete')

    await page.signal(unknown(idOf(one)))
    await other.signal(unknown(idOf(two)))
    await world.settle()

    expect(world.signals()).toMatchObject([
      { policy: 'google-password-manager', changes: [{ what: 'hidden' }] },
      { policy: 'delete', changes: [{ what: 'deleted' }] },
    ])
    expect(world.logged).toContain(`signals of ${OTHER}: delete`)
  })

  it('is the policy of the signalling page, even for the RP ID of a related origin', async () => {
    const origin = 'https://shop.example'
    const world = await startSignalling(new ServingAll(relatedOriginsDocument([origin])))
    const passkey = await world.keep({ rpId: 'example.org', origin: 'https://example.org' })
    const [page] = [await world.page(origin), await world.page('https://example.org')]
    await world.window().setPageSignalPolicy('https://example.org', 'delete')

    expect(await page.signal(unknown(idOf(passkey), { rpId: 'example.org' }))).toMatchObject({
      t: 'result',
    })
    await world.settle()

    expect(world.find(passkey)).toMatchObject({ hidden: {} })
    expect(world.signals()).toMatchObject([{ origin, rpId: 'example.org', policy: 'spec' }])
  })

  it('is the app’s again after a page was forgotten and paired again', async () => {
    const world = await startSignalling()
    const passkey = await world.keep()
    const window = world.window()
    const forgotten = await world.page()
    await window.setPageSignalPolicy(ORIGIN, 'delete')
    await window.forgetPage(ORIGIN)
    await forgotten.page.closed

    const page = await world.page()
    await page.signal(unknown(idOf(passkey)))
    await world.settle()

    expect(world.signals()).toMatchObject([{ policy: 'spec' }])
  })

  it('can be chosen only for paired pages', async () => {
    const world = await startSignalling()
    await world.page()

    await expect(world.window().setPageSignalPolicy(OTHER, 'delete')).rejects.toThrow('not paired')
  })

  it('shows the remaining quota of pages whose policy has a quota', async () => {
    const world = await startSignalling()
    await world.keep()
    const [page] = [await world.page(), await world.page('https://example.org')]
    const window = world.window()
    await window.setPageSignalPolicy(ORIGIN, 'google-password-manager')
    await page.signal(details())
    await world.settle()

    expect(await window.listPages()).toMatchObject([
      { origin: ORIGIN, signalQuota: { left: 9, of: 10 } },
      { origin: 'https://example.org', signalPolicy: null, signalQuota: null },
    ])
  })
})

describe('undo', () => {
  it('restores the changes of a signal, and is recorded after the signal', async () => {
    const world = await startSignalling()
    const passkey = await world.keep()
    const page = await world.page()
    await page.signal(details())
    await world.settle()
    const [signal] = world.signals()

    const entry = await world.window().undoSignal(signal!.id)

    expect(world.find(passkey)).toMatchObject({ userName: 'ada@example.org' })
    expect(world.signals()).toEqual([signal, entry])
    expect(entry).toMatchObject({ kind: 'undo', undoes: signal!.id, answeredBy: 'person' })
    expect(world.logged.at(-1)).toContain('undo done')
  })

  it('is recorded after a signal that is not recorded yet', async () => {
    const world = await startSignalling()
    const passkey = await world.keep()
    const page = await world.page()
    await page.signal(details())
    world.home.clock.advance(20)
    await world.latchkey.signals.applied()
    const recorded = () => world.logged.filter((line) => /^(signal|undo) /.test(line))
    expect(recorded()).toEqual([])

    await world.latchkey.signals.undo(world.find(passkey)!.renames[0]!.entryId!)

    expect(recorded()).toMatchObject([
      expect.stringMatching(/^signal done/),
      expect.stringMatching(/^undo done/),
    ])
  })

  it('rejects a second undo of a signal, and does not record it', async () => {
    const world = await startSignalling()
    await world.keep()
    const page = await world.page()
    await page.signal(details())
    await world.settle()
    const [signal] = world.signals()
    const window = world.window()
    await window.undoSignal(signal!.id)

    await expect(window.undoSignal(signal!.id)).rejects.toThrow('can no longer be undone')
    expect(world.signals()).toHaveLength(2)
  })
})

describe('a dry run', () => {
  it('reports the effect of a signal by the page that created the passkey, and changes no passkey', async () => {
    const world = await startSignalling()
    const passkey = await world.keep()
    await world.page()
    const window = world.window()
    await window.setPageSignalPolicy(ORIGIN, 'delete')

    const run = await window.dryRunSignal({
      passkeyId: idOf(passkey),
      signal: { kind: 'allAcceptedCredentials', allAcceptedCredentialIds: [] },
    })

    expect(run).toMatchObject({
      inForce: 'delete',
      outcomes: [
        { policy: 'spec', changes: [{ what: 'hidden' }] },
        { policy: 'google-password-manager', changes: [{ what: 'hidden' }] },
        { policy: 'delete', changes: [{ what: 'deleted' }] },
        { policy: 'ignored', changes: [] },
        { policy: 'apple', changes: [{ what: 'hidden' }] },
      ],
    })
    await world.settle()
    expect(world.find(passkey)).toEqual(passkey)
    expect(world.signals()).toEqual([])
  })

  it('rejects an id that is not base64url or that no passkey has', async () => {
    const world = await startSignalling()
    const passkey = await world.keep()
    const window = world.window()
    const signal: DryRunRequest['signal'] = {
      kind: 'allAcceptedCredentials',
      allAcceptedCredentialIds: ['AQ=='],
    }

    await expect(window.dryRunSignal({ passkeyId: idOf(passkey), signal })).rejects.toThrow(
      'not a credential id in base64url without padding: AQ==',
    )
    for (const passkeyId of ['AQ==', 'AA'])
      await expect(window.dryRunSignal({ passkeyId, signal })).rejects.toThrow('no longer exists')
  })
})

describe('the record', () => {
  it('contains refused signals, signals of unpaired pages and signals without effect, each with its RP ID', async () => {
    const world = await startSignalling()
    await world.keep()
    await world.keep({ userHandle: Uint8Array.of(10) })
    const [page, stranger] = [await world.page(), await world.stranger(OTHER)]

    await page.signal(unknown('AQ=='))
    await page.signal(unknown('AQ', { rpId: 'example.org' }))
    await stranger.signal(details())
    await stranger.signal(unknown('?', { rpId: 'example.com' }))
    await page.signal(accepted([], { userId: 'AA' }))
    await page.signal(details({ name: 'ada@example.org', displayName: 'Ada' }))
    await page.signal(details({ userId: 'Cg', name: 'ada@example.org', displayName: 'Ada' }))
    await world.settle()

    const refused = { kind: 'signal', outcome: 'refused' }
    const unheard = { ...refused, origin: OTHER }
    const nothing = { outcome: 'nothing', policy: 'spec' }
    expect(world.signals()).toMatchObject([
      { ...refused, origin: ORIGIN, rpId: 'localhost', error: 'TypeError' },
      { ...refused, origin: ORIGIN, rpId: 'example.org', error: 'SecurityError' },
      { ...unheard, rpId: 'localhost', error: null, reason: expect.stringContaining('not paired') },
      { ...unheard, rpId: 'example.com', error: 'TypeError' },
      { ...nothing, reason: expect.stringContaining('no passkey with that user id') },
      { ...nothing, left: [{}] },
      { ...nothing, left: [{}] },
    ])
    const left = world.signals().map((entry) => entry.left[0]?.passkeyId)
    expect(left.at(-1)).not.toBe(left.at(-2))
  })

  it('sums up a flood of equal signals, and keeps the signal that had an effect', async () => {
    const world = await startSignalling()
    await world.keep()
    const page = await world.page()
    await page.signal(details())
    for (let i = 0; i < 40; i++) await page.signal(unknown('AA'))
    await world.settle()
    world.home.clock.advance(1_000)
    await new Promise(setImmediate)

    expect(world.signals()).toMatchObject([
      { outcome: 'done' },
      { outcome: 'nothing', reason: 'no passkey with that id for localhost' },
      { reason: 'no passkey with that id for localhost (39 more within a second)' },
    ])
    const ids = world.signals().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

it('applies a signal that arrived just before the app ends', async () => {
  const world = await startSignalling()
  const passkey = await world.keep()
  const page = await world.page()
  await page.signal(details())
  await world.latchkey.close()

  const vault = await world.home.openVault()
  expect(vault.passkeys.find(passkey.credentialId)).toMatchObject({ userName: 'ada' })
  expect(vault.activity.list()).toMatchObject([{ kind: 'signal', outcome: 'done' }])
})
