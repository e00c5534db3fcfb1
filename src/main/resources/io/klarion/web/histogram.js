import { colour } from './colours.js';
import { element, share } from './text.js';

// One window against its reference: filled bars over outlines, and the same as a table.

const host = document.getElementById('histogram');
const tableBody = document.querySelector('#cells tbody');
const MOST_BARS = 40;
const MOST_MOVED = 3;
let chart = null;

// The cells of window `i` that hold anything, with their shares.
export function cellsOf(windows, i) {
  const layout = windows.layouts[windows.layout[i]];
  const sum = windows.counts[i].reduce((total, one) => total + one, 0);
  const cells = layout.cells.map((name, at) => ({
    name,
    at,
    count: windows.counts[i][at],
    window: sum > 0 ? windows.counts[i][at] / sum : 0,
    reference: layout.reference[at],
    part: windows.parts[i][at] / 1000,
    moved: false,
  }));
  [...cells].sort((a, b) => b.part - a.part).slice(0, MOST_MOVED).forEach(cell => { cell.moved = cell.part >= 0.1; });
  // Smoothing gives every cell a little; one that is empty on both sides shows as nothing.
  return cells.filter(cell => cell.count > 0 || cell.reference > 5e-4);
}

function bars(cells) {
  if (cells.length <= MOST_BARS) return cells;
  const size = cell => Math.max(cell.window, cell.reference, cell.part);
  return [...cells].sort((a, b) => size(b) - size(a)).slice(0, MOST_BARS).sort((a, b) => a.at - b.at);
}

const short = name => (name.length > 16 ? `${name.slice(0, 15)}…` : name);

function options(shown) {
  const every = Math.ceil(shown.length / Math.max(3, Math.floor(host.clientWidth / 26)));
  const tilted = shown.length * Math.max(...shown.map(cell => Math.min(16, cell.name.length))) * 8 / every > host.clientWidth;
  const wide = { size: [0.86, 90], align: 0 };
  const bar = (stroke, fill, width) => ({ stroke, fill, width, points: { show: false }, paths: uPlot.paths.bars(wide) });
  const axis = { stroke: colour('soft'), grid: { show: false }, ticks: { show: false } };
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [-0.6, shown.length - 0.4] }, y: { range: (u, low, high) => [0, (high || 1) * 1.05] } },
    axes: [
      { ...axis, size: tilted ? 96 : 34, rotate: tilted ? -50 : 0, gap: 4, splits: () => shown.map((cell, i) => i).filter(i => i % every === 0),
        values: (u, splits) => splits.map(i => short(shown[i].name)) },
      { ...axis, grid: { stroke: colour('grid'), width: 1 }, size: 52, values: (u, splits) => splits.map(at => `${Number((100 * at).toPrecision(3))} %`) },
    ],
    series: [
      {},
      bar('transparent', colour('bar'), 0),
      bar('transparent', colour('moved'), 0),
      bar(colour('outline'), 'transparent', 1.75),
    ],
  };
}

function table(cells) {
  tableBody.replaceChildren(...cells.map(cell => {
    const row = element('tr', '', cell.moved ? { class: 'moved' } : {});
    row.append(
      element('th', cell.name, { scope: 'row' }),
      element('td', share(cell.reference)),
      element('td', share(cell.window)),
      element('td', cell.count.toLocaleString('en-US')),
      element('td', share(cell.part)),
    );
    return row;
  }));
}

export function drawHistogram(feature, windows, i) {
  const cells = cellsOf(windows, i);
  const shown = bars(cells);
  chart?.destroy();
  chart = null;
  if (shown.length) {
    chart = new uPlot(options(shown), [
      shown.map((cell, at) => at),
      shown.map(cell => (cell.moved ? null : cell.window)),
      shown.map(cell => (cell.moved ? cell.window : null)),
      shown.map(cell => cell.reference),
    ], host);
    const moved = cells.filter(cell => cell.moved).map(cell => `${cell.name} from ${share(cell.reference)} to ${share(cell.window)}`);
    host.querySelectorAll('canvas').forEach(canvas => {
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', `Shares of ${feature}, window against reference. Moved most: ${moved.join(', ') || 'nothing'}. The table below has all cells.`);
    });
  }
  table(cells);
  return cells;
}
