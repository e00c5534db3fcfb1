import { listen } from './api.js';
import { onColours } from './colours.js';
import { store, refresh } from './store.js';
import { showOverview, redrawOverview } from './overview.js';
import { showFeature, redrawFeature, leaveFeature } from './feature.js';
import { showAlerts } from './alerts.js';
import { showReferences, showHealth } from './tables.js';

// Which page is looked at, and keeping it up to date.

const field = name => document.getElementById(name);
const TITLES = { overview: 'Klarion', alerts: 'Alerts – Klarion', references: 'References – Klarion', health: 'Health – Klarion' };
const HEADINGS = { overview: 'headline', series: 'subject', alerts: 'alerts-title', references: 'references-title', health: 'health-title' };
let page = '';
let failed = false;

// Says whether everything that was asked for is shown.
function ready(is) { document.documentElement.dataset.ready = String(is); }

function route() {
  const [, name = '', id = ''] = location.hash.split('/');
  return name === 'series' ? { name, id } : { name: name in TITLES ? name : 'overview', id: '' };
}

function notice(text) {
  field('notice').hidden = !text;
  field('notice').textContent = text;
}

async function show(anew, changed) {
  const { name, id } = route();
  try {
    if (name === 'overview') showOverview(anew);
    if (name === 'series' && (anew || changed.has(id))) await showFeature(id);
    if (name === 'alerts') await showAlerts();
    if (name === 'references' && (anew || changed.size)) await showReferences();
    if (name === 'health') showHealth();
    if (anew) notice('');
  } catch (error) {
    if (error.status !== 404) throw error;
    notice('This series is not known here: it is older than what the console remembers, or of another cluster.');
  }
}

function header() {
  const firing = store.monitors.reduce((sum, monitor) => sum + monitor.firing, 0);
  field('badge').hidden = !firing;
  field('badge').textContent = String(firing);
  const { live, ready: isReady } = store.instance;
  const cause = live.cause || isReady.cause;
  field('ready').hidden = !cause;
  field('ready').className = 'pill bad';
  field('ready').textContent = live.up ? 'Not ready' : 'Down';
  field('ready').title = cause;
  if (store.feed.trouble) notice(`The result topics cannot be read: ${store.feed.trouble}`);
}

async function turn() {
  const { name } = route();
  const isOther = name !== page;
  page = name;
  ready(false);
  document.querySelectorAll('[data-page]').forEach(section => { section.hidden = section.dataset.page !== name; });
  document.querySelectorAll('nav a').forEach(link => {
    const is = link.getAttribute('href') === (name === 'overview' ? '#/' : `#/${name}`);
    if (is) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  });
  if (name !== 'series') {
    document.title = TITLES[name];
    leaveFeature();
  }
  await guarded(() => show(true, new Set()));
  if (isOther && started) {
    const heading = field(HEADINGS[name]);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  ready(true);
}

async function guarded(work) {
  try {
    await work();
    if (failed) notice('');
    failed = false;
  } catch (error) {
    failed = true;
    notice(error.status === 401 ? 'The log-in has run out: load the page again.' : `The server does not answer: ${error.message}`);
  }
}

let running = false;
let again = false;
let started = false;

// One refresh at a time; what comes meanwhile is fetched after it.
async function update() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  do {
    again = false;
    await guarded(async () => {
      const changed = await refresh();
      header();
      await show(false, changed);
    });
  } while (again);
  running = false;
}

function connected(is) {
  field('live').textContent = is ? 'Live' : 'Reconnecting';
  field('live').className = is ? 'pill good' : 'pill bad';
}

await guarded(async () => {
  await refresh();
  header();
});
if (store.instance) await turn();
started = true;
addEventListener('hashchange', turn);
onColours(() => { redrawOverview(); redrawFeature(); });
let resizing;
addEventListener('resize', () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => { redrawOverview(); redrawFeature(); }, 150);
});
listen(update, connected);
// Watermarks and lag move without results.
setInterval(() => { if (!document.hidden) update(); }, 10_000);
ready(true);
