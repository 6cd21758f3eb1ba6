/** The ceremony as a test in Playwright, with Latchkey's fixture (docs/playwright.md). */
import { ceremonySteps, type CeremonyDetail } from '../../shared/ceremony-detail'
import { isObject } from '../decode/response-members'
import { jsComments, jsExpression } from './code-text'
import { originOf, type ExportedCeremony } from './exported-ceremony'
import { standInNotes, withStandIns } from './stand-in'

const METHODS = {
  create: {
    ...{ call: 'create', parse: 'parseCreationOptionsFromJSON', title: 'creates a passkey' },
    list: 'excludeCredentials',
  },
  get: {
    ...{ call: 'get', parse: 'parseRequestOptionsFromJSON', title: 'signs in' },
    list: 'allowCredentials',
  },
} as const

/** The account of the passkey that the test makes first. */
const USER = { id: 'dXNlcg', name: 'user', displayName: 'User' }

/**
 * A test that repeats the page's call and expects the same result. The options are inline, because there TypeScript knows the
 * type of each member.
 */
export function asPlaywrightTest(ceremony: ExportedCeremony): string {
  const { detail, outcome, error } = ceremony
  const { title } = METHODS[detail.kind]
  const origin = jsExpression(originOf(ceremony))
  const where = error === null ? { outcome } : { outcome, error }
  return `import { expect, test } from 'latchkey/playwright'

${jsComments(standInNotes(detail, ['options']))}test(${jsExpression(title)}, async ({ page, passkeys }) => {
${needsPasskey(ceremony) ? firstPasskey(ceremony) : ''}  await page.goto(${origin})
  await passkeys.${answerOf(ceremony)}

${callOf(ceremony)}
  const ceremony = await passkeys.waitForCeremony(${jsExpression(detail.kind)}, {
    where: ${jsExpression(where, 4)},
  })
  expect(ceremony.origin).toBe(${origin})
})
`
}

/** Whether the ceremony ended as it did because the authenticator had a passkey. A new session has none. */
function needsPasskey({ detail: { kind, failed }, error }: ExportedCeremony): boolean {
  if (kind === 'create') return error === 'InvalidStateError'
  return failed === null || isAfter(failed.step, 'authenticators')
}

type Step = (typeof ceremonySteps)[number]

function isAfter(step: Step, other: Step): boolean {
  return ceremonySteps.indexOf(step) > ceremonySteps.indexOf(other)
}

function firstPasskey(ceremony: ExportedCeremony): string {
  const { rpId } = ceremony
  const id = rpId ?? new URL(originOf(ceremony)).hostname
  const options = {
    rp: { id, name: id },
    user: USER,
    challenge: 'A'.repeat(43),
    pubKeyCredParams: [
      { type: 'public-key', alg: -7 },
      { type: 'public-key', alg: -257 },
    ],
    authenticatorSelection: { residentKey: 'required' },
  }
  const called = listsPasskeys(ceremony.detail) ? 'const passkey = await' : 'await'
  return `  // A new session has no passkeys.
  await passkeys.approve()
  ${called} passkeys.create(
    ${jsExpression(options, 4)},
    { origin: ${jsExpression(originOf(ceremony))} },
  )
`
}

/** Conditional mediation waits for an account to be chosen. */
function answerOf({ detail, error, outcome }: ExportedCeremony): string {
  if (error === 'NotAllowedError' && detail.failed?.step === 'answered') return 'deny()'
  return detail.kind === 'get' && detail.mediation === 'conditional' && outcome === 'done'
    ? `choose(${jsExpression(USER.name)})`
    : 'approve()'
}

/** Where the call lists passkeys, it lists the one of this test: its id is another one each time. */
function callOf(ceremony: ExportedCeremony): string {
  const { detail } = ceremony
  const { call, parse, list } = METHODS[detail.kind]
  const mediation =
    detail.mediation === null ? '' : `, mediation: ${jsExpression(detail.mediation)}`
  const isListed = needsPasskey(ceremony) && listsPasskeys(detail)
  const options = jsExpression(withStandIns(detail.options), isListed ? 6 : 4)
  const given = isListed
    ? `{
      ...${options},
      ${list}: [{ type: 'public-key', id }],
    }`
    : options
  return `  await page.evaluate(async (${isListed ? 'id' : ''}) => {
    const publicKey = PublicKeyCredential.${parse}(${given})
    await navigator.credentials.${call}({ publicKey${mediation} }).catch(() => undefined)
  }${isListed ? ', passkey.id' : ''})
`
}

function listsPasskeys({ kind, options }: CeremonyDetail): boolean {
  const listed = isObject(options) ? options[METHODS[kind].list] : undefined
  return Array.isArray(listed) && listed.length > 0
}
