import '/js/dates.js';
import '/js/plain-errors.js';

/*
 * Repeated parts of a form (dynamic lists) leave empty traces among the form's errors as soon as something is typed in
 * them. The application counts every trace as an error and keeps "Start" and "Complete" closed without a word. Traces are
 * dropped here before it counts. The number is that of the form library inside this version of the application; a browser
 * test fills in a list and sends it, so that a new version cannot pass unnoticed.
 */
const FORM_LIBRARY = 57661;

function says(error) {
  return typeof error === 'string' || (error !== null && typeof error === 'object' && Object.values(error).some(says));
}

function withoutTraces(errors) {
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => says(error)));
}

window.webpackChunkcamunda_bpm_webapp.push([['house-forms'], {}, load => {
  const library = load(FORM_LIBRARY);
  const form = library.Form.prototype;
  window.refuseWrongDates(library.Form);
  window.sayPlainly(library.Form);
  // "Save" keeps what a form gives back without looking at its errors: a date that is refused would be gone from the draft.
  const submit = form.submit;
  form.submit = function () {
    const given = submit.call(this);
    if (given.refused) {
      throw new Error(given.refused);
    }
    return given;
  };
  const setState = form._setState;
  form._setState = function (state) {
    return setState.call(this, state.errors ? { ...state, errors: withoutTraces(state.errors) } : state);
  };
}]);

// Escape, or a click beside it, closes the start dialog with everything typed in it. While it shows a form, only its
// buttons close it.
const showsForm = () => document.querySelector('.modal-dialog .fjs-form') !== null;

document.body.addEventListener('keydown', event => {
  if (event.key === 'Escape' && showsForm()) {
    event.stopPropagation();
  }
});

document.body.addEventListener('click', event => {
  if (event.target.classList.contains('modal') && showsForm()) {
    event.stopPropagation();
  }
}, true);

export default [];
