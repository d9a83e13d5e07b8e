'use strict';
const MOST_LINES = 500;
const LONGEST_WAIT = 30000;
const NO_NAME = 4002;
const POLICY = 1008;
const HELP = [
  'what you type is said in the room that is open; //x says /x',
  '/nick NAME – take another name',
  '/msg NAME TEXT – say something to one user only',
  '/who [ROOM] – who is there',
  '/rooms – which rooms there are',
  '/join ROOM – go to a room too, or make one',
  '/leave [ROOM] – leave a room',
];
const $ = (id) => document.getElementById(id);
const rooms = new Map();
const history = [];
let socket = null, me = '', current = '', run = '', welcome = false, tries = 0, timer = 0, past = 0, unseen = 0;

function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  // never as HTML: names and texts are what others typed
  made.textContent = text;
  return made;
}

function time(stamp) {
  const at = new Date(stamp || Date.now());
  const made = element('time', '', at.toTimeString().slice(0, 5));
  made.dateTime = at.toISOString();
  made.title = at.toLocaleString();
  return made;
}

function room(name) {
  if (!rooms.has(name)) {
    rooms.set(name, { users: new Set(), count: 0, lines: [], seen: 0, news: 0 });
  }
  return rooms.get(name);
}

function add(name, line) {
  const target = rooms.get(name);
  if (!target) {
    if (!current) {
      $('log').append(line);
    }
    return;
  }
  target.lines.push(line);
  while (target.lines.length > MOST_LINES) {
    target.lines.shift().remove();
  }
  if (name === current) {
    const log = $('log');
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    log.append(line);
    if (atEnd || line.classList.contains('own')) {
      log.scrollTop = log.scrollHeight;
    }
  }
}

function note(text, kind, name, stamp) {
  const line = element('li', kind || 'note', '');
  line.append(time(stamp), element('span', 'what', text));
  add(name || current, line);
}

function said(message, fresh) {
  const own = message.user === me;
  const line = element('li', own ? 'said own' : 'said', '');
  line.append(time(message.timestamp), element('bdi', 'who', message.user), element('span', 'what', message.text));
  add(message.room, line);
  if (fresh && !own) {
    news(message.room);
  }
}

function whispered(message) {
  const own = message.user === me;
  const line = element('li', own ? 'private own' : 'private', '');
  line.append(time(message.timestamp), element('bdi', 'who', own ? 'you → ' + message.to : message.user + ' → you'),
    element('span', 'what', message.text));
  add(current, line);
  if (!own) {
    news(current);
  }
}

function news(name) {
  if (name !== current) {
    room(name).news++;
    showRooms();
  }
  if (document.hidden) {
    unseen++;
    document.title = '(' + unseen + ') wscat chat';
  }
}

function showRooms() {
  const focused = document.activeElement && document.activeElement.dataset.room;
  $('rooms').replaceChildren(...Array.from(rooms, ([name, each]) => {
    const button = element('button', '', '');
    button.type = 'button';
    button.dataset.room = name;
    button.title = name;
    button.append(element('bdi', '', name));
    button.setAttribute('aria-current', String(name === current));
    if (each.news) {
      const badge = element('b', '', String(each.news));
      badge.setAttribute('aria-label', each.news + ' new');
      button.append(badge);
    }
    button.onclick = () => open(name);
    const item = element('li', '', '');
    item.append(button);
    return item;
  }));
  if (focused) {
    for (const button of $('rooms').querySelectorAll('button')) {
      if (button.dataset.room === focused) {
        button.focus();
      }
    }
  }
}

function showUsers() {
  const here = rooms.get(current);
  const users = here ? Array.from(here.users).sort((a, b) => a.localeCompare(b)) : [];
  $('count').textContent = here ? here.count : 0;
  $('users').replaceChildren(...users.map((user) => {
    const button = element('button', user === me ? 'own' : '', '');
    button.type = 'button';
    button.title = user === me ? 'you' : 'say something to this user only';
    button.append(element('bdi', '', user));
    button.onclick = () => {
      $('text').value = user === me ? '/nick ' : '/msg ' + user + ' ';
      $('text').focus();
    };
    const item = element('li', '', '');
    item.append(button);
    return item;
  }));
}

