/** The relying party that an audit tries, in one of three forms (docs/audit.md). */
import type { BrowserContextOptions, LaunchOptions, Page } from '@playwright/test'
import { AuditError } from './audit-error.js'

/** The account of one trial. Each trial has its own, so an earlier trial does not affect it. */
export interface AuditAccount {
  /** Such as `audit-7-k3f9@example.org`. */
  readonly userName: string
  readonly displayName: string
}

/**
 * A site in a browser: callbacks that do what a user does.
 *
 * A callback that returns means that the relying party accepted. A callback that throws means that it refused. The message of
 * the error is kept as its words. `false`, `{ accepted: false, message }` and `{ verified: false }` also mean a refusal.
 */
export interface PageCallbacks {
  /** Makes an account with a passkey, on a page without cookies and storage. Begin with `page.goto()`. */
  readonly register: (page: Page, account: AuditAccount) => Promise<unknown>
  /** Signs in to the account that `register` made, on such a page. */
  readonly signIn: (page: Page, account: AuditAccount) => Promise<unknown>
  /** Such as `{ baseURL: 'http://localhost:3000' }`. */
  readonly contextOptions?: BrowserContextOptions
  /** For the command line, which launches the browser. */
  readonly launchOptions?: LaunchOptions
}

/** A site in a browser: scripts that run in its page, as the body of an async function with the parameter `account`. */
export interface PageScripts {
  readonly url: string
  /** The end of the script tells what the relying party did, as in {@link PageCallbacks}. */
  readonly registerScript: string
  readonly signInScript: string
  readonly contextOptions?: BrowserContextOptions
  readonly launchOptions?: LaunchOptions
}

/**
 * A server's library without a browser. Latchkey answers its options like a page. The verifying callbacks tell what the library
 * did, as in {@link PageCallbacks}.
 */
export interface ServerCallbacks {
  /** The origin of the simulated page, such as `https://example.org`. */
  readonly origin: string
  /** @returns PublicKeyCredentialCreationOptionsJSON. */
  readonly registrationOptions: (account: AuditAccount) => Promise<object> | object
  /** @param response RegistrationResponseJSON. */
  readonly verifyRegistration: (response: never, account: AuditAccount) => unknown
  /** @returns PublicKeyCredentialRequestOptionsJSON. */
  readonly authenticationOptions: (account: AuditAccount) => Promise<object> | object
  /** @param response AuthenticationResponseJSON. */
  readonly verifyAuthentication: (response: never, account: AuditAccount) => unknown
}

export type RelyingParty = PageCallbacks | PageScripts | ServerCallbacks

export type RelyingPartyForm = 'page callbacks' | 'page scripts' | 'server callbacks'

/** The members of each form, with their types. */
const FORMS = {
  'server callbacks': {
    origin: 'string',
    registrationOptions: 'function',
    verifyRegistration: 'function',
    authenticationOptions: 'function',
    verifyAuthentication: 'function',
  },
  'page scripts': { url: 'string', registerScript: 'string', signInScript: 'string' },
  'page callbacks': { register: 'function', signIn: 'function' },
} as const satisfies Record<RelyingPartyForm, Record<string, 'string' | 'function'>>

const ADVICE =
  'Export `register` and `signIn`; or `url`, `registerScript` and `signInScript`; or `origin`, `registrationOptions`, ' +
  '`verifyRegistration`, `authenticationOptions` and `verifyAuthentication`.'

/**
 * Determines the form of a relying party.
 *
 * @param given the exports of a user's file.
 * @throws {AuditError} when a member is missing or has another type.
 */
export function formOf(given: object): RelyingPartyForm {
  const members = given as Readonly<Record<string, unknown>>
  const forms = Object.keys(FORMS) as RelyingPartyForm[]
  const begun = forms.filter((form) => Object.keys(FORMS[form]).some((name) => name in members))
  const [form, other] = begun
  if (form === undefined) throw new AuditError(`There is nothing to audit. ${ADVICE}`)
  if (other !== undefined)
    throw new AuditError(`It is not clear what to audit: ${form}, or ${other}. Leave one out.`)
  for (const [name, type] of Object.entries(FORMS[form]))
    if (typeof members[name] !== type)
      throw new AuditError(
        name in members
          ? `\`${name}\` must be a ${type}. ${ADVICE}`
          : `\`${name}\` is missing. ${ADVICE}`,
      )
  refuseWrongAddress(form, members)
  return form
}

function refuseWrongAddress(
  form: RelyingPartyForm,
  { origin, url }: Readonly<Record<string, unknown>>,
): void {
  if (form === 'server callbacks' && !isOrigin(String(origin)))
    throw new AuditError(
      `\`origin\` must be an origin, such as https://example.org, and is ${String(origin)}.`,
    )
  if (form === 'page scripts' && !URL.canParse(String(url)))
    throw new AuditError(
      `\`url\` must be an address, such as https://example.org/sign-in, and is ${String(url)}.`,
    )
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}
