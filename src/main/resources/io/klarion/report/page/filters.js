import { overview } from './data.js';
import { element } from './text.js';

// Which series are shown, and in which order.

const field = name => document.getElementById(name);
const FIELDS = ['find', 'monitor', 'segment', 'state', 'order'];
const collator = new Intl.Collator('en', { numeric: true });

function fill(select, label, names) {
  select.append(element('option', 'all', { value: '' }));
  names.forEach((name, i) => select.append(element('option', name || '(all records)', { value: String(i) })));
  label.hidden = names.length < 2;
}

const segments = [...new Set(overview.series.map(series => series.segment))].sort(collator.compare);

function firstDrift(series) {
  const column = series.states.indexOf('D');
  return column < 0 ? Infinity : overview.monitors[series.monitor].ends[column];
}

const STATE = {
  all: () => true,
  alert: (series, index) => overview.alerts.some(alert => alert.series === index),
  drift: series => series.drifted > 0,
  quiet: series => series.drifted === 0,
  unjudged: series => /[INR]/.test(series.states),
};

const byName = (a, b) => collator.compare(a.series.feature, b.series.feature) || collator.compare(a.series.segment, b.series.segment);
const ORDER = {
  strength: (a, b) => a.index - b.index,
  onset: (a, b) => {
    const [first, second] = [firstDrift(a.series), firstDrift(b.series)];
    return first === second ? a.index - b.index : first - second;
  },
  name: byName,
};

function fits(series, index) {
  const words = field('find').value.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${series.feature} ${series.segment}`.toLowerCase();
  return words.every(word => text.includes(word))
    && (field('monitor').value === '' || series.monitor === Number(field('monitor').value))
    && (field('segment').value === '' || series.segment === segments[Number(field('segment').value)])
    && STATE[field('state').value](series, index);
}

// The indices of the series that fit, in order.
export function fitting() {
  return overview.series.map((series, index) => ({ series, index }))
    .filter(({ series, index }) => fits(series, index))
    .sort(ORDER[field('order').value])
    .map(({ index }) => index);
}

export function onFilter(changed) {
  const form = field('filters');
  fill(field('monitor'), field('monitor-label'), overview.monitors.map(monitor => monitor.name));
  fill(field('segment'), field('segment-label'), segments);
  form.hidden = overview.series.length < 2;
  form.addEventListener('submit', event => event.preventDefault());
  FIELDS.forEach(name => field(name).addEventListener('input', changed));
}
