import { span, number, count, confidence, MEASURES } from './text.js';

// The windows of one series, as columns of numbers.

const NUMBERS = ['value', 'estimate', 'lower', 'upper', 'threshold'];
const said = {
  DRIFT: 'in drift', STABLE: 'stable', INSUFFICIENT_DATA: 'too little data to say', NO_DATA: 'no data',
  NO_REFERENCE: 'nothing to compare with',
};

// As they came, with infinities as numbers.
export function numbered(windows) {
  for (const name of NUMBERS) {
    windows[name] = windows[name].map(value => (value === null ? null : Number(value)));
  }
  return windows;
}

// What window `i` says.
export function sentence(series, windows, i) {
  const [, unit] = MEASURES[series.measure];
  const value = windows.estimate[i] ?? windows.value[i];
  const bounds = windows.lower[i] === null ? '' : ` (${number(Math.max(0, windows.lower[i]))} to ${number(windows.upper[i])} at ${confidence(series.confidence)})`;
  const numbers = value === null ? '' : ` ${MEASURES[series.measure][0]} ${number(Math.max(0, value))}${unit}${bounds}, threshold ${number(windows.threshold[i])}.`;
  const whole = windows.completeness[i] === 'COMPLETE' ? '' : ` The window is ${windows.completeness[i]}.`;
  return `${span(windows.starts[i], windows.ends[i])}: ${said[windows.states[i]]}.${numbers} ${count(windows.n[i], 'record', 'records')}.${whole}`;
}

// The window that speaks most for drift.
export function peak(windows) {
  const worth = i => (windows.states[i] === 'DRIFT' ? 1e9 : 0) + Math.min(1e8, windows.lower[i] ?? windows.value[i] ?? -1);
  return windows.ends.reduce((best, end, i) => (worth(i) > worth(best) ? i : best), 0);
}
