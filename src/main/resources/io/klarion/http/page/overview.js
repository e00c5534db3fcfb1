import { store } from './store.js';
import { context, drawWindow } from './strips.js';
import { element, number, count, span, MEASURES } from './text.js';

// All features at a glance: a row each, the loudest first. Rows are kept and only rewritten where something changed.

const ROWS_AT_ONCE = 100;
const field = name => document.getElementById(name);
const body = document.querySelector('#series tbody');
const collator = new Intl.Collator('en', { numeric: true });
const rows = new Map();
let most = ROWS_AT_ONCE;

export const STATE_WORDS = {
  DRIFT: 'in drift', STABLE: 'stable', INSUFFICIENT_DATA: 'too little data', NO_DATA: 'no data', NO_REFERENCE: 'no reference',
};
const LETTER = { DRIFT: 'D', STABLE: 'S', INSUFFICIENT_DATA: 'I', NO_DATA: 'N', NO_REFERENCE: 'R' };

// A divergence in a row: what is next to nothing is not told in digits.
const brief = value => (value > 0 && value < 0.001 ? '<0.001' : number(value));

const finite = value => (value === null || value === undefined ? null : Number(value));

// What a series is called: its segment, and its monitor where there are several.
export function about(series) {
  return [series.segment_text, store.monitors.length > 1 ? series.monitor : ''].filter(Boolean).join(' · ');
}

export function stateTag(state, firing) {
  const tag = element('span', STATE_WORDS[state], { class: `state ${LETTER[state]}` });
  const host = element('span');
  host.append(tag);
  if (firing) host.append(' ', element('span', firing, { class: `tag ${firing}` }));
  return host;
}

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 160;

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// Where a value stands: 0 at the left, the threshold in the middle, infinity at the right.
function place(value, threshold) {
  if (value === Infinity) return WIDTH;
  const times = Math.max(0, value) / (threshold > 0 ? threshold : 1);
  return WIDTH * times / (1 + times);
}

function bullet(series) {
  const estimate = finite(series.estimate ?? series.value);
  if (estimate === null) return element('span', '–', { class: 'soft' });
  const at = value => place(finite(value), series.threshold);
  const host = shape('svg', { viewBox: `0 0 ${WIDTH} 20`, class: 'bullet', 'aria-hidden': 'true', preserveAspectRatio: 'none' });
  host.append(shape('rect', { x: 0, y: 8, width: WIDTH, height: 4, rx: 2, class: 'rail' }));
  if (series.lower !== null) {
    const from = at(series.lower);
    host.append(shape('rect', { x: from, y: 5, width: Math.max(2, at(series.upper) - from), height: 10, rx: 2, class: `interval ${series.state === 'DRIFT' ? 'loud' : ''}` }));
  }
  host.append(shape('rect', { x: WIDTH / 2 - 0.75, y: 1, width: 1.5, height: 18, class: 'middle' }));
  host.append(shape('rect', { x: Math.min(WIDTH - 3, Math.max(0, at(estimate) - 1.5)), y: 3, width: 3, height: 14, class: 'estimate' }));
  return host;
}

function divergence(series) {
  const cell = element('td', '', { class: 'divergence' });
  cell.append(bullet(series));
  const estimate = finite(series.estimate ?? series.value);
  if (estimate !== null) {
    const bounds = series.lower === null ? '' : `, ${number(Math.max(0, finite(series.lower)))} to ${number(finite(series.upper))}`;
    cell.append(element('span', brief(Math.max(0, estimate)), { class: 'figure', title: `${MEASURES[series.measure][0]}${bounds}, threshold ${number(series.threshold)}` }));
    cell.append(element('span', ` against a threshold of ${number(series.threshold)}${bounds}`, { class: 'unseen' }));
  }
  return cell;
}

function draw(canvas, series) {
  const { ctx, width, height } = context(canvas);
  const columns = series.states.length;
  const each = width / Math.max(30, columns);
  const left = width - columns * each;
  for (let column = 0; column < columns; column++) {
    drawWindow(ctx, series.states[column], Number(series.levels[column]), left + column * each, Math.max(1, each - 1), height);
  }
}

const sight = new IntersectionObserver(entries => {
  for (const entry of entries) {
    const row = rows.get(entry.target.dataset.id);
    if (row) {
      row.seen = entry.isIntersecting;
      if (row.seen) draw(row.canvas, row.series);
    }
  }
}, { rootMargin: '200px' });

function strip(series) {
  const cell = element('td');
  const drifted = [...series.states].filter(state => state === 'D').length;
  const host = element('div', '', { class: 'strip', role: 'img', 'aria-label': `${drifted} of the latest ${count(series.states.trim().length, 'window', 'windows')} in drift` });
  const canvas = element('canvas', '', { 'aria-hidden': 'true' });
  host.append(canvas);
  cell.append(host);
  return { cell, canvas };
}

function write(row, series) {
  const head = element('th', '', { scope: 'row' });
  const link = element('a', series.feature, { href: `#/series/${series.id}` });
  head.append(link);
  if (about(series)) head.append(element('small', about(series)));
  const state = element('td');
  state.append(stateTag(series.state, series.firing));
  const { cell, canvas } = strip(series);
  const hadFocus = row.host.contains(document.activeElement);
  row.host.replaceChildren(head, state, divergence(series), cell);
  if (hadFocus) link.focus({ preventScroll: true });
  row.series = series;
  row.canvas = canvas;
  if (row.seen) draw(canvas, series);
}

function rowOf(series) {
  let row = rows.get(series.id);
  if (!row) {
    const host = element('tr', '', { 'data-id': series.id });
    host.addEventListener('click', event => {
      if (!event.target.closest('a') && !getSelection().toString()) location.hash = `#/series/${series.id}`;
    });
    row = { host, seen: false, series: null };
    rows.set(series.id, row);
  }
  if (row.series !== series) write(row, series);
  return row;
}

