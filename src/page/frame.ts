import { from } from './builtins'
import type { FramePlace } from './ports'

/** The document's place among its ancestors (WebAuthn §5.8.1, `crossOrigin` and `topOrigin`). */
export function framePlace(realm: Window): FramePlace {
  const origins = ancestorOrigins(realm)
  const top = origins.at(-1)
  if (origins.every((origin) => origin === realm.origin)) return { crossOrigin: false }
  return {
    crossOrigin: true,
    // An opaque top has no origin to name. The bridge refuses the page's own origin as the top of a foreign frame.
    ...(top !== undefined && /^https?:/.test(top) && top !== realm.origin && { topOrigin: top }),
  }
}

/** The origins from the parent up; undefined for an origin that the browser hides from the page. */
function ancestorOrigins(realm: Window): (string | undefined)[] {
  // Older versions of Firefox do not have `ancestorOrigins`.
  const told = realm.location.ancestorOrigins as DOMStringList | undefined
  if (told) return from(told)
  const origins: (string | undefined)[] = []
  for (let frame = realm; frame !== frame.parent; frame = frame.parent)
    origins.push(originOf(frame.parent))
  return origins
}

function originOf(frame: Window): string | undefined {
  try {
    return frame.origin
  } catch {
    return undefined
  }
}
