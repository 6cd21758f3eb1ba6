/** The table "Undo" of docs/signals.md: each row through the engine. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tableBelow } from '../../support/markdown-table'
import { passkey } from '../../support/passkeys'
import { signalWorld } from '../../support/signal-engine'
import { IDS, whatHappened } from '../../support/signal-words'
import { acceptedCredentials, unknownCredential, userDetails } from '../../support/signals'
import { applyChanges } from '../../support/apply-changes'

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../docs/signals.md'), 'utf8')
const A = passkey({ credentialId: IDS.A, userName: 'ada', userDisplayName: 'Ada' })
const B = { ...A, credentialId: IDS.B, discoverable: false }
const HIDDEN = { ...A, hidden: { at: 1, because: 'a test hid it', by: 'page' as const } }
const NEW = { name: 'new', displayName: 'New' }
const ID_OF_A = 'AQ'
/** The id that the engine gives the first entry. */
const FIRST = '1'

type World = ReturnType<typeof signalWorld>

const SIGNALS: Readonly<Record<string, () => Promise<World>>> = {
  'renames A': () => after([A], userDetails(NEW)),
  'renames A and B': () => after([A, B], userDetails(NEW)),
  'hides A': () => after([A], unknownCredential(ID_OF_A)),
  'shows A': () => after([HIDDEN], acceptedCredentials([ID_OF_A])),
  'deletes A': () => after([A], unknownCredential(ID_OF_A), 'delete'),
}

async function after(
  passkeys: Parameters<typeof signalWorld>[0],
  signal: Parameters<World['engine']['receive']>[0],
  policy?: Parameters<typeof signalWorld>[1],
): Promise<World> {
  const world = signalWorld(passkeys, policy)
  await world.engine.receive(signal)
  return world
}

const userSets = (fields: Partial<typeof A>) => (world: World) => {
  const setBy = { ...world.store.find(IDS.A)!.setBy, ...fields.setBy }
  return applyChanges(world.store, [{ passkeyId: IDS.A, set: { ...fields, setBy } }])
}
const byUser = { userName: FIRST, userDisplayName: FIRST, hidden: null }
const hides = userSets({ hidden: { at: 2, because: 'You hid it.' }, setBy: byUser })
const shows = userSets({ hidden: null, setBy: byUser })
const deletes = ({ store }: World) =>
  applyChanges(store, [{ passkeyId: IDS.A, trash: { because: '', by: 'another' } }])
const restores = ({ store }: World) => applyChanges(store, [{ passkeyId: IDS.A, restore: true }])

const SINCE: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  nothing: async () => {},
  'another page’s signal gives a new name': ({ engine }) =>
    engine.receive(userDetails({ ...NEW, displayName: 'Newer' })),
  'another page’s signal gives two new names': ({ engine }) =>
    engine.receive(userDetails({ name: 'newer', displayName: 'Newer' })),
  'the user edits the user name': userSets({
    userName: 'mine',
    edited: { userName: NEW.name, userDisplayName: null },
    setBy: { userName: null, userDisplayName: FIRST, hidden: null },
  }),
  'the user hides A': hides,
  'the user shows A': shows,
  'the user shows and hides A': async (world) => {
    await shows(world)
    await hides(world)
  },
  'A was deleted': deletes,
  'A was deleted for good': async (world) => {
    await restores(world)
    world.store.remove(IDS.A)
  },
  'it was undone': ({ engine }) => engine.undo(FIRST),
  'A was restored': restores,
  'A was restored and deleted again': async (world) => {
    await restores(world)
    await deletes(world)
  },
  'a newer passkey of that user is made': ({ store }) =>
    store.add({ ...A, credentialId: Uint8Array.of(3) }, new Uint8Array()),
}

const rows = tableBelow(DOCUMENT, '## Undo')

it('has rows', () => {
  expect(rows.length).toBeGreaterThan(15)
})

describe.each(rows)('a signal that %s, and since then %s', (signal, since, outcome) => {
  it(`is undone: ${outcome}`, async () => {
    const world = await SIGNALS[signal]!()
    await SINCE[since.replace("'", '’')]!(world)
    const before = world.store.list()
    const refused = await world.engine.undo(FIRST).then(
      () => null,
      (error: unknown) => `refused: ${(error as Error).message}`,
    )

    expect(whatHappened(before, world.store) || refused).toBe(outcome)
    expect(refused === null).toBe(!outcome.startsWith('refused'))
  })
})
