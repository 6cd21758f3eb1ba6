/** The details that Latchkey's record keeps of a page's ceremonies over a real bridge, and the lint findings in them. */
import { expect, it } from 'vitest'
import { ORIGIN } from '../../support/bridge'
import { servingNothing } from '../../support/related-origins'
import {
  details as named,
  startSignalling,
  unknown,
  type Signalling,
  type SignallingPage,
} from '../../support/signalling-page'
import { vaultHome } from '../../support/vault-home'

let asked = 0

const ask = ({ page }: SignallingPage, options: unknown) =>
  page.ask({ t: 'get', id: ++asked, options })

const MALFORMED = { challenge: 7, extensions: { prf: { eval: { first: 'c2VjcmV0' } } } }

function details({ latchkey: { activity } }: Signalling) {
  const entries = activity.list().filter(({ kind }) => kind === 'get')
  return entries.map(({ id, reason }) => ({ reason, detail: activity.detail(id) }))
}

it('keeps a request that was refused at once, without its secrets, even after a restart', async () => {
  const world = await startSignalling(servingNothing, await vaultHome())
  const page = await world.page()
  expect(await ask(page, MALFORMED)).toMatchObject({ t: 'error', name: 'TypeError' })
  const [refused] = details(world)

  expect(refused?.detail).toMatchObject({
    ...{ kind: 'get', response: null, failed: { step: 'parsed' } },
    options: { challenge: 7, extensions: { prf: { eval: { first: { withheld: '6 bytes' } } } } },
    withheld: ['options.extensions.prf.eval.first'],
    profile: { id: 'latchkey' },
  })
  expect(refused?.detail?.lint.length).toBeGreaterThan(0)

  const { vault } = world.latchkey
  await vault.close()
  await vault.open()
  expect(details(world)).toEqual([refused])
})

it('keeps one detail of a flood of equal refusals', async () => {
  const world = await startSignalling()
  const page = await world.page()
  for (let i = 0; i < 20; i++) await ask(page, MALFORMED)
  world.home.clock.advance(1000)

  const kept = details(world)
  expect(kept.map(({ detail }) => detail !== null)).toEqual([false, true])
  expect(kept[0]?.reason).toContain('19 more within a second')
})

it('leads from a finding to the entry of its ceremony', async () => {
  const world = await startSignalling()
  await ask(await world.page(), MALFORMED)
  const [entry] = world.latchkey.activity.list().filter(({ kind }) => kind === 'get')

  const [finding] = world.latchkey.lint.list()
  expect(finding).toMatchObject({ entryId: entry?.id, origin: entry?.origin, times: 1 })
})

it.each([
  ['applied', named({ name: '' }), 'done'],
  ['refused', unknown('not base64url!'), 'refused'],
] as const)(
  'leads from a finding to the entry of a signal that was %s',
  async (_, sent, outcome) => {
    const world = await startSignalling()
    await world.keep()
    await (await world.page()).signal(sent)
    await world.settle()
    const [entry] = world.signals()
    const entryId = entry?.id ?? ''

    expect(entry?.outcome).toBe(outcome)
    const found = world.latchkey.lint.list().filter(({ call }) => call === 'signal')
    expect(found.map((finding) => finding.entryId)).toContain(entryId)
    expect(world.latchkey.lint.findings(entryId)).not.toEqual([])
  },
)

it('knows after a restart what a page did before, and finds nothing in old calls again', async () => {
  const home = await vaultHome()
  const challenge = Buffer.alloc(32, 5).toString('base64url')
  const before = await startSignalling(servingNothing, home)
  await before.keep()
  before.latchkey.answersByItself.set(ORIGIN, true)
  expect(await ask(await before.page(), { challenge })).toMatchObject({ t: 'result' })
  await before.latchkey.close()

  const world = await startSignalling(servingNothing, home)
  home.clock.advance(1000)
  expect(world.latchkey.lint.list()).toEqual([])
  await ask(await world.page(), { challenge, rpId: 'foreign.example' })

  const found = world.latchkey.lint.list().map(({ rule, times }) => [rule, times])
  expect(found).toContainEqual(['challenge-reused', 1])
})

it('knows it also where the vault was locked while the record was read', async () => {
  const home = await vaultHome()
  const challenge = Buffer.alloc(32, 5).toString('base64url')
  const before = await startSignalling(servingNothing, home)
  await before.keep()
  before.latchkey.answersByItself.set(ORIGIN, true)
  await ask(await before.page(), { challenge })
  await before.latchkey.close()

  const world = await startSignalling(servingNothing, home)
  await world.latchkey.lock()
  home.clock.advance(1000)
  await world.latchkey.vault.retry()
  home.clock.advance(20)
  await ask(await world.page(), { challenge, rpId: 'foreign.example' })

  expect(world.latchkey.lint.list().map(({ rule }) => rule)).toContain('challenge-reused')
})

it('forgets the findings, and the entries that wait, when the vault is erased', async () => {
  const world = await startSignalling(servingNothing, await vaultHome())
  await ask(await world.page(), MALFORMED)
  expect(world.latchkey.lint.list()).not.toEqual([])

  await world.latchkey.lock()
  world.latchkey.activity.report({
    ...{ kind: 'get', origin: 'https://example.org', outcome: 'refused', reason: 'locked' },
  })

  await world.latchkey.vault.erase()

  expect(world.latchkey.lint.list()).toEqual([])
  expect(world.latchkey.vault.state.state).toBe('open')
  expect(details(world)).toEqual([])
})
