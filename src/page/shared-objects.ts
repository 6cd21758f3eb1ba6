/**
 * What the script knows about its objects: the containers that it serves, and the credentials that it made. A page may use a
 * method of one window on an object of another, and each window may have loaded its own script. So the scripts of all windows
 * that can reach each other share this knowledge. Each stores it on its window.
 */
import { bare } from './bare'
import { defineProperty, symbolFor, WeakMap } from './builtins'
import { add, each, includes } from './lists'
import type { Realm } from './realm'

/** Carries out a call, or passes it to `native`, the browser's own method with the page's arguments. */
export type ContainerCall = (
  options: unknown,
  native: () => Promise<Credential | null>,
) => Promise<Credential | null>

/** The answers of one of our objects, by member: `rawId`, `getTransports`, … */
export type Answers = Readonly<Record<string, () => unknown>>

interface SharedObjects {
  /** For the containers that a script serves. */
  readonly create: WeakMap<object, ContainerCall>
  readonly get: WeakMap<object, ContainerCall>
  /** For the credentials that a script made, and their responses. */
  readonly answers: WeakMap<object, Answers>
}

const LOADED = symbolFor('latchkey.loaded')

let objects: SharedObjects = { create: new WeakMap(), get: new WeakMap(), answers: new WeakMap() }

export function sharedObjects(): SharedObjects {
  return objects
}

export function isLoaded(realm: Realm): boolean {
  return LOADED in realm
}

export function markLoaded(realm: Realm): void {
  defineProperty(realm, LOADED, bare({ value: objects }))
}

/** Takes over the knowledge of another window's script. Call it before the script serves its first window. */
export function shareObjects(realm: Window): void {
  const windows = [realm]
  // The list grows during the loop.
  for (let i = 0; i < windows.length; i++) {
    const window = windows[i]
    if (!window) break
    const known = objectsAt(window)
    if (known) {
      objects = known
      return
    }
    each(neighboursOf(window), (neighbour) => {
      if (!includes(windows, neighbour)) add(windows, neighbour)
    })
  }
}

/** Undefined for a window of another origin, and for a window without the script. */
function objectsAt(window: Window): SharedObjects | undefined {
  try {
    const known = (window as unknown as Record<symbol, SharedObjects | undefined>)[LOADED]
    return known?.answers && known
  } catch {
    return undefined
  }
}

/** The windows that a page can reach from `window`, which may be of another origin. */
function neighboursOf(window: Window): Window[] {
  const neighbours = [window.parent]
  const opener = window.opener as Window | null
  if (opener) add(neighbours, opener)
  let index = 0
  while (index < window.length) {
    const frame = window[index++]
    if (frame) add(neighbours, frame)
  }
  return neighbours
}
