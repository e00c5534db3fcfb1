import { overview, alertsOf } from './data.js';
import { colour } from './colours.js';
import { element, span, tick, count, STATES } from './text.js';
import { context, drawWindow } from './strips.js';

// The map: a row a series, a column a window. State is told by height and pattern as well as by colour. The
// first strips are drawn at once, so that a picture of the page has them; the rest when they come into sight. Each is a slider along its windows; up and down go from row to row.

const rowsBody = document.querySelector('#rows tbody');
const tip = document.getElementById('tip');
const strips = new Map();
const AT_ONCE = 40;
let range = [0, 1];
let choose = () => {};

export function onChoose(listener) { choose = listener; }

function place(time, width) {
  return (time - range[0]) / (range[1] - range[0]) * width;
}

function draw(strip) {
  const { series, monitor, chosen, index } = strip;
  const { ctx, width, height } = context(strip.canvas);
  const drawn = [];
  for (let column = 0; column < series.states.length; column++) {
    const from = column > 0 ? Math.max(monitor.starts[column], monitor.ends[column - 1]) : monitor.starts[column];
    const x = place(from, width);
    const wide = Math.max(1, place(monitor.ends[column], width) - x);
    drawn.push([series.states[column], Number(series.levels[column]), x, wide > 4 ? wide - 1 : wide]);
  }
  // What is in drift last: where windows are narrower than a pixel, it must not be hidden.
  for (const loud of [false, true]) {
    for (const [state, level, x, wide] of drawn) {
      if ((state === 'D') === loud) drawWindow(ctx, state, level, x, wide, height);
    }
  }
  ctx.fillStyle = colour('loud');
  for (const alert of alertsOf(index)) {
    const from = place(alert.start, width);
    const to = place(alert.end ?? range[1], width);
    ctx.fillRect(from, 0, Math.max(3, to - from), 3.5);
  }
  if (chosen !== null) {
    const [, , x, wide] = drawn[chosen];
    ctx.strokeStyle = colour('ink');
    ctx.lineWidth = 2;
    ctx.strokeRect(x - 1, 1, Math.max(3, wide) + 2, height - 2);
  }
}

function words(series, column) {
  const monitor = overview.monitors[series.monitor];
  return `${span(monitor.starts[column], monitor.ends[column])}: ${STATES[series.states[column]]}`;
}

function columnAt(strip, clientX) {
  const box = strip.host.getBoundingClientRect();
  const time = range[0] + (clientX - box.left) / box.width * (range[1] - range[0]);
  const ends = strip.monitor.ends;
  let column = ends.findIndex(end => end > time);
  if (column < 0) column = ends.length - 1;
  return column;
}

function showTip(strip, event) {
  tip.textContent = words(strip.series, columnAt(strip, event.clientX));
  tip.hidden = false;
  tip.style.left = `${Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 8)}px`;
  tip.style.top = `${event.clientY + 18}px`;
}

function mark(strip, column) {
  strip.chosen = column;
  strip.host.setAttribute('aria-valuenow', String(column ?? 0));
  strip.host.setAttribute('aria-valuetext', column === null ? 'no window chosen' : words(strip.series, column));
  strip.row.classList.toggle('chosen', column !== null);
  if (strip.drawn) draw(strip);
}

function keyed(strip, event) {
  const last = strip.series.states.length - 1;
  const now = strip.chosen ?? 0;
  const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -last, End: last };
  if (event.key in steps) {
    choose(strip.index, Math.max(0, Math.min(last, now + steps[event.key])), false);
  } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
    const all = [...rowsBody.querySelectorAll('.strip')];
    const next = all[all.indexOf(strip.host) + (event.key === 'ArrowUp' ? -1 : 1)];
    next?.focus();
  } else if (event.key === 'Enter') {
    choose(strip.index, strip.chosen ?? strongest(strip.series), true);
  } else {
    return;
  }
  event.preventDefault();
}

