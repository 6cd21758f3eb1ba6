/** Runs one task in a separate process, and sends the figures to the parent. */
import * as v from 'valibot'
import { checking, damagedOften, damagedOnce, repairing, restoring } from './damaged-tasks'
import { opening, puts, rewriting, signals, type Task } from './tasks'

const tasks = {
  opening,
  damagedOnce,
  damagedOften,
  checking,
  repairing,
  restoring,
  puts,
  rewriting,
  signals,
} satisfies Record<string, Task>

export type TaskName = keyof typeof tasks

const messageSchema = v.object({
  task: v.picklist(Object.keys(tasks) as TaskName[]),
  vault: v.object({ folder: v.string(), keychain: v.array(v.tuple([v.string(), v.string()])) }),
})

process.once('message', (message) => {
  const { task, vault } = v.parse(messageSchema, message)
  void tasks[task](vault).then((figures) => {
    // Only after the message was sent, because a long message would be lost.
    process.send?.(figures, () => process.disconnect())
  })
})
