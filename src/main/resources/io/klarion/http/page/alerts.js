import { ask } from './api.js';
import { element, count, span, number, time } from './text.js';
import { store } from './store.js';

// Alerts with what they went through.

const field = name => document.getElementById(name);
const KINDS = { drift: 'drift', creep: 'creeping drift', schema: 'values', volume: 'number of records', joint: 'pair' };
let known = [];

function change(one) {
  const words = one.state === 'FIRING' ? `fires, ${one.severity}` : 'resolved';
  const value = one.value === null ? '' : `, ${number(Number(one.value))} against ${number(one.threshold)}`;
  return element('li', `${time(one.end)} UTC ${words}${value}`);
}

function subject(alert) {
  return alert.feature === '(records)' ? 'number of records' : alert.feature;
}

// One alert as an entry of a list.
export function entry(alert) {
  const made = element('li', '', { class: alert.state === 'FIRING' ? 'firing' : 'resolved' });
  const head = element('p', '', { class: 'alert-head' });
  head.append(element('span', alert.state === 'FIRING' ? alert.severity : 'resolved', { class: `tag ${alert.state === 'FIRING' ? alert.severity : ''}` }), ' ');
  if (store.series.has(alert.series)) head.append(element('a', subject(alert), { href: `#/series/${alert.series}` }));
  else head.append(element('b', subject(alert)));
  const rest = [alert.segment_text, KINDS[alert.kind] ?? alert.kind, store.monitors.length > 1 ? alert.monitor : ''].filter(Boolean).join(' · ');
  head.append(' ', element('span', `${rest} · since ${time(alert.onset)} UTC`, { class: 'soft' }));
  made.append(head, element('p', alert.summary));
  const history = element('details');
  history.append(element('summary', count(alert.history.length, 'change', 'changes')));
  const list = element('ol', '', { class: 'history' });
  list.append(...alert.history.map(change));
  history.append(list);
  made.append(history);
  return made;
}

// Fills a list, and leaves open what was open.
export function fillAlerts(list, alerts, none) {
  const open = new Set([...list.querySelectorAll('details[open]')].map(one => one.parentElement.dataset.id));
  const focused = list.contains(document.activeElement) ? [document.activeElement.closest('li[data-id]').dataset.id, document.activeElement.tagName] : null;
  list.replaceChildren(...alerts.map(alert => {
    const made = entry(alert);
    made.dataset.id = alert.id;
    if (open.has(alert.id)) made.querySelector('details').open = true;
    return made;
  }));
  if (focused) [...list.children].find(one => one.dataset.id === focused[0])?.querySelector(focused[1])?.focus({ preventScroll: true });
  if (!alerts.length) list.append(element('li', none, { class: 'soft none' }));
}

function show() {
  const words = field('alert-find').value.toLowerCase().split(/\s+/).filter(Boolean);
  const state = field('alert-state').value;
  const fit = known.filter(alert => (state === 'all' || alert.state === state)
    && words.every(word => `${alert.feature} ${alert.segment_text} ${alert.monitor} ${alert.summary}`.toLowerCase().includes(word)));
  const firing = fit.filter(alert => alert.state === 'FIRING').length;
  field('alerts-found').textContent = `${count(fit.length, 'alert', 'alerts')}, ${firing} firing`;
  fillAlerts(field('alerts'), fit, 'None.');
}

export async function showAlerts() {
  known = (await ask('alerts')).alerts;
  show();
}

field('alert-filters').addEventListener('submit', event => event.preventDefault());
field('alert-find').addEventListener('input', show);
field('alert-state').addEventListener('input', show);
