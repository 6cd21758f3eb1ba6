/** The messages between the main process and the demo helper. Both parse what they receive. */
import * as v from 'valibot'

/** The first message, sent once: starts the demo's relying party. */
export const demoOrderSchema = v.strictObject({
  /** Where the page finds Latchkey. */
  bridgePort: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  /** The folder of the page's files. */
  pageFolder: v.string(),
})

export type DemoOrder = v.InferOutput<typeof demoOrderSchema>

/** The answer to the order. */
export const demoNewsSchema = v.variant('is', [
  v.strictObject({
    is: v.literal('listening'),
    /** Only this computer can reach it. The browser opens this address. */
    origin: v.pipe(v.string(), v.regex(/^http:\/\/localhost:\d{1,5}$/)),
  }),
  v.strictObject({ is: v.literal('failed'), message: v.pipe(v.string(), v.maxLength(2_000)) }),
])

export type DemoNews = v.InferOutput<typeof demoNewsSchema>
