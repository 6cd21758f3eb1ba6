/** A request in the same task as the abort of another one, as pages do at a second press of a button. */
import { describe, expect, it } from 'vitest'
import { authenticationJson, registrationJson } from '../../support/credential-json'
import { settle, testConnection, testGrants } from '../../support/page-bridge'
import { asCreate, asGet, testCeremonies } from '../../support/page-ceremonies'
import { GRANT } from '../../support/scripted-bridge'

const requests = {
  'create()': ['create', asCreate],
  'get()': ['get', asGet],
  'conditional get()': ['get', { ...asGet, mediation: 'conditional' }],
  'conditional create()': ['create', { ...asCreate, mediation: 'conditional' }],
} as const
type Name = keyof typeof requests
const names = Object.keys(requests) as Name[]
const pairs = names.flatMap((first) => names.map((second) => [first, second] as const))

/** A paired page, and a bridge that leaves the first request open and answers later ones. */
function pairedPage() {
  const grants = testGrants()
  grants.keep(GRANT, 'session')
  const parts = testConnection({ grants })
  const made = testCeremonies({}, parts)
  const { bridge } = made.page
  bridge.grants.set(GRANT.grant, GRANT.token)
  bridge.answer = ({ t, id }) =>
    id === 1
      ? undefined
      : { t: 'result', id, credential: t === 'create' ? registrationJson() : authenticationJson() }
  const call = (name: Name, signal?: AbortSignal) => {
    const [kind, options] = requests[name]
    return made[kind]({ ...options, signal })
  }
  const ceremoniesHeard = () =>
    bridge.heard.map(({ t }) => t).filter((t) => t !== 'hello' && t !== 'auth')
  return { ...made, call, ceremoniesHeard }
}

describe.each(pairs)('an aborted %s, then a %s in the same task', (first, second) => {
  const [[firstKind], [secondKind]] = [requests[first], requests[second]]

  it.each(['AbortController', 'AbortSignal.any'])('by %s', async (how) => {
    const { call, ceremoniesHeard } = pairedPage()
    const controller = new AbortController()
    const { signal } = controller
    const ended = call(first, how === 'AbortSignal.any' ? AbortSignal.any([signal]) : signal)
    const rejected = expect(ended).rejects.toBe('enough')
    await settle()

    controller.abort('enough')
    await expect(call(second)).resolves.toBeDefined()

    await rejected
    expect(ceremoniesHeard()).toEqual([firstKind, 'abort', secondKind])
  })

  it('while the socket opens', async () => {
    const { call, ceremoniesHeard, page } = pairedPage()
    page.bridge.answer = ({ t, id }) => ({
      t: 'result',
      id,
      credential: t === 'create' ? registrationJson() : authenticationJson(),
    })
    const controller = new AbortController()
    const rejected = expect(call(first, controller.signal)).rejects.toBe('enough')

    controller.abort('enough')
    await expect(call(second)).resolves.toBeDefined()

    await rejected
    expect(ceremoniesHeard()).toEqual([secondKind])
  })

  it('from a listener that runs before the script’s own abort listener', async () => {
    const { call, ceremoniesHeard } = pairedPage()
    const controller = new AbortController()
    const next = new Promise((resolve) => {
      controller.signal.addEventListener('abort', () => resolve(call(second)))
    })
    const rejected = expect(call(first, controller.signal)).rejects.toBe('enough')
    await settle()

    controller.abort('enough')

    await rejected
    await expect(next).resolves.toBeDefined()
    expect(ceremoniesHeard()).toEqual([firstKind, 'abort', secondKind])
  })
})
