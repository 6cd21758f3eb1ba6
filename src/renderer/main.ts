/** The entry point of the window's process. */
import { createApp } from 'vue'
import App from './App.vue'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/forced-colors.css'

createApp(App).mount('#app')
