/*
 * Date fields of a form. Left alone, the date picker turns 31/02/2026 into 03/03/2026, words into today or nothing, and a
 * year of two digits into this year, all without a word. Here a text that is no day stays as typed, is refused beside its
 * field, and the form is not sent while it stands. Days are read day first, whatever language the browser is set to.
 */
(function () {
  'use strict';
  var EXAMPLE = 'Type it as dd/mm/yyyy, for example 05/01/2026.';
  var pressed = false;
  var notices = 0;

  function written(day) {
    return [day.getDate(), day.getMonth() + 1, day.getFullYear()].map(function (part) {
      return String(part).padStart(2, '0');
    }).join('/');
  }

  /** The day a text names; nothing when the calendar has no such day. */
  function dayOf(text) {
    var parts = /^(\d{1,2})[\/.\- ](\d{1,2})[\/.\- ](\d{4})$/.exec(text.trim());
    if (!parts) { return undefined; }
    var day = new Date(0);
    day.setHours(0, 0, 0, 0);
    day.setFullYear(Number(parts[3]), Number(parts[2]) - 1, Number(parts[1]));
    return day.getDate() === Number(parts[1]) && day.getMonth() === Number(parts[2]) - 1 ? day : undefined;
  }

  /** Why the text in a date field cannot be taken; nothing when it can. */
  function problemOf(input) {
    var text = input.value.trim();
    if (!text) { return ''; }
    var day = dayOf(text);
    if (!day) { return text + ' is not a day in the calendar. ' + EXAMPLE; }
    var first = input._flatpickr.config.minDate;
    return first && day < first ? text + ' is too early. The first day this field takes is ' + written(first) + '.' : '';
  }

  function describe(input, id, add) {
    var ids = (input.getAttribute('aria-describedby') || '').split(' ').filter(function (one) { return one && one !== id; });
    var described = (add ? ids.concat(id) : ids).join(' ');
    if (input.getAttribute('aria-describedby') !== described) { input.setAttribute('aria-describedby', described); }
  }

  function show(input) {
    var problem = problemOf(input);
    var notice = input.dateNotice;
    if (problem) {
      if (!notice) {
        notice = document.createElement('div');
        notice.id = 'date-problem-' + (notices += 1);
        notice.className = 'date-problem';
        notice.setAttribute('role', 'alert');
        input.dateNotice = notice;
      }
      // Before the field, since the calendar opens below it.
      if (!notice.isConnected) { input.closest('.fjs-input-group').before(notice); }
      if (notice.textContent !== problem) { notice.textContent = problem; }
      input.setAttribute('aria-invalid', 'true');
      describe(input, notice.id, true);
    } else if (notice && notice.isConnected) {
      notice.remove();
      input.removeAttribute('aria-invalid');
      describe(input, notice.id, false);
    }
    return problem;
  }

  function dateFields(container) {
    return Array.from(container.querySelectorAll('.fjs-datepicker input')).filter(function (input) { return input._flatpickr; });
  }

  /** A picker reads what was typed at many moments (leaving, Enter, a click elsewhere), always through setDate. */
  function takeInHand(input, picker) {
    var setDate = picker.setDate;
    picker.config.dateFormat = 'd/m/Y';
    input.placeholder = 'dd/mm/yyyy';
    keepDescribed(input);
    picker.setDate = function (date, tell, format) {
      if (!problemOf(input)) {
        setDate(typeof date === 'string' && date.trim() ? dayOf(date) : date, tell, format);
      }
    };
  }

  /** The form writes anew by what its field is described, and leaves out what is not its own. */
  function keepDescribed(input) {
    new MutationObserver(function () {
      if (input.dateNotice && input.dateNotice.isConnected) { describe(input, input.dateNotice.id, true); }
    }).observe(input, { attributes: true, attributeFilter: ['aria-describedby'] });
  }

  // The form makes its pickers, and makes them anew, without telling; each is kept on its field under this name.
  Object.defineProperty(HTMLInputElement.prototype, '_flatpickr', {
    configurable: true,
    get: function () { return this.datePicker; },
    set: function (picker) {
      this.datePicker = picker;
      if (picker && this.closest('.fjs-datepicker')) { takeInHand(this, picker); }
    }
  });

  function isDateField(target) {
    return target instanceof HTMLInputElement && Boolean(target._flatpickr) && target.closest('.fjs-datepicker') !== null;
  }

  // While typing a text only becomes right, never wrong: the message waits until the field is left.
  document.addEventListener('input', function (event) {
    if (isDateField(event.target) && !problemOf(event.target)) { show(event.target); }
  }, true);

  // A message that appears under a pressed mouse button would move away what is being clicked.
  document.addEventListener('focusout', function (event) {
    if (isDateField(event.target) && !pressed) { show(event.target); }
  }, true);
  document.addEventListener('pointerdown', function () { pressed = true; }, true);
  ['pointerup', 'pointercancel'].forEach(function (released) {
    document.addEventListener(released, function () {
      pressed = false;
      window.setTimeout(function () {
        dateFields(document).filter(function (input) { return input !== document.activeElement; }).forEach(show);
      });
    }, true);
  });

  // Enter would leave the field and send the form.
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && isDateField(event.target) && show(event.target)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  /**
   * For the form library of a page: its forms are not sent while a text that is no day stands in a date field; why is given
   * back as "refused".
   */
  window.refuseWrongDates = function (Form) {
    var submit = Form.prototype.submit;
    Form.prototype.submit = function () {
      var wrong = dateFields(this._container).filter(show);
      if (!wrong.length) { return submit.call(this); }
      wrong[0].focus();
      wrong[0].scrollIntoView({ block: 'center' });
      return { data: this._getSubmitData(), errors: { date: problemOf(wrong[0]) }, refused: problemOf(wrong[0]) };
    };
  };
}());
