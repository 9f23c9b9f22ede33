/* Shows the start form, sends what was typed, and says next to it why something was refused. */
(function () {
  'use strict';
  var box = document.getElementById('form');
  var problem = document.getElementById('problem');
  var problemText = document.getElementById('problem-text');
  var problemFields = document.getElementById('problem-fields');
  var busy = document.getElementById('busy');
  var send = document.getElementById('send');
  var token = box.dataset.token;
  var sending = false;
  var changed = false;
  window.refuseWrongDates(window.FormViewer.Form);
  window.sayPlainly(window.FormViewer.Form);
  var form = new window.FormViewer.Form({ container: box });
  var title = document.title;

  function show(message, fields) {
    problemText.textContent = message;
    problemFields.textContent = '';
    (fields || []).forEach(function (field) {
      var component = componentOf(field.key);
      if (!component || field.message === message) { return; }
      var item = document.createElement('li');
      item.textContent = (component.label || component.dateLabel || field.key) + ': ' + field.message;
      problemFields.appendChild(item);
    });
    problem.hidden = false;
    document.title = 'Error: ' + title;
    problem.focus();
    problem.scrollIntoView({ block: 'start' });
  }

  function componentOf(key) {
    return form.get('formFieldRegistry').getAll().find(function (field) { return field.key === key; });
  }

  // Of the form's own errors, in the order of the form; a row of a list is marked in the list alone.
  function named(errors) {
    return form.get('formFieldRegistry').getAll().filter(function (field) {
      return Array.isArray(errors[field.id]) && typeof errors[field.id][0] === 'string';
    }).map(function (field) { return { key: field.key, message: errors[field.id][0] }; });
  }

  function mark(fields) {
    var errors = {};
    fields.forEach(function (field) {
      var component = componentOf(field.key);
      if (component) { errors[component.id] = [field.message]; }
    });
    form._setState({ errors: errors });
  }

  function post(data, again, where) {
    return fetch(where || box.dataset.send, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'Accept': 'application/json', 'X-CSRF-TOKEN': token },
      body: JSON.stringify(data)
    }).then(function (response) {
      if ((response.status === 401 || response.status === 403) && !again) {
        // Signed in again in another tab meanwhile: take the new token and send once more.
        return fetch('/session-token', { credentials: 'same-origin', headers: { 'Accept': 'application/json' } })
          .then(function (fresh) {
            if (!fresh.ok) { return response; }
            return fresh.json().then(function (body) { token = body.token; return post(data, true, where); });
          });
      }
      return response;
    });
  }

  function submit(data, errors) {
    if (sending) { return; }
    if (Object.keys(errors).length) {
      show('Some answers need another look. They are marked in the form.', named(errors));
      return;
    }
    sending = true;
    busy.textContent = 'Sending …';
    problem.hidden = true;
    post(data, false).then(function (response) {
      if (response.ok) {
        return response.json().then(function (body) { changed = false; window.location.assign(body.next); });
      }
      if (response.status === 401) {
        show('You are signed out. What you typed is still here: sign in in another tab, then send again.', []);
        return undefined;
      }
      return response.json().then(function (body) {
        mark(body.fields || []);
        show(body.message || 'This was refused. Nothing was recorded.', body.fields);
      }, function () { show('This was refused. Nothing was recorded.', []); });
    }, function () {
      show('The server could not be reached. What you typed is still here: try again in a minute.', []);
    }).then(function () {
      sending = false;
      busy.textContent = '';
    });
  }

  // A draft is kept as it is: nothing in it has to be complete.
  function keepDraft(data) {
    if (sending) { return; }
    sending = true;
    busy.textContent = 'Keeping …';
    problem.hidden = true;
    post(data, false, keep.dataset.keep).then(function (response) {
      return response.json().then(function (body) {
        if (response.ok) {
          changed = false;
          busy.textContent = 'Draft kept ' + body.kept + '. Nobody else can see it.';
        } else {
          busy.textContent = '';
          show(body.message || 'The draft could not be kept.', body.fields);
        }
      });
    }).catch(function () {
      busy.textContent = '';
      show('The draft could not be kept. What you typed is still here: try again in a minute.', []);
    }).then(function () { sending = false; });
  }

  var keep = document.getElementById('keep');
  var keeping = false;
  if (keep) {
    keep.addEventListener('click', function () { keeping = true; form.submit(); });
  }
  form.on('submit', function (event) {
    if (keeping) {
      keeping = false;
      form._setState({ errors: {} });
      keepDraft(event.data);
    } else {
      submit(event.data, event.errors);
    }
  });
  form.on('changed', function () { changed = true; });
  var pressed = null;
  function sendForm() {
    problem.hidden = true;
    form.submit();
  }
  // A date that is refused is no change to the form yet, but it was typed.
  box.addEventListener('input', function () { changed = true; });
  window.addEventListener('beforeunload', function (event) {
    if (changed) { event.preventDefault(); }
  });
  // Escape and Enter in a date picker must not lose or send the form; the button alone sends.
  var schema = JSON.parse(document.getElementById('schema').value);
  var data = { caseReference: box.dataset.reference };
  var siblings = document.getElementById('siblings');
  if (siblings) { data.siblings = JSON.parse(siblings.value); }
  var given = document.getElementById('given');
  if (given) { Object.assign(data, JSON.parse(given.value)); }
  form.importSchema(schema, data).then(function () {
    changed = false;
    send.hidden = (schema.components || []).some(function (one) { return one.type === 'button' && one.action === 'submit'; });
    send.addEventListener('click', sendForm);
    // Leaving a field can bring or take away a message and so move the button from under the mouse: no click would follow.
    send.addEventListener('pointerdown', function (event) { pressed = event; });
    document.addEventListener('pointerup', function (event) {
      var still = pressed && Math.abs(event.clientX - pressed.clientX) < 5 && Math.abs(event.clientY - pressed.clientY) < 5;
      pressed = null;
      if (still && event.target !== send) { sendForm(); }
    });
  }, function () {
    show('This form cannot be shown. Tell your protocol administrator which one it is.', []);
  });
}());
