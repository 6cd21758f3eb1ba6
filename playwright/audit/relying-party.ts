/** The relying party that an audit tries, in one of three forms (docs/audit.md). */
import type { BrowserContextOptions, LaunchOptions, Page } from '@playwright/test'
import { AuditError } from './audit-error.js'

/** The account of one trial. Each trial has its own, so an earlier trial leaves no state for it. */
export interface AuditAccount {
  /** Such as `audit-7-k3f9@example.org`. */
  readonly userName: string
  readonly displayName: string
}

/**
 * A site in a browser: callbacks that do what a user does.
 *
 * A callback that returns says that the relying party accepted. A callback that throws says that it refused, and the message
 * of the error is kept as its words. So do `false`, `{ accepted: false, message }` and `{ verified: false }`.
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
  /** Says by its end what the relying party did, as {@link PageCallbacks} do. */
  readonly registerScript: string
  readonly signInScript: string
  readonly contextOptions?: BrowserContextOptions
  readonly launchOptions?: LaunchOptions
}

/**
 * A server's library without a browser: Latchkey answers its options, as a page would. The callbacks that verify say what the
 * library did, as {@link PageCallbacks} do.
 */
export interface ServerCallbacks {
  /** The page that would have asked, such as `https://example.org`. */
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

/** The members that each form needs, with their types. */
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
 * Says which form a relying party has.
 *
 * @param given what a file of the user exports.
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
