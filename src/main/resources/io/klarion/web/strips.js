import { colour } from './colours.js';

// Windows in a row, each told by height and pattern as well as by colour.

const LOWEST_DRIFT = 5;

// A canvas as large as what it is in, ready to draw on.
export function context(canvas) {
  const scale = devicePixelRatio || 1;
  const { width, height } = canvas.parentElement.getBoundingClientRect();
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const ctx = canvas.getContext('2d');
  ctx.scale(scale, scale);
  return { ctx, width, height };
}

function hatch(ctx) {
  const tile = new OffscreenCanvas(6, 6);
  const pen = tile.getContext('2d');
  pen.strokeStyle = colour('grey');
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(-1, 7); pen.lineTo(7, -1);
  pen.moveTo(-4, 4); pen.lineTo(4, -4);
  pen.moveTo(2, 10); pen.lineTo(10, 2);
  pen.stroke();
  return ctx.createPattern(tile, 'repeat');
}

// One window: `state` is its letter, `level` its shade from 0 to 9.
export function drawWindow(ctx, state, level, x, width, height) {
  const top = 6;
  const room = height - top;
  if (state === 'D') {
    ctx.fillStyle = colour(`drift-${Math.max(LOWEST_DRIFT, level)}`);
    ctx.fillRect(x, top, width, room);
  } else if (state === 'S') {
    const shade = Math.min(LOWEST_DRIFT - 1, level);
    const tall = room * (0.3 + 0.09 * shade);
    ctx.fillStyle = colour(`stable-${shade}`);
    ctx.fillRect(x, height - tall, width, tall);
  } else if (state === 'I') {
    ctx.fillStyle = hatch(ctx);
    ctx.fillRect(x, top + room / 2, width, room / 2);
  } else if (state !== ' ') {
    ctx.fillStyle = colour('grey');
    for (let dot = x; dot < x + width; dot += 4) ctx.fillRect(dot, height - 2, 1.5, 2);
  }
}
