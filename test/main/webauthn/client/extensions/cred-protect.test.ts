import { describe, expect, it } from 'vitest'
import { allow, ExtensionCeremonies } from '../../../../support/extension-ceremonies'

const POLICIES = [
  ['userVerificationOptional', 1],
  ['userVerificationOptionalWithCredentialIDList', 2],
  ['userVerificationRequired', 3],
] as const
const discouraged = { userVerification: 'discouraged' }

describe('credProtect', () => {
  it.each(POLICIES)('states the policy %s as level %i', async (policy, level) => {
    const outcome = await new ExtensionCeremonies().create({ credentialProtectionPolicy: policy })

    expect(outcome.data).toEqual(new Map([['credProtect', level]]))
    expect(outcome.results).toEqual({})
  })

  it.each([
    ['no policy', {}],
    ['an unknown policy', { credentialProtectionPolicy: 'what?' }],
    ['enforcement without a policy', { enforceCredentialProtectionPolicy: true }],
  ])('leaves no trace for %s', async (_what, extensions) => {
    const page = new ExtensionCeremonies()
    const outcome = await page.create(extensions)

    expect(outcome).toMatchObject({ results: {}, isFlagged: false })
    expect(page.world.store.list()[0]?.extensions.credProtect).toBeNull()
  })

  it.each<[policy: string, discovered: boolean, named: boolean]>([
    ['userVerificationOptional', true, true],
    ['userVerificationOptionalWithCredentialIDList', false, true],
    ['userVerificationRequired', false, false],
  ])(
    'with %s is found without verification by discovery: %s, by id: %s',
    async (credentialProtectionPolicy, discovered, named) => {
      const page = new ExtensionCeremonies()
      const { id } = await page.create({ credentialProtectionPolicy })
      const signsIn = (options: object) =>
        page.get({}, { ...options }).then(
          () => true,
          (error: unknown) => {
            expect(error).toMatchObject({ name: 'NotAllowedError' })
            return false
          },
        )

      expect(await signsIn(discouraged)).toBe(discovered)
      expect(await signsIn({ ...discouraged, ...allow(id) })).toBe(named)
      expect(await signsIn({})).toBe(true)
      expect(await signsIn(allow(id))).toBe(true)
    },
  )

  it('still asks the user, and rejects with the reason why no passkey was offered', async () => {
    const page = new ExtensionCeremonies()
    await page.create({ credentialProtectionPolicy: 'userVerificationRequired' })

    await expect(page.get({}, discouraged)).rejects.toThrow('user verification')
    expect(page.world.asked.at(-1)?.kind).toBe('no-passkey')
  })

  it('at level 3 hides an excluded passkey without user verification', async () => {
    const page = new ExtensionCeremonies()
    const { id } = await page.create({ credentialProtectionPolicy: 'userVerificationRequired' })
    const excludeCredentials = [{ type: 'public-key', id }]

    await expect(page.create({}, { excludeCredentials })).rejects.toMatchObject({
      name: 'InvalidStateError',
    })
    await expect(
      page.create({}, { excludeCredentials, authenticatorSelection: discouraged }),
    ).resolves.toBeDefined()
  })

  it('rejects an authenticator that cannot enforce the policy when the page enforces it', async () => {
    const page = new ExtensionCeremonies({ authenticator: { extensions: ['prf'] } })
    const enforced = (credentialProtectionPolicy: string) =>
      page.create({ credentialProtectionPolicy, enforceCredentialProtectionPolicy: true })

    await expect(enforced('userVerificationRequired')).rejects.toMatchObject({
      name: 'NotAllowedError',
    })
    expect(await enforced('userVerificationOptional')).toMatchObject({ isFlagged: false })
  })

  it('is ignored by an authenticator without credProtect when the page does not enforce it', async () => {
    const page = new ExtensionCeremonies({ authenticator: { extensions: [] } })
    await page.create({ credentialProtectionPolicy: 'userVerificationRequired' })

    expect(await page.get({}, discouraged)).toMatchObject({ verified: false })
  })
})
