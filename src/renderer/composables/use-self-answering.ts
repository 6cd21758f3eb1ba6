import { computed, inject, provide, type InjectionKey, type Ref } from 'vue'

const key: InjectionKey<Readonly<Ref<ReadonlySet<string>>>> = Symbol('self-answering origins')

/** Lets everything below mark the origins that are answered without the user. */
export function provideSelfAnswering(origins: Readonly<Ref<ReadonlySet<string>>>): void {
  provide(key, origins)
}

/** Whether an origin is answered without the user. */
export function useSelfAnswering(origin: () => string): Readonly<Ref<boolean>> {
  const origins = inject(key, undefined)
  return computed(() => origins?.value.has(origin()) ?? false)
}
