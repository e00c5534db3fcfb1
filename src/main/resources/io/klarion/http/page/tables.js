import { ask } from './api.js';
import { store } from './store.js';
import { element, number, time } from './text.js';

// References and health: what stands in tables.

const field = name => document.getElementById(name);
const whole = value => (value === null ? '–' : value.toLocaleString('en-US'));
const UNITS = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1000, 's']];

// A length of time in its largest unit that fits.
function lasting(millis) {
  const sign = millis < 0 ? '−' : '';
  const [size, unit] = UNITS.find(([each]) => Math.abs(millis) >= each) ?? UNITS.at(-1);
  return `${sign}${number(Math.abs(millis) / size)} ${unit}`;
}

function row(...cells) {
  const made = element('tr');
  made.append(element('th', cells[0], { scope: 'row' }), ...cells.slice(1).map(cell => element('td', String(cell))));
  return made;
}

function fill(table, rows, none) {
  const body = document.querySelector(`#${table} tbody`);
  body.replaceChildren(...rows);
  if (!rows.length) {
    const cell = element('td', none, { colspan: '9', class: 'soft' });
    const made = element('tr');
    made.append(cell);
    body.append(made);
  }
}

export async function showReferences() {
  const { references } = await ask('references');
  const ago = millis => (millis ? `${time(millis)} UTC, ${lasting(Date.now() - millis)} ago` : '–');
  fill('references', references.map(one => {
    const made = row(one.id, one.version, one.monitor, ago(one.created), one.effective_from === null ? 'always' : `${time(one.effective_from)} UTC`,
      whole(one.records), `${whole(one.verdicts)}, ${time(one.from)} to ${time(one.to)} UTC`, one.digest.slice(0, 19));
    made.lastChild.setAttribute('title', one.digest);
    if (one.source) made.firstChild.append(element('small', one.source));
    return made;
  }), 'No window was compared with a reference yet.');
}

function fact(name, text, isBad) {
  const made = element('div', '', { class: isBad ? 'fact bad' : 'fact' });
  made.append(element('dt', name), element('dd', text));
  return made;
}

export function showHealth() {
  const { instance, feed, monitors } = store;
  field('health').replaceChildren(
    fact('Live', instance.live.up ? 'yes' : instance.live.cause, !instance.live.up),
    fact('Ready', instance.ready.up ? 'yes' : instance.ready.cause, !instance.ready.up),
    fact('Result topics', feed.trouble || (feed.caught_up ? 'followed to their ends' : 'being read'), Boolean(feed.trouble)),
    fact('Unreadable results', whole(feed.unreadable), feed.unreadable > 0),
  );
  fill('watermarks', instance.watermarks.map(one => row(one.monitor, one.watermark === null ? 'a partition is not heard of yet' : time(one.watermark),
    one.lag_millis === null ? '–' : lasting(one.lag_millis), one.skew_millis === null ? '–' : lasting(one.skew_millis),
    one.stalled ? 'stalled: a silent partition holds windows open' : 'moving')), 'No task of stage 2 runs in this instance.');
  fill('partitions', instance.partitions.map(one => {
    const reasons = Object.entries(one.reasons).map(([reason, records]) => `${reason} ${whole(records)}`).join(', ');
    return row(one.partition, one.monitor, whole(one.read), whole(one.counted), whole(one.partly_late), whole(one.late),
      `${whole(one.rejected)}${reasons ? ` (${reasons})` : ''}`);
  }), 'This instance has read no records.');
  fill('allowance', monitors.map(({ name, false_alarms: one }) => row(name, one.per_day === null ? 'nothing declared' : `${number(one.per_day)} a day`,
    `${lasting(one.days * 86_400_000)}`, one.per_day === null ? '–' : number(one.per_day * one.days), whole(one.fired))), 'No window is closed yet.');
}
