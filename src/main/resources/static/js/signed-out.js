/* In the engine's web applications: their own sign-in form is closed, ours is the one. */
(function () {
  'use strict';
  var going = false;
  window.setInterval(function () {
    if (!going && /^#\/login\b/.test(window.location.hash)) {
      going = true;
      window.location.replace('/sign-in?out');
    }
  }, 250);
}());
