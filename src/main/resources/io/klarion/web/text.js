// Words, numbers and times; all times are UTC.

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

export const MEASURES = {
  kl: ['KL divergence', ' nats'], reverse_kl: ['reverse KL divergence', ' nats'], psi: ['PSI', ' nats'],
  js: ['Jensen–Shannon divergence', ' nats'], hellinger: ['Hellinger distance', ''],
  total_variation: ['total variation', ''], chi_square: ['χ² divergence', ''],
  ks: ['Kolmogorov–Smirnov distance', ''], wasserstein: ['Wasserstein distance', ''],
};

export const STATES = {
  D: 'in drift', S: 'stable', I: 'too little data', N: 'no data', R: 'no reference', ' ': 'no window',
};

export function time(millis) {
  const iso = new Date(millis).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, millis % MINUTE === 0 ? 16 : 19)}`;
}

export function span(start, end) {
  const sameDay = Math.floor(start / DAY) === Math.floor(end / DAY);
  return `${time(start)} – ${sameDay ? time(end).slice(11) : time(end)} UTC`;
}

// A tick of an axis that covers `range` milliseconds.
export function tick(millis, range) {
  const iso = new Date(millis).toISOString();
  return range >= 4 * DAY ? iso.slice(0, 10) : range >= DAY ? `${iso.slice(5, 10)} ${iso.slice(11, 16)}` : iso.slice(11, 16);
}

export function number(value) {
  if (value === null || value === undefined) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return String(Number(value.toPrecision(3)));
}

// A confidence in percent, never rounded up to certainty.
export function confidence(value) {
  return `${Number((100 * value).toPrecision(7))} %`;
}

export function share(value) {
  const percent = 100 * value;
  if (percent > 0 && percent < 0.05) return '<0.1 %';
  return `${percent >= 9.95 ? percent.toFixed(0) : percent.toFixed(1)} %`;
}

export function count(value, one, many) {
  return `${value.toLocaleString('en-US')} ${value === 1 ? one : many}`;
}

// Text from data without characters that could mislead: controls, direction marks, halves of pairs.
export function printable(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu, '\uFFFD');
}

// An element with text and attributes; text is never markup.
export function element(name, text, attributes) {
  const made = document.createElement(name);
  if (text) made.textContent = printable(text);
  for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
  return made;
}
