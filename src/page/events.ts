import { bare } from './bare'
import { addEventListener, isAborted, reasonOf, removeEventListener } from './builtins'

type Listener<E> = (event: E) => void

export function listen<E extends Event>(
  target: EventTarget,
  type: string,
  listener: Listener<E>,
  options: AddEventListenerOptions = {},
): void {
  addEventListener(target, type, listener as Listener<Event>, bare(options))
}

export function onAbort(signal: AbortSignal, listener: () => void): void {
  listen(signal, 'abort', listener)
}

export function offAbort(signal: AbortSignal, listener: () => void): void {
  removeEventListener(signal, 'abort', listener, bare({}))
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal && isAborted(signal)) throw reasonOf(signal)
}
