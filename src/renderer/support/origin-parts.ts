/** An origin taken apart, so that its host can stand out. */
export interface OriginParts {
  /** `https://`; empty when the text is no origin. */
  readonly scheme: string
  readonly host: string
  /** `:8443`; empty for the scheme's own port. */
  readonly port: string
}

/** The host in at most 48 characters; its end says whose it is, so the beginning gives way. */
export function shortHost(origin: string): string {
  const { host } = originParts(origin)
  return host.length > 48 ? `…${host.slice(-47)}` : host
}

/** Text that is no origin comes back whole, as its host. */
export function originParts(origin: string): OriginParts {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)(\[[0-9a-f:.]+\]|[^/:?#@\s]+)(:\d+)?$/i.exec(origin)
  if (match === null) return { scheme: '', host: origin, port: '' }
  return { scheme: match[1] ?? '', host: match[2] ?? '', port: match[3] ?? '' }
}
