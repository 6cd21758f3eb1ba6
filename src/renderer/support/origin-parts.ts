/** The parts of an origin, so that the host can stand out. */
export interface OriginParts {
  /** Such as `https://`; empty when the text is not an origin. */
  readonly scheme: string
  readonly host: string
  /** Such as `:8443`; empty for the default port of the scheme. */
  readonly port: string
}

/** The host in at most 48 characters. The end names the owner, so the beginning is cut. */
export function shortHost(origin: string): string {
  const { host } = originParts(origin)
  return host.length > 48 ? `…${host.slice(-47)}` : host
}

/** A text that is not an origin is returned whole, as the host. */
export function originParts(origin: string): OriginParts {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)(\[[0-9a-f:.]+\]|[^/:?#@\s]+)(:\d+)?$/i.exec(origin)
  if (match === null) return { scheme: '', host: origin, port: '' }
  return { scheme: match[1] ?? '', host: match[2] ?? '', port: match[3] ?? '' }
}

/** The RP ID of a request if it differs from the host of the page. Otherwise null, because the page's name says it already. */
export function rpIdApart({ origin, rpId }: { origin: string; rpId: string }): string | null {
  return rpId === originParts(origin).host ? null : rpId
}
