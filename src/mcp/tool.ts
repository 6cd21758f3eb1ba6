import type * as z from 'zod'

/** One tool of the server, for a session of automation or the running app. */
export interface Tool<Subject, Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly title: string
  readonly description: string
  /** Whether the tool changes nothing. */
  readonly isReadOnly: boolean
  readonly input: Shape
  /** @param signal aborts when the agent cancels. */
  run(
    input: z.infer<z.ZodObject<Shape>>,
    subject: Subject,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, unknown>>>
}
