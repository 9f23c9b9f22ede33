// Ours; replaces the file of the same name in the engine's web application.
import '/js/signed-out.js';

export default {
  app: { name: 'Users and rights', vendor: 'Cafcass and IRO protocol –' },
  // English as written here: day first, 24 hours.
  dateFormat: { short: 'DD/MM/YYYY', normal: 'DD/MM/YYYY HH:mm', long: 'dddd D MMMM YYYY HH:mm' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  csrfCookieName: 'XSRF-TOKEN',
  disableWelcomeMessage: true
};
