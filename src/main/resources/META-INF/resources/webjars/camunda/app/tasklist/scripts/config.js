// Ours; replaces the file of the same name in the engine's web application.
import '/js/signed-out.js';

export default {
  app: { name: 'Tasks', vendor: 'Cafcass and IRO protocol –' },
  // English as written here: day first, 24 hours.
  dateFormat: { short: 'DD/MM/YYYY', normal: 'DD/MM/YYYY HH:mm', long: 'dddd D MMMM YYYY HH:mm' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  csrfCookieName: 'XSRF-TOKEN',
  disableWelcomeMessage: true,
  customScripts: ['scripts/child', 'scripts/forms'],
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'claims the currently selected task' },
    focusFilter: { key: 'ctrl+shift+f', description: 'set the focus to the first filter in the list' },
    focusList: { key: 'ctrl+alt+l', description: 'sets the focus to the first task in the list' },
    focusForm: { key: 'ctrl+alt+f', description: 'sets the focus to the first input field in a task form' },
    startProcess: { key: 'ctrl+alt+p', description: 'opens the start process modal dialog' }
  }
};
