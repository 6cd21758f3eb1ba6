/** The views that are loaded after the first one (load-late-views.ts). */
export { default as ActivityView } from './ActivityView.vue'
export { default as AuditView } from './AuditView.vue'
export { default as PagesView } from './PagesView.vue'
export { default as SettingsView } from './SettingsView.vue'
export { default as TrashView } from './TrashView.vue'
