import { colour } from './colours.js';
import { number, tick, MEASURES } from './text.js';

// The divergence of one series over time, with its bounds, threshold and alerts.

const host = document.getElementById('course');
let chart = null;

const finite = value => (value !== null && Number.isFinite(value) ? value : null);

function rows(windows) {
  const estimate = windows.estimate.map((value, i) => finite(value ?? windows.value[i]));
  return [
    windows.ends.map(end => end / 1000),
    estimate.map(value => (value === null ? null : Math.max(0, value))),
    windows.upper.map(finite),
    windows.lower.map(value => (finite(value) === null ? null : Math.max(0, value))),
    windows.threshold,
  ];
}

function alertSpans(alerts) {
  return u => {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.fillStyle = colour('span');
    for (const alert of alerts) {
      const from = Math.max(bbox.left, u.valToPos(alert.start / 1000, 'x', true));
      const to = alert.end ? u.valToPos(alert.end / 1000, 'x', true) : bbox.left + bbox.width;
      ctx.fillRect(from, bbox.top, Math.max(2, to - from), bbox.height);
    }
    ctx.restore();
  };
}

function driftDots(windows, chosen) {
  return u => {
    const { ctx, bbox } = u;
    const size = 3.2 * devicePixelRatio;
    ctx.save();
    ctx.fillStyle = colour('moved');
    windows.states.forEach((state, i) => {
      const value = u.data[1][i];
      if (state !== 'DRIFT' || value === null) return;
      ctx.beginPath();
      ctx.arc(u.valToPos(u.data[0][i], 'x', true), u.valToPos(value, 'y', true), size, 0, 2 * Math.PI);
      ctx.fill();
    });
    const x = u.valToPos(u.data[0][chosen], 'x', true);
    ctx.strokeStyle = colour('ink');
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  };
}

function options(series, windows, alerts, chosen, pick) {
  const axis = { stroke: colour('soft'), grid: { stroke: colour('grid'), width: 1 }, ticks: { stroke: colour('grid') } };
  const line = { spanGaps: false, points: { show: false } };
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { x: { time: true }, y: { range: (u, low, high) => [0, Math.max(high ?? 0, windows.threshold[0] * 1.5, 1e-6) * 1.05] } },
    axes: [
      { ...axis, space: 90, values: (u, splits) => splits.map(at => tick(at * 1000, (u.scales.x.max - u.scales.x.min) * 1000)) },
      { ...axis, size: 60, label: MEASURES[series.measure][0] + (MEASURES[series.measure][1] ? ' (nats)' : ''), labelSize: 22,
        values: (u, splits) => splits.map(number) },
    ],
    series: [
      {},
      { ...line, stroke: colour('course'), width: 2, points: { show: windows.ends.length < 60, size: 5, fill: colour('course') } },
      { ...line, stroke: 'transparent' },
      { ...line, stroke: 'transparent' },
      { ...line, stroke: colour('loud'), width: 1.5, dash: [6, 5] },
    ],
    bands: [{ series: [2, 3], fill: colour('band') }],
    hooks: {
      drawClear: [alertSpans(alerts)],
      draw: [driftDots(windows, chosen)],
      ready: [u => u.over.addEventListener('click', () => { if (u.cursor.idx != null) pick(u.cursor.idx); })],
    },
    tzDate: at => uPlot.tzDate(new Date(at * 1000), 'UTC'),
  };
}

export function drawCourse(series, windows, alerts, chosen, pick) {
  chart?.destroy();
  chart = new uPlot(options(series, windows, alerts, chosen, pick), rows(windows), host);
  const drifted = windows.states.filter(state => state === 'DRIFT').length;
  host.querySelectorAll('canvas').forEach(canvas => {
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `${MEASURES[series.measure][0]} of ${series.feature} over ${windows.ends.length} windows, ${drifted} in drift`);
  });
}