function open(name) {
  current = name;
  room(name).news = 0;
  $('log').replaceChildren(...room(name).lines);
  $('log').scrollTop = $('log').scrollHeight;
  $('text').placeholder = 'say something in ' + name + ', or /help';
  showRooms();
  showUsers();
}

function entered(message) {
  const there = room(message.room);
  there.users = new Set(message.users);
  there.count = message.count;
  for (const each of message.history || []) {
    if (each.id > there.seen) {
      there.seen = each.id;
      said(each, false);
    }
  }
  note('you are in ' + message.room, 'note', message.room);
}

function change(message, here) {
  const there = rooms.get(message.room);
  if (!there) {
    return;
  }
  const known = there.users.size;
  if (here) {
    there.users.add(message.user);
  } else {
    there.users.delete(message.user);
  }
  there.count += here ? 1 : -1;
  if (known <= 500) {
    there.count = Math.max(there.count, there.users.size);
  }
  note(message.message, 'note', message.room, message.timestamp);
}

function left(message) {
  if (message.user !== me) {
    change(message, false);
    return;
  }
  rooms.delete(message.room);
  if (current === message.room) {
    const rest = Array.from(rooms.keys());
    if (rest.length) {
      open(rest[rest.length - 1]);
    } else {
      current = '';
      $('log').replaceChildren();
      $('text').placeholder = '/join ROOM';
    }
  }
  remember();
}

function renamed(message) {
  if (message.oldName === me) {
    me = message.newName;
    $('state').textContent = 'connected as ' + me;
    remember();
  }
  for (const [name, each] of rooms) {
    if (each.users.delete(message.oldName)) {
      each.users.add(message.newName);
      note(message.message, 'note', name, message.timestamp);
    }
  }
}

const handlers = {
  welcome(message) {
    welcome = true;
    tries = 0;
    me = message.user;
    if (run !== message.run) {
      run = message.run;
      rooms.forEach((each) => { each.seen = 0; });
    }
    state('open', 'connected as ' + me);
    $('refused').textContent = '';
    $('door').hidden = true;
    $('chat').hidden = false;
    $('quit').hidden = false;
    $('text').focus();
  },
  room(message) {
    const wanted = !rooms.has(message.room) || !current;
    entered(message);
    if (wanted) {
      open(message.room);
    }
    remember();
  },
  message(message) {
    room(message.room).seen = message.id;
    said(message, true);
  },
  private: whispered,
  join: (message) => change(message, true),
  leave: left,
  rename: renamed,
  who(message) {
    const more = message.count - message.users.length;
    note('in ' + message.room + ': ' + (message.users.join(', ') || 'nobody') + (more > 0 ? ' and ' + more + ' more' : ''));
  },
  rooms(message) {
    note('rooms: ' + message.rooms.map((each) => each.room + ' (' + each.count + ')').join(', '));
  },
  error(message) {
    if (welcome) {
      note(message.message, 'error');
    }
  },
};

function request(type, fields) {
  if (!socket || socket.readyState !== WebSocket.OPEN || !welcome) {
    note('not connected', 'error');
    return false;
  }
  socket.send(JSON.stringify({ type, ...fields }));
  return true;
}

function command(line) {
  const [, name, rest] = /^\/(\S*)\s*([\s\S]*)$/.exec(line);
  const [, first, text] = /^(\S*)\s*([\s\S]*)$/.exec(rest);
  switch (name) {
    case 'nick': return request('setname', { name: rest });
    case 'msg': return request('private', { to: first, text });
    case 'join': return request('join', { room: rest });
    case 'leave': return request('leave', { room: rest || current });
    case 'who': return request('who', { room: rest || current });
    case 'rooms': return request('rooms', {});
    case 'help':
      note(HELP.join('\n'));
      return true;
    default:
      note('there is no such command; /help tells which there are, and // in front says it all the same', 'error');
      return false;
  }
}

