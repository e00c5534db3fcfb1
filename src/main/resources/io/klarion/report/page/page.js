import { overview, windowsOf, alertsOf } from './data.js';
import { onColours } from './colours.js';
import { show, markChosen, redrawMap, onChoose, strongest, summary } from './heatmap.js';
import { drawCourse } from './course.js';
import { drawHistogram } from './histogram.js';
import { fitting, onFilter } from './filters.js';
import { sentence, peak } from './windows.js';
import { count } from './text.js';

// Ties the parts together: one series and one of its windows are looked at.

const ROWS_AT_ONCE = 100;
const detail = document.getElementById('detail');
let rows = ROWS_AT_ONCE;
let chosen = null;

function nearest(columns, column) {
  let best = 0;
  columns.forEach((at, i) => { if (Math.abs(at - column) < Math.abs(columns[best] - column)) best = i; });
  return best;
}

async function drawDetail() {
  const { index, column } = chosen;
  const series = overview.series[index];
  const windows = await windowsOf(index);
  if (chosen.index !== index || chosen.column !== column || !windows.columns.length) return;
  const i = nearest(windows.columns, column);
  const monitor = overview.monitors[series.monitor].name;
  detail.hidden = false;
  document.getElementById('detail-title').textContent = series.feature;
  document.getElementById('detail-about').textContent =
    [series.segment, `${series.type} feature of monitor ${monitor}`, `${series.drifted} of ${count(series.windows, 'window', 'windows')} in drift`].filter(Boolean).join(' · ');
  document.getElementById('window').textContent = sentence(series, windows, i);
  drawCourse(series, windows, alertsOf(index), i, at => look(index, windows.columns[at], false));
  drawHistogram(series.feature, windows, i);
}

// Says whether everything that was asked for is drawn.
function ready(is) { document.documentElement.dataset.ready = String(is); }

// Looks at one window of one series.
async function look(index, column, go) {
  ready(false);
  chosen = { index, column };
  markChosen(index, column);
  await drawDetail();
  if (go) {
    const title = document.getElementById('detail-title');
    title.focus({ preventScroll: true });
    detail.scrollIntoView({ block: 'nearest' });
  }
  ready(true);
}

async function step(by) {
  const { index, column } = chosen;
  const windows = await windowsOf(index);
  const now = nearest(windows.columns, column);
  const next = by === 'peak' ? peak(windows) : Math.max(0, Math.min(windows.columns.length - 1, now + Number(by)));
  look(index, windows.columns[next], false);
}

function columnAt(series, time) {
  const { ends } = overview.monitors[series.monitor];
  const column = ends.findIndex(end => end >= time);
  return column < 0 ? ends.length - 1 : column;
}

function showRows() {
  const fit = fitting();
  show(fit.slice(0, rows), chosen);
  document.getElementById('found').textContent = summary(fit, overview.series.length);
  const more = document.getElementById('more');
  more.hidden = fit.length <= rows;
  more.textContent = `Show ${Math.min(ROWS_AT_ONCE, fit.length - rows)} more of ${fit.length}`;
}

onFilter(() => { rows = ROWS_AT_ONCE; showRows(); });
onChoose(look);
showRows();
onColours(() => { redrawMap(); if (chosen) drawDetail(); });
document.getElementById('more').addEventListener('click', () => { rows += ROWS_AT_ONCE; showRows(); });
document.querySelectorAll('[data-step]').forEach(button => button.addEventListener('click', () => step(button.dataset.step)));
document.querySelectorAll('.alerts [data-series]').forEach(button => button.addEventListener('click', () => {
  const index = Number(button.dataset.series);
  look(index, columnAt(overview.series[index], Number(button.dataset.at)), true);
}));
let resizing;
addEventListener('resize', () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => { redrawMap(); if (chosen) drawDetail(); }, 150);
});

// Begins with the window that the headline speaks of.
const { series: subject, at } = document.getElementById('title').dataset;
if (overview.series.length) {
  const first = Math.max(0, Number(subject));
  const windows = await windowsOf(first);
  if (windows.columns.length) {
    await look(first, Number(at) < 0 ? windows.columns[peak(windows)] : columnAt(overview.series[first], Number(at)), false);
  }
}
ready(true);
