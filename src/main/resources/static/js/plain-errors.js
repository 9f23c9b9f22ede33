/*
 * What the form library says about a wrong answer, in words for people: "Field must match pattern ^([01][0-9]|2[0-3]):…" helps
 * nobody. What a pattern asks for stands under its field (its description).
 */
(function () {
  'use strict';

  var WORDS = [
    [/^Field is required\.$/, function (field) {
      if (field.type === 'checkbox') { return 'This needs a tick.'; }
      if (['radio', 'select', 'checklist', 'taglist'].indexOf(field.type) >= 0) { return 'This is missing. Choose an answer.'; }
      return field.subtype === 'datetime' ? 'Give the day and the time, for example 05/01/2026 and 14:30.' : 'This is missing. Fill it in.';
    }],
    [/^Field must match pattern /, function (field) {
      var asked = typeof field.description === 'string' ? field.description.trim().replace(/\.$/, '') : '';
      return asked && asked.charAt(0) !== '=' ? 'This must be: ' + asked + '.' : 'This does not have the right form.';
    }],
    [/^Field must have maximum length of (\d+)\.$/, function (field, found) {
      return 'This is too long. Write at most ' + found[1] + ' characters.';
    }],
    [/^Field must have minimum length of (\d+)\.$/, function (field, found) {
      return 'This is too short. Write at least ' + found[1] + ' characters.';
    }],
    [/^Field must have minimum value of (.+)\.$/, function (field, found) { return 'This must be at least ' + found[1] + '.'; }],
    [/^Field must have maximum value of (.+)\.$/, function (field, found) { return 'This must be at most ' + found[1] + '.'; }],
    [/^Field must be a valid email\.$/, function () { return 'Type one e-mail address, like name@example.org.'; }],
    [/^Field must be a valid {2}international phone number/, function () { return 'Type a telephone number, like +44 1332 496 0123.'; }]
  ];

  function plain(field, text) {
    for (var i = 0; i < WORDS.length; i += 1) {
      var found = WORDS[i][0].exec(text);
      if (found) { return WORDS[i][1](field, found); }
    }
    return text;
  }

  /** A field's errors are a list of texts; those of a list's rows lie one level deeper for each list. */
  function translated(field, errors) {
    if (typeof errors === 'string') { return plain(field, errors); }
    if (Array.isArray(errors)) { return errors.map(function (one) { return translated(field, one); }); }
    if (errors !== null && typeof errors === 'object') {
      return Object.fromEntries(Object.entries(errors).map(function (entry) { return [entry[0], translated(field, entry[1])]; }));
    }
    return errors;
  }

  /** For the form library of a page. Whatever the library thinks of a form passes through these two. */
  window.sayPlainly = function (Form) {
    var setState = Form.prototype._setState;
    var validate = Form.prototype.validate;

    function inPlainWords(form, errors) {
      var fields = form.get('formFieldRegistry');
      return Object.fromEntries(Object.entries(errors).map(function (entry) {
        return [entry[0], translated(fields.get(entry[0]) || {}, entry[1])];
      }));
    }

    Form.prototype._setState = function (state) {
      return setState.call(this, state.errors ? Object.assign({}, state, { errors: inPlainWords(this, state.errors) }) : state);
    };
    Form.prototype.validate = function () { return inPlainWords(this, validate.call(this)); };
  };
}());