function say(text) {
  if (text.startsWith('/') && !text.startsWith('//')) {
    return command(text);
  }
  return request('message', { room: current, text: text.startsWith('//') ? text.slice(1) : text });
}

function state(name, text) {
  $('state').className = name;
  $('state').textContent = text;
  $('send').disabled = name !== 'open';
  $('now').hidden = name !== 'lost';
}

function remember() {
  try {
    sessionStorage.setItem('wscat-chat', JSON.stringify({ name: me, rooms: Array.from(rooms.keys()) }));
  } catch (error) {
    // a browser that keeps nothing
  }
}

function connect(name, wanted) {
  clearTimeout(timer);
  const url = new URL(location.href.replace(/^http/, 'ws').replace(/[?#].*/, ''));
  url.searchParams.set('user', name);
  wanted.forEach((each) => url.searchParams.append('room', each));
  welcome = false;
  state('', 'connecting');
  const made = new WebSocket(url);
  socket = made;
  made.onmessage = (event) => {
    if (made !== socket || typeof event.data !== 'string') {
      return;
    }
    const message = JSON.parse(event.data);
    if (Object.hasOwn(handlers, message.type)) {
      handlers[message.type](message);
      showRooms();
      showUsers();
    }
  };
  made.onclose = (event) => {
    if (made === socket) {
      closed(event, name);
    }
  };
}

function closed(event, name) {
  socket = null;
  if (!me) {
    state('lost', 'not connected');
    $('now').hidden = true;
    $('refused').textContent = event.reason || 'no connection to the server';
    return;
  }
  if (event.code === POLICY || event.code === 1000) {
    state('lost', 'the server closed the connection' + (event.reason ? ': ' + event.reason : ''));
    return;
  }
  if (event.code === NO_NAME) {
    // the server has not noticed yet that the last connection is gone
    me = name.length < 32 ? name + '_' : name;
  }
  const limit = Math.min(LONGEST_WAIT, 500 * 2 ** tries++);
  const wait = limit / 2 + Math.random() * limit / 2;
  state('lost', 'connection lost, trying again');
  timer = setTimeout(again, wait);
}

function again() {
  if (!socket && me) {
    connect(me, Array.from(rooms.keys()));
  }
}

$('enter').onsubmit = (event) => {
  event.preventDefault();
  connect($('name').value.trim(), [$('first').value.trim()]);
};
$('join').onsubmit = (event) => {
  event.preventDefault();
  const name = $('room').value.trim();
  if (rooms.has(name)) {
    open(name);
  }
  if (name && (rooms.has(name) || request('join', { room: name }))) {
    $('room').value = '';
  }
};
$('say').onsubmit = (event) => {
  event.preventDefault();
  const text = $('text').value;
  if (text.trim() && say(text)) {
    history.push(text);
    past = history.length;
    $('text').value = '';
  }
};
$('text').onkeydown = (event) => {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown' || !history.length) {
    return;
  }
  past = Math.max(0, Math.min(history.length, past + (event.key === 'ArrowUp' ? -1 : 1)));
  $('text').value = history[past] || '';
  event.preventDefault();
};
$('now').onclick = again;
$('quit').onclick = () => {
  const old = socket;
  socket = null;
  me = current = '';
  rooms.clear();
  clearTimeout(timer);
  if (old) {
    old.close(1000, 'left');
  }
  sessionStorage.removeItem('wscat-chat');
  state('', 'not connected');
  $('chat').hidden = $('quit').hidden = true;
  $('door').hidden = false;
  $('name').focus();
};
addEventListener('online', again);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    unseen = 0;
    document.title = 'wscat chat';
  }
});
if (matchMedia('(max-width: 44rem)').matches) {
  $('people').open = false;
}
try {
  const last = JSON.parse(sessionStorage.getItem('wscat-chat'));
  if (last && last.name) {
    $('name').value = last.name;
    connect(last.name, last.rooms);
  }
} catch (error) {
  // a browser that keeps nothing
}
