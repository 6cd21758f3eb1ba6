/** A relying party as a site, over the callbacks of a server's library: with calls of scripts, and with plain forms. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import type { AuditAccount, ServerCallbacks } from '../../playwright/audit/relying-party'

export interface AuditSite {
  readonly origin: string
  close(): Promise<void>
}

/** @param serverOf makes the relying party of the site's origin. */
export async function startAuditSite(
  serverOf: (origin: string) => ServerCallbacks,
): Promise<AuditSite> {
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      send(response, 400, 'application/json', JSON.stringify({ error: message }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const party = serverOf(origin)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin)
    const account = accountOf(searchParams.get('username') ?? '')
    const json = async (value: unknown) =>
      send(response, 200, 'application/json', JSON.stringify(await value))
    switch (pathname) {
      case '/generate-registration-options':
        return json(party.registrationOptions(account))
      case '/generate-authentication-options':
        return json(party.authenticationOptions(account))
      case '/verify-registration':
        return json(verified(await party.verifyRegistration(await body(request), account)))
      case '/verify-authentication':
        return json(verified(await party.verifyAuthentication(await body(request), account)))
      case '/register':
      case '/sign-in':
        send(response, 200, 'text/html', await outcomePage(request, pathname))
        return
      default:
        send(response, 200, 'text/html', PAGE)
    }
  }

  /** A plain form's answer: a page of its own, for either end. */
  async function outcomePage(request: IncomingMessage, pathname: string): Promise<string> {
    const form = new URLSearchParams(await readText(request))
    const account = accountOf(form.get('username') ?? '')
    const response = JSON.parse(form.get('response') ?? '') as never
    try {
      const verify =
        pathname === '/register' ? party.verifyRegistration : party.verifyAuthentication
      verified(await verify(response, account))
      return `<h1>Welcome</h1><p>${account.userName}</p>`
    } catch (error) {
      return `<h1>Sorry</h1><p role="alert">${escapeHtml(error instanceof Error ? error.message : String(error))}</p>`
    }
  }

  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function accountOf(userName: string): AuditAccount {
  return { userName, displayName: userName }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function verified(result: unknown): object {
  const isRefused =
    typeof result === 'object' && result !== null && 'verified' in result && !result.verified
  if (isRefused) throw new Error('not verified')
  return { verified: true }
}

async function body(request: IncomingMessage): Promise<never> {
  return JSON.parse(await readText(request)) as never
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(text)
}

/** The form fills its hidden field by a ceremony, and then is sent as forms are. */
const PAGE = `<!doctype html><html lang="en"><title>A site</title>
<form action="/register" method="post">
  <label>Name <input name="username"></label><input type="hidden" name="response">
  <button>Register</button><button formaction="/sign-in">Sign in</button>
  <p role="alert"></p>
</form>
<script>
const form = document.forms[0]
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const isSignIn = event.submitter.formAction.endsWith('/sign-in')
  const path = isSignIn ? '/generate-authentication-options' : '/generate-registration-options'
  try {
    const options = await (await fetch(path + '?username=' + encodeURIComponent(form.username.value))).json()
    const credential = isSignIn
      ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    form.elements.response.value = JSON.stringify(credential)
    form.action = isSignIn ? '/sign-in' : '/register'
    form.submit()
  } catch (error) {
    document.querySelector('[role=alert]').textContent = error.message
  }
})
</script>`
