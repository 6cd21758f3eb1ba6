import { awaitable } from '../awaitable'
import { bare } from '../bare'
import { explain } from '../errors'

/** What the browser reveals about a socket that never opened. */
export interface AbsencePorts {
  /** Whether the page's Content-Security-Policy has forbidden the socket, or the request of `isListening`. */
  readonly isForbiddenByPolicy: () => boolean
  /** The permission to reach this device; undefined when the browser has no such permission or needs none. */
  readonly localNetworkPermission: () => Promise<PermissionState | undefined>
  /** Whether any program answers at the bridge's address. */
  readonly isListening: () => Promise<boolean>
}

export interface Absence {
  /** False when the bridge refuses the page, or may do so. Then the browser's own authenticators must not answer instead. */
  readonly isAbsent: boolean
  /** Whether a conditional `get()` waits, so that the page does not learn that Latchkey cannot be reached. */
  readonly mayPass: boolean
  /** What is wrong, and what to do. */
  readonly message: string
}

/** Finds out why the socket did not open, which the socket itself does not reveal. */
export async function explainAbsence(ports: AbsencePorts, host: string): Promise<Absence> {
  if (ports.isForbiddenByPolicy()) return forbidden(host)
  const permission = await awaitable(ports.localNetworkPermission())
  if (permission === 'denied') return absent(localNetworkDenied)
  const isListening = await awaitable(ports.isListening())
  // A policy that forbids the request can hide a refusal: the user may have denied the page.
  if (ports.isForbiddenByPolicy()) return forbidden(host)
  if (isListening) return refused(host)
  const message = explain('absent', host)
  return absent(permission === 'prompt' ? `${message} ${localNetworkAsked}` : message)
}

const localNetworkDenied =
  'The browser denies this site access to other apps and services on this device (Local Network Access). Allow it in its settings for this site, then try again.'

const localNetworkAsked =
  'If the browser asks whether this site may access other apps and services on this device, allow it.'

/** Latchkey may be running. */
function forbidden(host: string): Absence {
  return bare({ isAbsent: false, mayPass: true, message: explain('forbidden', host) })
}

function absent(message: string): Absence {
  return bare({ isAbsent: true, mayPass: true, message })
}

function refused(host: string): Absence {
  return bare({ isAbsent: false, mayPass: false, message: explain('refused', host) })
}