// The column to begin with: the first alert, else the darkest window.
export function strongest(series) {
  let best = 0;
  const worth = column => 'NRISD'.indexOf(series.states[column]) * 10 + Number(series.levels[column]);
  for (let column = 1; column < series.states.length; column++) if (worth(column) > worth(best)) best = column;
  return best;
}

function rowOf(index) {
  const series = overview.series[index];
  const monitor = overview.monitors[series.monitor];
  const row = element('tr');
  const head = element('th', '', { scope: 'row' });
  const button = element('button', series.feature, { type: 'button', title: series.feature });
  const about = [series.segment, overview.monitors.length > 1 ? monitor.name : ''].filter(Boolean).join(' · ');
  if (about) button.append(element('small', about));
  head.append(button);
  const host = element('div', '', {
    class: 'strip', role: 'slider', tabindex: '0', 'aria-label': `Windows of ${series.feature} ${about}`,
    'aria-valuemin': '0', 'aria-valuemax': String(series.states.length - 1),
  });
  const canvas = element('canvas', '', { 'aria-hidden': 'true' });
  host.append(canvas);
  const cell = element('td');
  cell.append(host);
  row.append(head, cell, element('td', `${series.drifted} of ${series.windows}`));
  const strip = { index, series, monitor, row, host, canvas, chosen: null, drawn: false };
  button.addEventListener('click', () => choose(index, strip.chosen ?? strongest(series), true));
  host.addEventListener('click', event => choose(index, columnAt(strip, event.clientX), true));
  host.addEventListener('pointermove', event => showTip(strip, event));
  host.addEventListener('pointerleave', () => { tip.hidden = true; });
  host.addEventListener('keydown', event => keyed(strip, event));
  strips.set(host, strip);
  mark(strip, null);
  return strip;
}

const sight = new IntersectionObserver(entries => {
  for (const entry of entries) {
    const strip = strips.get(entry.target);
    if (entry.isIntersecting && strip) drawOnce(strip);
  }
}, { rootMargin: '200px' });

function drawOnce(strip) {
  if (strip.drawn) return;
  strip.drawn = true;
  draw(strip);
}

addEventListener('beforeprint', () => strips.forEach(drawOnce));

function drawAxis() {
  const axis = document.getElementById('axis');
  axis.replaceChildren();
  const width = axis.getBoundingClientRect().width;
  const ticks = Math.max(1, Math.floor(width / 230));
  for (let i = 0; i <= ticks; i++) {
    const at = range[0] + (range[1] - range[0]) * i / ticks;
    const label = element('span', tick(at, range[1] - range[0]));
    if (i === ticks) label.style.right = '0';
    else label.style.left = `${place(at, width)}px`;
    axis.append(label);
  }
}

// Shows these series, in this order; `chosen` is the series and column that is looked at.
export function show(indices, chosen) {
  sight.disconnect();
  strips.clear();
  const monitors = new Set(indices.map(index => overview.monitors[overview.series[index].monitor]));
  const starts = [...monitors].map(monitor => monitor.starts[0]);
  const ends = [...monitors].map(monitor => monitor.ends.at(-1));
  range = indices.length ? [Math.min(...starts), Math.max(...ends)] : [0, 1];
  const made = indices.map(rowOf);
  rowsBody.replaceChildren(...made.map(strip => strip.row));
  if (chosen) markChosen(chosen.index, chosen.column);
  made.slice(0, AT_ONCE).forEach(drawOnce);
  made.slice(AT_ONCE).forEach(strip => sight.observe(strip.host));
  drawAxis();
}

export function markChosen(index, column) {
  for (const strip of strips.values()) {
    if (strip.index === index) mark(strip, column);
    else if (strip.chosen !== null) mark(strip, null);
  }
}

export function redrawMap() {
  drawAxis();
  for (const strip of strips.values()) if (strip.drawn) draw(strip);
}

export function summary(shown, all) {
  const drifting = shown.filter(index => overview.series[index].drifted > 0).length;
  const which = shown.length === all ? count(all, 'series', 'series') : `${shown.length} of ${count(all, 'series', 'series')}`;
  return `${which}, ${drifting} with windows in drift`;
}
