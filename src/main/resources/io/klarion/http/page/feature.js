import { ask } from './api.js';
import { drawCourse } from './course.js';
import { drawHistogram } from './histogram.js';
import { numbered, sentence, peak } from './windows.js';
import { about, STATE_WORDS } from './overview.js';
import { fillAlerts } from './alerts.js';
import { element, number, share, count, confidence, printable } from './text.js';

// One feature of one segment: its course, and one of its windows against the reference. As long as nobody has chosen
// a window, it is the latest.

const field = name => document.getElementById(name);
let shown = null;
let chosen = null;

function fact(name, text) {
  const made = element('div', '', { class: 'fact' });
  made.append(element('dt', name), element('dd', text));
  return made;
}

function facts({ series, reference }) {
  const part = records => (series.n ? ` (${share(records / series.n)})` : '');
  const of = reference.id ? `${reference.id} version ${reference.version}${reference.slot ? `, slot ${reference.slot}` : ''}${reference.segment === 'pooled' ? ', of all segments' : ''}` : 'none';
  return [
    fact('Reference', `${of}, ${count(series.reference_n, 'record', 'records')}`),
    fact('Latest window', count(series.n, 'record', 'records')),
    fact('Missing', `${series.missing.toLocaleString('en-US')}${part(series.missing)}`),
    fact('Invalid', `${series.invalid.toLocaleString('en-US')}${part(series.invalid)}`),
    fact('Judged by', `${series.rule === 'bound' ? 'lower bound' : 'value'} at ${confidence(series.confidence)}, threshold ${number(series.threshold)}${series.critical === null ? '' : `, critical ${number(series.critical)}`}`),
    fact('p-value', series.p_value === null ? '–' : number(series.p_value)),
  ];
}

const spans = alerts => alerts.map(alert => ({ start: alert.onset, end: alert.state === 'RESOLVED' ? alert.history.at(-1).end : null }));

function place() {
  const { ends } = shown.windows;
  const at = chosen === null ? -1 : ends.indexOf(chosen);
  return at < 0 ? ends.length - 1 : at;
}

function drawWindow() {
  const { series, windows, alerts } = shown;
  const i = place();
  field('detail').hidden = false;
  field('detail-title').textContent = 'Divergence and distribution';
  field('detail-about').textContent = `${count(windows.ends.length, 'window', 'windows')} shown, ${windows.states.filter(state => state === 'DRIFT').length} in drift`;
  field('window').textContent = sentence(series, windows, i);
  drawCourse(series, windows, spans(alerts), i, look);
  drawHistogram(series.feature, windows, i);
}

function look(i) {
  const { ends } = shown.windows;
  chosen = i === ends.length - 1 ? null : ends[i];
  drawWindow();
}

// Shows a series; does nothing when it is gone.
export async function showFeature(id) {
  if (shown?.series.id !== id) chosen = null;
  const answer = await ask(`series/${encodeURIComponent(id)}`);
  numbered(answer.windows);
  shown = answer;
  const { series } = answer;
  const name = printable(series.feature);
  document.title = `${name} – Klarion`;
  field('subject').textContent = printable([series.feature, about(series)].filter(Boolean).join(' in '));
  field('subject').className = series.firing ? 'loud' : '';
  const firing = series.firing ? ` A ${series.firing} alert fires.` : '';
  field('verdict').textContent = `Now ${STATE_WORDS[series.state]}.${firing}`;
  field('facts').replaceChildren(...facts(answer));
  fillAlerts(field('series-alerts'), answer.alerts, 'None fired in what is known here.');
  drawWindow();
}

export function redrawFeature() {
  if (shown && !field('detail').hidden) drawWindow();
}

export function leaveFeature() {
  shown = null;
  chosen = null;
}

document.querySelectorAll('[data-step]').forEach(button => button.addEventListener('click', () => {
  const last = shown.windows.ends.length - 1;
  const by = button.dataset.step;
  look(by === 'peak' ? peak(shown.windows) : Math.max(0, Math.min(last, place() + Number(by))));
}));
