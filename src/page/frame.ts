import { bare } from './bare'
import { exec } from './builtins'
import { add, addAll, some } from './lists'
import type { FramePlace } from './ports'

/** The document's place among its ancestors (WebAuthn §5.8.1, `crossOrigin` and `topOrigin`). */
export function framePlace(realm: Window): FramePlace {
  const origins = ancestorOrigins(realm)
  const top = origins[origins.length - 1]
  if (!some(origins, (origin) => origin !== realm.origin)) return bare({ crossOrigin: false })
  const place = bare<{ crossOrigin: boolean; topOrigin?: string }>({ crossOrigin: true })
  // An opaque top has no origin. The bridge refuses the page's own origin as the top of a foreign frame.
  if (top !== undefined && exec(/^https?:/, top) && top !== realm.origin) place.topOrigin = top
  return place
}

/** The origins from the parent up; undefined for an origin that the browser hides from the page. */
function ancestorOrigins(realm: Window): (string | undefined)[] {
  const origins: (string | undefined)[] = []
  // Older versions of Firefox lack `ancestorOrigins`.
  const told = realm.location.ancestorOrigins as DOMStringList | undefined
  if (told) addAll(origins, told)
  else
    for (let frame = realm; frame !== frame.parent; frame = frame.parent)
      add(origins, originOf(frame.parent))
  return origins
}

function originOf(frame: Window): string | undefined {
  try {
    return frame.origin
  } catch {
    return undefined
  }
}
