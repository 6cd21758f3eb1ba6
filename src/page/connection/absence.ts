import { explain } from '../errors'

/** What the browser tells of a socket that never opened. */
export interface AbsencePorts {
  /** The page's Content-Security-Policy has forbidden the socket, or `isListening` to ask. */
  readonly isForbiddenByPolicy: () => boolean
  /** The state of the permission to reach this device, where the browser has one and it matters. */
  readonly localNetworkPermission: () => Promise<PermissionState | undefined>
  /** Whether anything at all answers at the bridge's address. */
  readonly isListening: () => Promise<boolean>
}

export interface Absence {
  /** False where the bridge turns the page away, or may do so: then nobody else is asked in its place. */
  readonly isAbsent: boolean
  /** What is wrong, and what to do. */
  readonly message: string
}

/** A closed socket tells the page nothing; this finds out what can be found out. */
export async function explainAbsence(ports: AbsencePorts, host: string): Promise<Absence> {
  if (ports.isForbiddenByPolicy()) return present(forbidden(host))
  const permission = await ports.localNetworkPermission()
  if (permission === 'denied') return absent(localNetworkDenied)
  const isListening = await ports.isListening()
  // A policy that forbids this question hides a refusal: the page may be one that the user has denied.
  if (ports.isForbiddenByPolicy()) return present(forbidden(host))
  if (isListening) return present(explain('refused', host))
  const message = explain('absent', host)
  return absent(permission === 'prompt' ? `${message} ${localNetworkAsked}` : message)
}

const localNetworkDenied =
  'The browser denies this site access to other apps and services on this device (Local Network Access). Allow it in its settings for this site, then try again.'

const localNetworkAsked =
  'If the browser asks whether this site may access other apps and services on this device, allow it.'

function forbidden(host: string): string {
  return `This page's Content-Security-Policy forbids to reach Latchkey, or to see whether it runs. Add ws://${host} and http://${host} to its connect-src while you test.`
}

function absent(message: string): Absence {
  return { isAbsent: true, message }
}

/** As far as the page can tell. */
function present(message: string): Absence {
  return { isAbsent: false, message }
}
