import { computed, inject, provide, type InjectionKey, type Ref } from 'vue'

const key: InjectionKey<Readonly<Ref<ReadonlySet<string>>>> = Symbol('self-answering origins')

/** Lets every component below mark the origins whose requests are auto-approved. */
export function provideSelfAnswering(origins: Readonly<Ref<ReadonlySet<string>>>): void {
  provide(key, origins)
}

/** Whether the requests of an origin are auto-approved. */
export function useSelfAnswering(origin: () => string): Readonly<Ref<boolean>> {
  const origins = inject(key, undefined)
  return computed(() => origins?.value.has(origin()) ?? false)
}
