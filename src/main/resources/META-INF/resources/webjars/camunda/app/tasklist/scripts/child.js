// Whom a task is about: asked of the case page with the reader's own rights when shown, kept nowhere (P-40).
const asked = new Map();

function ask(taskId) {
  const known = asked.get(taskId);
  if (known && Date.now() - known.at < 60000) {
    return known.answer;
  }
  const answer = fetch('/case/for-task/' + encodeURIComponent(taskId), {
    credentials: 'same-origin',
    headers: { Accept: 'application/json' }
  }).then(response => (response.ok ? response.json() : null)).catch(() => null);
  asked.set(taskId, { at: Date.now(), answer });
  return answer;
}

function element(name, text, parent) {
  const made = document.createElement(name);
  if (text) {
    made.textContent = text;
  }
  if (parent) {
    parent.appendChild(made);
  }
  return made;
}

function link(text, href, parent) {
  const made = element('a', text, parent);
  made.href = href;
  return made;
}

/** One line: name, age, the way to the case; siblings where there is room. */
function line(node, child, withSiblings) {
  node.textContent = '';
  const text = element('p', '', node);
  text.className = 'house-child';
  element('strong', child.name, text);
  element('span', ', ' + child.age + (child.died ? ', died ' + child.died : '') + (child.restricted ? ', restricted' : ''), text);
  if (withSiblings) {
    if (child.cover) {
      element('span', ' · ' + child.cover, text);
    }
    if (child.link) {
      element('span', ' · ', text);
      link('Open the case', child.link, text);
    }
    if (child.siblings.length) {
      element('span', ' · Brothers and sisters: ', text);
      child.siblings.forEach((sibling, index) => {
        if (index) {
          element('span', ', ', text);
        }
        link(sibling.name + ' (' + sibling.age + ')', sibling.link, text);
      });
    }
  }
}

const card = {
  id: 'house-child-card',
  pluginPoint: 'tasklist.card',
  priority: 10,
  render(node, vars) {
    ask(vars.taskId).then(child => {
      if (child) {
        line(node, child, false);
      }
    });
  },
  unmount() {}
};

const detail = {
  id: 'house-child',
  pluginPoint: 'tasklist.task.detail',
  priority: 500,
  properties: { label: 'Child' },
  render(node, vars) {
    element('p', 'Looking up the case …', node);
    ask(vars.taskId).then(child => {
      node.textContent = '';
      if (!child) {
        element('p', 'This task is not about a case that you may open.', node);
        return;
      }
      line(node, child, true);
      const facts = element('p', '', node);
      facts.textContent = 'Born ' + child.born + '. Reference ' + child.reference
        + (child.personNumber ? '. Person number ' + child.personNumber : '') + '.';
      (child.notes || []).forEach(note => element('p', note, node));
    });
  },
  unmount() {}
};

/*
 * The application opens a form to the assignee alone. Who covers the assignee today may fill it in and complete it too: the
 * case page says who that is, and the server refuses everybody else whatever is shown here.
 */
function openForCover(id) {
  ask(id).then(child => {
    const closed = child && child.cover && window.angular && document.querySelector('.disabled-form');
    const scope = closed && window.angular.element(closed).scope();
    if (scope && scope.options && scope.options.disableForm) {
      scope.options.disableForm = false;
      scope.options.disableCompleteButton = false;
      scope.$apply();
    }
  });
}

/* The task's header stays in sight whatever tab is open; the application has no place for it there, so we follow it. */
function header() {
  const match = /[?&]task=([^&]+)/.exec(window.location.hash);
  const place = document.querySelector('.task-details .task-header, .task-pane .task-header, [cam-tasklist-task] header, .task-header');
  if (!match || !place) {
    return;
  }
  const id = decodeURIComponent(match[1]);
  openForCover(id);
  let box = document.getElementById('house-task-child');
  if (!box || !place.contains(box)) {
    if (box) {
      box.remove();
    }
    box = element('div', '', place);
    box.id = 'house-task-child';
  }
  if (box.dataset.task === id) {
    return;
  }
  box.dataset.task = id;
  box.textContent = '';
  ask(id).then(child => {
    if (child && box.dataset.task === id) {
      line(box, child, true);
    }
  });
}

window.setInterval(header, 400);

export default [card, detail];
