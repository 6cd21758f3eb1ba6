/** The ceremony as a test in Playwright, with Latchkey's fixture (docs/playwright.md). */
import { jsComments, jsExpression } from './code-text'
import { originOf, type ExportedCeremony } from './exported-ceremony'
import { standInNotes, withStandIns } from './stand-in'

const METHODS = {
  create: { call: 'create', parse: 'parseCreationOptionsFromJSON', title: 'creates a passkey' },
  get: { call: 'get', parse: 'parseRequestOptionsFromJSON', title: 'signs in' },
} as const

/**
 * A test that makes the page's call again, and expects the same end. The options stand where they are used: there
 * TypeScript knows the type of each member.
 */
export function asPlaywrightTest(ceremony: ExportedCeremony): string {
  const { detail, outcome, error } = ceremony
  const { call, parse, title } = METHODS[detail.kind]
  const origin = originOf(ceremony)
  const mediation =
    detail.mediation === null ? '' : `, mediation: ${jsExpression(detail.mediation)}`
  const where = error === null ? { outcome } : { outcome, error }
  return `import { expect, test } from 'latchkey/playwright'

${notes(ceremony)}test(${jsExpression(title)}, async ({ page, passkeys }) => {
  await page.goto(${jsExpression(origin)})
  await passkeys.${error === 'NotAllowedError' && detail.failed?.step === 'answered' ? 'deny' : 'approve'}()

  await page.evaluate(async () => {
    const publicKey = PublicKeyCredential.${parse}(${jsExpression(withStandIns(detail.options), 4)})
    await navigator.credentials.${call}({ publicKey${mediation} }).catch(() => undefined)
  })

  const ceremony = await passkeys.waitForCeremony(${jsExpression(detail.kind)}, {
    where: ${jsExpression(where, 4)},
  })
  expect(ceremony.origin).toBe(${jsExpression(origin)})
})
`
}

function notes({ detail }: ExportedCeremony): string {
  return jsComments([
    ...(detail.kind === 'get'
      ? ['The session needs a passkey of the page: create one first.']
      : []),
    ...standInNotes(detail, ['options']),
  ])
}
