import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { APP_ORIGIN } from './app-scheme'

type Caller = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>

/**
 * Whether a call comes from our page in the window. Frames of the page, developer tools and other windows are other callers.
 * `senderFrame` is null when the frame was removed or left the page after the call.
 */
export function isFromOwnPage({ sender, senderFrame }: Caller, window: WebContents): boolean {
  return (
    sender === window &&
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    senderFrame.origin === APP_ORIGIN
  )
}