function fits(series) {
  const words = field('find').value.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${series.feature} ${series.segment_text} ${series.monitor}`.toLowerCase();
  const state = field('state').value;
  return words.every(word => text.includes(word))
    && (field('monitor').value === '' || series.monitor === field('monitor').value)
    && (field('segment').value === '' || series.segment_text === field('segment').value.slice(1))
    && (state === 'all' || series.state === state || (state === 'firing' && series.firing)
      || (state === 'other' && !['DRIFT', 'STABLE'].includes(series.state)));
}

const byName = (a, b) => collator.compare(a.feature, b.feature) || collator.compare(a.segment_text, b.segment_text) || collator.compare(a.monitor, b.monitor);
const ORDER = { weight: (a, b) => b.weight - a.weight || byName(a, b), name: byName };

// Whoever points at a row or has the focus in one keeps it where it is.
const isHeld = () => body.matches(':hover') || body.contains(document.activeElement);

function showRows(anew) {
  const fit = [...store.series.values()].filter(fits).sort(ORDER[field('order').value]);
  const shown = fit.slice(0, most).map(rowOf);
  const now = new Set(shown.map(row => row.host));
  const same = body.children.length === shown.length && [...body.children].every(host => now.has(host));
  if (anew || !same || !isHeld()) {
    const inPlace = shown.length === body.children.length && shown.every((row, i) => body.children[i] === row.host);
    if (!inPlace) {
      const focused = body.contains(document.activeElement) ? document.activeElement : null;
      sight.disconnect();
      for (const row of rows.values()) row.seen = false;
      body.replaceChildren(...shown.map(row => row.host));
      shown.forEach(row => sight.observe(row.host));
      focused?.focus({ preventScroll: true });
    }
  }
  const all = store.series.size;
  const drifting = fit.filter(series => series.state === 'DRIFT').length;
  field('found').textContent = `${fit.length === all ? count(all, 'series', 'series') : `${fit.length} of ${count(all, 'series', 'series')}`}, ${drifting} in drift`;
  const more = field('more');
  more.hidden = fit.length <= most;
  more.textContent = `Show ${Math.min(ROWS_AT_ONCE, fit.length - most)} more of ${fit.length}`;
}

function fill(select, label, names, written) {
  const before = select.value;
  if (select.options.length === names.length + 1) return;
  select.replaceChildren(element('option', 'all', { value: '' }), ...names.map(name => element('option', written(name) || '(all records)', { value: select.id === 'segment' ? `=${name}` : name })));
  select.value = before;
  label.hidden = names.length < 2;
}

function card(monitor) {
  const made = element('li', '', { class: monitor.firing ? 'loud' : '' });
  made.append(element('h2', monitor.name));
  const lines = [
    [`${count(monitor.firing, 'alert fires', 'alerts fire')}`, monitor.critical ? `${monitor.critical} critical` : ''],
    [`${monitor.drift} of ${count(monitor.series, 'series', 'series')} in drift`, ''],
    [`${count(monitor.features, 'feature', 'features')}${monitor.segments > 1 ? ` × ${monitor.segments} segments` : ''}`, ''],
  ];
  for (const [text, more] of lines) made.append(element('p', more ? `${text}, ${more}` : text));
  if (monitor.ends.length) made.append(element('p', `Latest window ${span(monitor.starts.at(-1), monitor.ends.at(-1))}`, { class: 'soft' }));
  const allowed = monitor.false_alarms.per_day;
  if (allowed !== null) made.append(element('p', `At most ${number(allowed)} false ${allowed === 1 ? 'alarm' : 'alarms'} a day allowed`, { class: 'soft' }));
  return made;
}

function headline() {
  const sum = key => store.monitors.reduce((total, monitor) => total + monitor[key], 0);
  const [firing, critical, drift, series] = ['firing', 'critical', 'drift', 'series'].map(sum);
  const title = field('headline');
  title.className = firing ? 'loud' : 'quiet';
  if (!series) {
    title.className = '';
    title.textContent = store.feed.caught_up ? 'No window is closed yet' : 'Reading the results …';
    field('lead').textContent = store.feed.caught_up ? 'A window closes when every source partition has passed its end and grace.' : '';
    return;
  }
  title.textContent = firing
    ? `${count(firing, 'alert fires', 'alerts fire')}${critical ? `, ${critical} critical` : ''}`
    : drift ? `No alert fires, ${drift} of ${series} series in drift` : 'All quiet';
  field('lead').textContent = `${drift} of ${count(series, 'series', 'series')} in drift, ${sum('stable')} stable, ${series - drift - sum('stable')} not judged.`;
}

// Shows what the store holds; `anew` puts the rows in order whatever happens.
export function showOverview(anew) {
  headline();
  field('monitors').replaceChildren(...store.monitors.map(card));
  fill(field('monitor'), field('monitor-label'), store.monitors.map(monitor => monitor.name), name => name);
  fill(field('segment'), field('segment-label'), [...new Set([...store.series.values()].map(series => series.segment_text))].sort(collator.compare), name => name);
  showRows(anew);
}

export function redrawOverview() {
  for (const row of rows.values()) if (row.seen) draw(row.canvas, row.series);
}

field('filters').addEventListener('submit', event => event.preventDefault());
for (const name of ['find', 'monitor', 'segment', 'state', 'order']) {
  field(name).addEventListener('input', () => { most = ROWS_AT_ONCE; showRows(true); });
}
field('more').addEventListener('click', () => {
  const first = body.children.length;
  most += ROWS_AT_ONCE;
  showRows(true);
  body.children[first]?.querySelector('a').focus();
});
