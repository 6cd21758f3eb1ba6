import type { FramePlace } from './ports'

/** Where the document stands among its ancestors (WebAuthn §5.8.1, `crossOrigin` and `topOrigin`). */
export function framePlace(realm: Window): FramePlace {
  const origins = ancestorOrigins(realm)
  const top = origins.at(-1)
  if (origins.every((origin) => origin === realm.origin)) return { crossOrigin: false }
  return {
    crossOrigin: true,
    // An opaque top has no origin to name; one's own, beyond a foreign frame, the bridge does not take.
    ...(top !== undefined && /^https?:/.test(top) && top !== realm.origin && { topOrigin: top }),
  }
}

/** From the parent up; undefined for one that the browser does not let the page see. */
function ancestorOrigins(realm: Window): (string | undefined)[] {
  // Firefox did not have it for long.
  const told = realm.location.ancestorOrigins as DOMStringList | undefined
  if (told) return Array.from(told)
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
